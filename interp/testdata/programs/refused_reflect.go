// refused: package reflect is not on the list

package main

import (
	"fmt"
	"reflect"
)

func main() { fmt.Println(reflect.TypeOf(1)) }
