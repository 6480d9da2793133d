// refused: a closure over the loop variable i in the loop's own clauses

package main

import "fmt"

func main() {
	for i := 0; func() bool { return i < 3 }(); i++ {
		fmt.Println(i)
	}
}
