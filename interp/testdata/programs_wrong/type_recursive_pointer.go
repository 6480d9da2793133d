// wrong: not loaded: "the interpreter cannot compile this: … reflect.Type is nil, not *reflect.rtype"

package main

import "fmt"

type self *self

func main() {
	var s self
	s = &s
	fmt.Println(*s == s)
}
