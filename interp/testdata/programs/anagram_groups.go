package main

import (
	"fmt"
	"sort"
	"strings"
)

type signature [26]int8

func sign(w string) (s signature) {
	for _, r := range strings.ToLower(w) {
		if r >= 'a' && r <= 'z' {
			s[r-'a']++
		}
	}
	return s
}
func sortLetters(w string) string {
	b := []byte(w)
	sort.Slice(b, func(i, j int) bool { return b[i] < b[j] })
	return string(b)
}

func main() {
	fmt.Println(sign("Listen") == sign("silent"), sign("a") == sign("b"))
	groups := map[string][]string{}
	for _, w := range strings.Fields("listen silent enlist google elgoog abc cab xyz") {
		k := sortLetters(w)
		groups[k] = append(groups[k], w)
	}
	var keys []string
	for k, ws := range groups {
		if len(ws) > 1 {
			keys = append(keys, k)
		}
	}
	sort.Slice(keys, func(i, j int) bool {
		if a, b := len(groups[keys[i]]), len(groups[keys[j]]); a != b {
			return a > b
		}
		return keys[i] < keys[j]
	})
	for _, k := range keys {
		fmt.Println(k, groups[k])
	}
}
