package main

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

type rule struct {
	name  string
	check func(string) error
}

func minLen(n int) rule {
	return rule{fmt.Sprint("min", n), func(s string) error {
		if l := utf8.RuneCountInString(s); l < n {
			return fmt.Errorf("%d of %d characters", l, n)
		}
		return nil
	}}
}
func contains(name string, f func(rune) bool) rule {
	return rule{name, func(s string) error {
		if strings.IndexFunc(s, f) < 0 {
			return errors.New("no " + name)
		}
		return nil
	}}
}
func not(r rule) rule {
	return rule{"not " + r.name, func(s string) error {
		if r.check(s) == nil {
			return errors.New("has " + r.name)
		}
		return nil
	}}
}
func score(s string, rules ...rule) (n int, problems []string) {
	for _, r := range rules {
		err := r.check(s)
		if err == nil {
			n++
			continue
		}
		problems = append(problems, r.name+": "+err.Error())
	}
	return n, problems
}

func main() {
	rules := []rule{minLen(6), contains("digit", unicode.IsDigit), contains("upper", unicode.IsUpper), not(contains("space", unicode.IsSpace))}
	n, p := score("abc", rules...)
	fmt.Println(n, p)
	m, q := score("Secret 42é", rules...)
	fmt.Println(m, q)
	k, s := score("GoodPass1", rules...)
	fmt.Println(k, s, len(s))
}
