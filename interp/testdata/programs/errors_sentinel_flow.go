package main

import (
	"errors"
	"fmt"
)

var errDone = errors.New("done")

type step func(int) (int, error)

type opError struct {
	op  string
	err error
}

func (e *opError) Error() string { return e.op + ": " + e.err.Error() }
func (e *opError) Unwrap() error { return e.err }

func runAll(n int, steps ...step) (out int, err error) {
	defer func() {
		if err != nil && !errors.Is(err, errDone) {
			err = &opError{"run", err}
		}
	}()
	out = n
	for _, s := range steps {
		if out, err = s(out); err != nil {
			return
		}
	}
	return
}

func main() {
	add := func(n int) (int, error) { return n + 1, nil }
	stop := func(n int) (int, error) { return n, errDone }
	fail := func(n int) (int, error) { return 0, fmt.Errorf("failed at %d", n) }
	fmt.Println(runAll(1, add, add))
	fmt.Println(runAll(1, add, stop, add))
	_, err := runAll(1, add, fail)
	fmt.Println(err)
	var oe *opError
	if errors.As(err, &oe) {
		fmt.Println(oe.op, oe.err)
	}
	switch _, err := runAll(0, stop); {
	case err == errDone:
		fmt.Println("same")
	case err != nil:
		fmt.Println("other")
	}
	if n, err := runAll(5); err != nil {
		fmt.Println("no")
	} else if n, ok := any(n).(int); ok {
		fmt.Println(n, err)
	}
}
