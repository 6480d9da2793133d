package main

import "fmt"

type ratio float32

func by(x, y float64, r ratio, z complex128) []any {
	x /= 0
	return []any{x, y / 0, y / 0.0, -y / 0, r / 0, z / 0, 0 / y}
}

func main() {
	fmt.Println(by(1, 2, 3, 4)...)
	fmt.Println(by(-1, 0, -3, 0)...)
}
