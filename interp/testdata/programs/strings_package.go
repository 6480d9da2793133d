package main

import (
	"fmt"
	"strings"
	"unicode"
)

func main() {
	fmt.Println(strings.Fields("  a b   c "), len(strings.Fields("")), strings.Split("a,b,c", ","), strings.SplitN("a,b,c", ",", 2), strings.SplitAfter("a,b", ","))
	fmt.Printf("%q %q %q\n", strings.Split("", ","), strings.Split("abc", ""), strings.Split(",", ","))
	fmt.Println(strings.Contains("hello", "ell"), strings.Index("chicken", "ken"), strings.LastIndex("go gopher", "go"), strings.IndexByte("abc", 'c'), strings.IndexAny("golang", "ny"), strings.IndexFunc("ab1", unicode.IsDigit))
	fmt.Println(strings.Repeat("ab", 3), strings.Replace("oink oink", "k", "ky", 1), strings.ReplaceAll("oink oink", "oink", "moo"))
	fmt.Println(strings.Title("hello wOrld"), strings.ToUpper("é"), strings.ToLower("ÀB"), strings.TrimSpace("\t a \n"), strings.Trim("xxaxx", "x"), strings.TrimLeft("aab", "a"), strings.TrimPrefix("prefix", "pre"), strings.TrimSuffix("a.go", ".go"))
	fmt.Println(strings.Map(func(r rune) rune {
		if r == 'a' {
			return -1
		}
		return r + 1
	}, "banana"), strings.TrimFunc("123abc456", unicode.IsDigit), strings.FieldsFunc("a1b2c", unicode.IsDigit))
	before, after, found := strings.Cut("key=value=x", "=")
	fmt.Println(before, after, found)
	rest, ok := strings.CutPrefix("foobar", "foo")
	fmt.Println(rest, ok, strings.EqualFold("Go", "GO"), strings.HasPrefix("a", ""), strings.HasSuffix("abc", "bc"))
	fmt.Println(strings.Join([]string{"x", "y"}, "-"), strings.Count("cheese", "e"), strings.Count("abc", ""), strings.ContainsRune("abc", 'b'), strings.ContainsAny("abc", "xyzc"))
	r := strings.NewReplacer("<", "&lt;", ">", "&gt;", "a", "b", "b", "a")
	fmt.Println(r.Replace("<ab>"))
}
