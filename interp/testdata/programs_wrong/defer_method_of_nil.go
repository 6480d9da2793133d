// wrong: the panic comes when the deferred call runs, as "reflect: Method on nil interface value"

package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	var s fmt.Stringer
	defer s.String()
	fmt.Println("not reached")
}
