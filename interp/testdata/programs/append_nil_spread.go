package main

import "fmt"

type names []string

func main() {
	var b []byte
	b = append(b, nil...)
	n := append(names{"a"}, nil...)
	l := append([]int(nil), nil...)
	fmt.Printf("%v %t %T %v %t\n", b, b == nil, n, n, l == nil)
	n = append(append(n, nil...), "b")
	fmt.Println(n, len(append(b, nil...)))
}
