// refused: package reflect exists in Go, but scripts may not import it

package main

import (
	"fmt"
	"reflect"
)

func main() { fmt.Println(reflect.TypeOf(1)) }
