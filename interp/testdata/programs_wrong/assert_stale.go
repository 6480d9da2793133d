// wrong: an assertion that fails in a loop gives the value and the true of the one before: 1 true

package main

import "fmt"

func main() {
	for _, v := range []any{1, "s", nil} {
		x, ok := v.(int)
		fmt.Println(x, ok)
		if _, ok := v.(int); ok {
			fmt.Println("int")
		}
	}
}
