package main

import (
	"fmt"
	"io"
	"strings"
)

type speaker interface{ speak() string }
type speakerFunc func() string

func (f speakerFunc) speak() string { return f() }

type loud struct{ speaker }

func (l loud) speak() string { return strings.ToUpper(l.speaker.speak()) }

type twice struct {
	speaker
	n *int
}

func (t twice) speak() string {
	*t.n++
	return t.speaker.speak() + t.speaker.speak()
}

type wrapper func(speaker) speaker

func wrapAll(s speaker, ws ...wrapper) speaker {
	for _, w := range ws {
		s = w(s)
	}
	return s
}
func unwrap(s speaker) (depth int) {
	for {
		switch x := s.(type) {
		case loud:
			s = x.speaker
		case twice:
			s = x.speaker
		default:
			return depth
		}
		depth++
	}
}

func main() {
	n := 0
	base := speakerFunc(func() string { return "hi" })
	s := wrapAll(base, func(s speaker) speaker { return loud{s} }, func(s speaker) speaker { return twice{s, &n} }, func(s speaker) speaker { return twice{s, &n} })
	fmt.Println(s.speak(), n)
	fmt.Println(unwrap(s))
	var r io.Reader = io.LimitReader(strings.NewReader("abcdef"), 3)
	if lr, ok := r.(*io.LimitedReader); ok {
		fmt.Println(lr.N)
	}
	var list []speaker
	list = append(list, base, loud{base})
	for i := range list {
		fmt.Print(list[i].speak(), " ")
	}
	fmt.Println(len(list))
}
