package main

import (
	"errors"
	"fmt"
	"io"
	"strconv"
)

var errNotFound = errors.New("not found")

type codeError struct {
	code int
	msg  string
}

func (e *codeError) Error() string { return e.msg + " " + strconv.Itoa(e.code) }

func find(k string) error {
	switch k {
	case "missing":
		return fmt.Errorf("find %q: %w", k, errNotFound)
	case "code":
		return &codeError{404, "code"}
	case "wrapped":
		return fmt.Errorf("wrapped: %w", find("code"))
	case "eof":
		return io.EOF
	}
	return nil
}

func main() {
	for _, k := range []string{"missing", "code", "wrapped", "eof", "ok"} {
		err := find(k)
		if err != nil {
			fmt.Println(err.Error(), "|", err, errors.Is(err, errNotFound), errors.Is(err, io.EOF))
			continue
		}
		fmt.Println(k, err)
	}
	err := find("code")
	if ce, ok := err.(*codeError); ok {
		fmt.Println(ce.code)
	}
	_, err = strconv.Atoi("x1")
	var ne *strconv.NumError
	if errors.As(err, &ne) {
		fmt.Println(ne.Func, ne.Num, ne.Err)
	}
	fmt.Println(errors.Unwrap(find("missing")) == errNotFound)
	fmt.Println(errors.Join(errNotFound, io.EOF))
}
