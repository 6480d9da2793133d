package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// := assigns to the parameters and results that are declared, in functions that
// defer too.

var errEmpty = errors.New("empty")

type config struct{ port int }

func number(s string) (int, error) {
	if s == "" {
		return 0, errEmpty
	}
	return strconv.Atoi(s)
}

func parse(s string) (c config, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("recovered: %v", r)
		}
	}()
	port, err := number(s)
	if err != nil {
		return config{}, err
	}
	if port < 0 {
		panic("negative")
	}
	return config{port}, err
}

func bare(s string) (n int, err error) {
	defer func() { fmt.Println("bare", n, err) }()
	m, err := number(s)
	n = m + 1
	return
}

func literal(s string) (int, error) {
	f := func() (n int, err error) {
		defer fmt.Println("literal")
		n, extra, err := 1, 2, errEmpty
		return n + extra, err
	}
	if n, err := f(); err != nil {
		return n, fmt.Errorf("%s: %w", s, err)
	}
	return 0, nil
}

type counter struct{ n int }

func (c counter) add(n int) (total int) {
	get, where := func() int { return c.n + n }, &total
	c, n, more := counter{10}, 5, n
	total, again := more, 1
	*where += again
	return total + get()
}

func reader(r *strings.Reader, size int) (text []byte, err error) {
	defer func() { text = append(text, '.') }()
	r, left := strings.NewReader("other"), r.Len()
	size, text, ok := 2, nil, left > size
	if ok {
		text = make([]byte, size)
		_, err = r.Read(text)
	}
	return text, err
}

func generic[T any](x, y T) (first T, err error) {
	defer func() { err = errors.Join(err, errEmpty) }()
	first, last := y, x
	x, swapped := last, true
	if swapped {
		return first, fmt.Errorf("%v %v", x, y)
	}
	return x, nil
}

func labelled(n int) (sum int, err error) {
	defer func() { sum *= 2 }()
again:
	sum, one := sum+n, 1
	if n -= one; n > 0 {
		goto again
	}
	return sum, err
}

func main() {
	for _, s := range []string{"80", "", "x", "-1"} {
		c, err := parse(s)
		fmt.Println(c, err, errors.Is(err, errEmpty))
		fmt.Println(bare(s))
	}
	fmt.Println(literal("f"))
	fmt.Println(counter{1}.add(2))
	text, err := reader(strings.NewReader("some"), 1)
	fmt.Println(string(text), err)
	fmt.Println(generic("a", "b"))
	fmt.Println(generic(1, 2))
	fmt.Println(labelled(3))
}
