package main

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf8"
)

func box(lines ...string) string {
	w := 0
	for _, l := range lines {
		w = max(w, utf8.RuneCountInString(l))
	}
	var b strings.Builder
	bar := "+" + strings.Repeat("-", w+2) + "+\n"
	b.WriteString(bar)
	for _, l := range lines {
		fmt.Fprintf(&b, "| %-*s |\n", w, l)
	}
	b.WriteString(bar)
	return b.String()
}
func histogram(vals map[string]int) string {
	keys := make([]string, 0, len(vals))
	for k := range vals {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	lines := make([]string, len(keys))
	for i, k := range keys {
		lines[i] = fmt.Sprintf("%-6s%s %d", k, strings.Repeat("█", vals[k]), vals[k])
	}
	return box(lines...)
}

func main() {
	fmt.Print(box("héllo", "wide line"), box(), histogram(map[string]int{"b": 3, "a": 5, "long": 0}))
}
