package main

import (
	"errors"
	"fmt"
	"io"
)

type e struct{ s string }

func (x e) Error() string { return "e:" + x.s }

type es struct{}

func (es) Error() string  { return "as error" }
func (es) String() string { return "as string" }

func main() {
	err := fmt.Errorf("ctx %d: %w", 5, e{"x"})
	fmt.Println(err, errors.Unwrap(err) == e{"x"})
	fmt.Printf("%v %s %q %+v %T %T\n", err, err, err, err, err, errors.Unwrap(err))
	fmt.Println(es{}, fmt.Sprint([]any{es{}}), fmt.Errorf("no verbs"), fmt.Errorf("%w", es{}))
	fmt.Printf("%v %v\n", []error{e{"a"}, nil}, struct{ E error }{e{"in"}})
	fmt.Printf("%d %x %5s|%-8v|\n", e{"a"}, e{"a"}, e{"b"}, e{"c"})
	var np *e
	fmt.Printf("%v %+v\n", np, error(e{"z"}))
	fmt.Println(fmt.Errorf("%w, %w", e{"1"}, e{"2"}), fmt.Errorf("%[2]s %[1]w", io.EOF, "x"))
	fmt.Println(fmt.Errorf("%w", "not an error"))
}
