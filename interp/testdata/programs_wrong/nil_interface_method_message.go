// wrong: the panic is "reflect: Method on nil interface value" for an interface of the standard library

package main

import "fmt"

func main() {
	defer func() { fmt.Println(recover()) }()
	var err error
	fmt.Println(err.Error())
}
