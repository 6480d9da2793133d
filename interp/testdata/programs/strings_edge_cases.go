package main

import (
	"fmt"
	"strings"
)

func main() {
	fmt.Printf("%q\n", strings.Split("a,,b,", ","))
	fmt.Printf("%q %q\n", strings.Fields(" \t\n"), strings.TrimLeft("xxabcxx", "xa"))
	fmt.Println(strings.Replace("aaaa", "a", "b", 2), strings.Replace("abc", "", "-", -1), strings.Index("abc", ""), strings.LastIndex("abc", "z"))
	fmt.Println(strings.Title("ünïcode word"), strings.ToUpper("straße"), strings.ToLower("İ") != "", strings.EqualFold("ß", "SS"))
	fmt.Printf("%q %q\n", strings.SplitAfterN("a-b-c", "-", 2), strings.TrimRight("a\n\n", "\n"))
	r := []rune("añ")
	s := string(r[:1]) + "x" + string(r[1:])
	fmt.Println(s, len(s), strings.IndexRune(s, 'ñ'), strings.Count(s, ""), s[:1] < s[1:])
	long := strings.Repeat("ab", 1000)
	fmt.Println(len(long), strings.LastIndexByte(long, 'a'), strings.Contains(long, "bb"))
	a, b := "same", "sa"
	b += "me"
	fmt.Println(a == b, a[0:0] == "", strings.Compare(a, b))
	for _, line := range strings.Split(strings.TrimSpace("\n one\ntwo \n"), "\n") {
		fmt.Printf("[%s] ", line)
	}
	fmt.Println()
	var sb strings.Builder
	for i := range 3 {
		if i > 0 {
			sb.WriteString(", ")
		}
		fmt.Fprintf(&sb, "%d:%[1]c", 'a'+i)
	}
	fmt.Println(sb.String(), sb.Cap() >= sb.Len())
}
