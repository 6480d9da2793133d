package main

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

func wrap(s string, width int) (lines []string) {
	var line []string
	n := 0
	for _, w := range strings.Fields(s) {
		if n+len(w)+len(line) > width && len(line) > 0 {
			lines = append(lines, strings.Join(line, " "))
			line, n = nil, 0
		}
		line = append(line, w)
		n += len(w)
	}
	if len(line) > 0 {
		lines = append(lines, strings.Join(line, " "))
	}
	return
}

var rules = []struct {
	re   *regexp.Regexp
	repl string
}{
	{regexp.MustCompile(`\*\*(.+?)\*\*`), "<b>$1</b>"},
	{regexp.MustCompile(`_(.+?)_`), "<i>$1</i>"},
	{regexp.MustCompile("`([^`]+)`"), "<code>$1</code>"},
	{regexp.MustCompile(`\[(.*?)\]\((.*?)\)`), `<a href="$2">$1</a>`},
}

func inline(s string) string {
	s = html.EscapeString(s)
	for _, r := range rules {
		s = r.re.ReplaceAllString(s, r.repl)
	}
	return s
}
func markdown(src string) string {
	var b strings.Builder
	inList := false
	for _, l := range strings.Split(src, "\n") {
		item, isItem := strings.CutPrefix(l, "- ")
		if inList != isItem {
			b.WriteString(map[bool]string{true: "<ul>\n", false: "</ul>\n"}[isItem])
			inList = isItem
		}
		switch level := len(l) - len(strings.TrimLeft(l, "#")); {
		case isItem:
			fmt.Fprintf(&b, "<li>%s</li>\n", inline(item))
		case level > 0:
			fmt.Fprintf(&b, "<h%d>%s</h%[1]d>\n", level, inline(strings.TrimSpace(l[level:])))
		case l != "":
			fmt.Fprintf(&b, "<p>%s</p>\n", inline(l))
		}
	}
	return b.String()
}

func main() {
	for i, l := range wrap("the quick brown fox jumps over the lazy dog and runs away", 16) {
		fmt.Printf("%2d|%-16s|%16s|\n", i, l, l)
	}
	fmt.Print(markdown("# Title\ntext **bold** & _it_\n- one `x<y`\n- [two](http://x)\n\n## end"))
}
