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
