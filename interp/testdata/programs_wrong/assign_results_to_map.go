// wrong: results of a call that are assigned to elements of a map are lost: map[]

package main

import "fmt"

func pair() (int, int) { return 7, 8 }

func main() {
	m := map[string]int{}
	m["x"], m["y"] = pair()
	fmt.Println(m)
}
