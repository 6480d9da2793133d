package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

type parseError struct {
	Line int
	Err  error
}

func (e *parseError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Err) }
func (e *parseError) Unwrap() error { return e.Err }

var errEmpty = errors.New("empty")

func parse(s string) (int, error) {
	if s = strings.TrimSpace(s); s == "" {
		return 0, errEmpty
	}
	return strconv.Atoi(s)
}
func parseAll(lines []string) ([]int, error) {
	var out []int
	var errs []error
	for i, l := range lines {
		n, err := parse(l)
		if err != nil {
			errs = append(errs, &parseError{i + 1, err})
			continue
		}
		out = append(out, n)
	}
	return out, errors.Join(errs...)
}

func main() {
	for _, in := range [][]string{{"1", "2"}, {"x", "", "3"}, nil} {
		out, err := parseAll(in)
		var pe *parseError
		var ne *strconv.NumError
		fmt.Println(out, err == nil, errors.Is(err, errEmpty), errors.As(err, &pe), errors.As(err, &ne))
		if pe != nil {
			fmt.Println(pe.Line, pe)
		}
		if ne != nil {
			fmt.Println(ne.Num, ne.Err == strconv.ErrSyntax)
		}
	}
	fmt.Println((&parseError{7, errEmpty}).Error())
}
