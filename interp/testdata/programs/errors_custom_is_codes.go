package main

import (
	"errors"
	"fmt"
)

type code int

const (
	notFound code = 404
	denied   code = 403
)

func (c code) Error() string { return fmt.Sprintf("code %d", int(c)) }

type httpError struct {
	code
	path string
}

func (h *httpError) Error() string { return h.path + ": " + h.code.Error() }
func (h *httpError) Unwrap() error { return h.code }

func get(path string) error {
	switch path {
	case "/":
		return nil
	case "/secret":
		return &httpError{denied, path}
	}
	return fmt.Errorf("get: %w", &httpError{notFound, path})
}

func main() {
	for _, p := range []string{"/", "/secret", "/x"} {
		err := get(p)
		fmt.Println(p, err, errors.Is(err, notFound), errors.Is(err, denied))
	}
	var he *httpError
	fmt.Println(errors.As(get("/y"), &he), he.path, he.code == notFound, int(he.code))
	var c code
	fmt.Println(errors.As(get("/secret"), &c), c)
}
