package main

import (
	"errors"
	"fmt"
)

type multi struct{ errs []error }

func (m multi) Error() string   { return fmt.Sprint(len(m.errs), " errors") }
func (m multi) Unwrap() []error { return m.errs }

type leaf int

func (l leaf) Error() string { return fmt.Sprint("leaf ", int(l)) }

func main() {
	a, b := errors.New("a"), leaf(2)
	j := errors.Join(a, nil, b)
	fmt.Println(j, errors.Is(j, a), errors.Is(j, leaf(2)), errors.Is(j, leaf(3)))
	fmt.Println(errors.Join(nil, nil) == nil, errors.Unwrap(j) == nil)
	m := multi{[]error{fmt.Errorf("w: %w", a), b}}
	var err error = fmt.Errorf("top: %w", m)
	var l leaf
	fmt.Println(err, errors.Is(err, a), errors.As(err, &l), int(l))
	var mm multi
	fmt.Println(errors.As(err, &mm), len(mm.errs))
	u, ok := j.(interface{ Unwrap() []error })
	fmt.Println(ok, len(u.Unwrap()), u.Unwrap()[1])
	jj := errors.Join(j, errors.New("c"))
	fmt.Printf("%q %v\n", jj.Error(), errors.Is(jj, b))
	var list []error
	for i := range 3 {
		list = append(list, leaf(i))
	}
	fmt.Println(errors.Join(list...))
}
