package main

import (
	"bytes"
	"fmt"
	"io"
)

type s string
type err struct{}

func (err) Error() string { return "err" }

func main() {
	fmt.Println(fmt.Sprint("a", 1, 2, "b", "c", 3.5, nil, nil, 'x', []int{1}, 5, true, err{}, err{}))
	fmt.Print("a", "b", 1, 2, true, false, "c", 1.5, "\n")
	fmt.Print(1, 2, "\n")
	fmt.Println("x", nil, []any{nil, 1}, [3]bool{}, struct {
		a *int
		b any
	}{})
	fmt.Println(fmt.Sprint(err{}, 1), fmt.Sprint([]byte("ab")), fmt.Sprint([]string{}), fmt.Sprint(map[string]int(nil)))
	fmt.Println(fmt.Appendf(nil, "%d", 5), string(fmt.Append([]byte("x"), 1, "y")), string(fmt.Appendln(nil, 1, 2)))
	n, e := fmt.Fprint(io.Discard, "hello", 5)
	fmt.Println(n, e)
	var b bytes.Buffer
	fmt.Fprintln(&b, 1, "x")
	fmt.Fprintf(&b, "%v", s("z"))
	fmt.Printf("%q\n", b.String())
}
