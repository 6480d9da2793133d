package main

import "fmt"

const boil = 100

func main() {
	const less = boil - 5
	fmt.Println(less < boil)
}
