// wrong: prints 1 2 3: a named result that is added to keeps its value when the same call runs again

package main

import "fmt"

func f(n int) (s int) {
	s += n
	return s
}

func main() {
	for range 3 {
		fmt.Println(f(1))
	}
}
