// wrong: prints "other" for 2: of the conditions of one case only the first is looked at

package main

import "fmt"

func main() {
	for n := range 4 {
		switch {
		case n == 1, n == 2:
			fmt.Println("one or two")
		default:
			fmt.Println("other")
		}
	}
}
