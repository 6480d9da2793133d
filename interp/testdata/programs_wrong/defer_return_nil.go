// wrong: with defer, "return n, nil" panics: "reflect: New(nil)"

package main

import "fmt"

func f(n int) (int, error) {
	defer func() {}()
	return n, nil
}

func main() { fmt.Println(f(5)) }
