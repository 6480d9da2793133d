package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
)

var errBase = errors.New("base")
var errOther = errors.New("other")

type codeErr struct {
	code int
	err  error
}

func (c codeErr) Error() string { return fmt.Sprintf("code %d: %v", c.code, c.err) }
func (c codeErr) Unwrap() error { return c.err }
func (c codeErr) Is(target error) bool {
	t, ok := target.(codeErr)
	return ok && t.code == c.code && t.err == nil
}

func level(n int) error {
	if n == 0 {
		return errBase
	}
	return fmt.Errorf("level %d: %w", n, level(n-1))
}

func main() {
	err := level(3)
	fmt.Println(err, errors.Is(err, errBase), errors.Is(err, errOther), errors.Unwrap(err))
	c := codeErr{404, err}
	fmt.Println(c, errors.Is(c, errBase), errors.Is(c, codeErr{code: 404}), errors.Is(c, codeErr{code: 500}))
	w := fmt.Errorf("outer: %w", c)
	fmt.Println(errors.Is(w, codeErr{code: 404}), errors.Unwrap(w) == error(c))
	two := fmt.Errorf("two: %w and %w", errBase, errOther)
	fmt.Println(two, errors.Is(two, errBase), errors.Is(two, errOther), errors.Unwrap(two))
	v := fmt.Errorf("hidden: %v", errBase)
	fmt.Println(errors.Is(v, errBase), errors.Is(nil, errBase), errors.Is(errBase, nil))
	_, err = os.ReadFile("/no/such/file")
	fmt.Println(errors.Is(err, os.ErrNotExist), errors.Is(err, fs.ErrNotExist), err)
	_, err = strconv.Atoi("x1")
	fmt.Println(errors.Is(err, strconv.ErrSyntax), err)
	fmt.Println(fmt.Errorf("bad %w", nil), fmt.Errorf("x %w", errBase) == errBase)
}
