package main

import "fmt"

type Celsius float32

type Ratio float64

func all(c Celsius, r Ratio, f float64, z complex128) []any {
	return []any{-c, -r, -f, -z, -(-c)}
}

func main() {
	fmt.Println(all(1.5, 0.25, 3, 1+2i)...)
	fmt.Printf("%T %T\n", all(1, 2, 3, 4)[:2]...)
	var c Celsius = 4
	fmt.Println(-c, any(-c), map[Celsius]any{-c: -c})
}
