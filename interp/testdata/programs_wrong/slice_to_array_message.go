// wrong: the panic is "reflect: cannot convert slice with length 1 to array with length 5"

package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	s := []int{1}
	_ = [5]int(s)
}
