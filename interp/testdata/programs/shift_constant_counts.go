package main

import (
	"fmt"
	"math"
)

func main() {
	var x int = 1
	const most = math.MaxUint
	fmt.Println(x<<(most+0), x<<(most+0.), x<<(most+0.+0i), x<<2.0, x<<'a', x<<(1.<<x), x<<((1+0i)<<x))
	x <<= 3.0
	fmt.Println(x)
	x <<= most
	fmt.Println(x)
	var n int8 = -7
	fmt.Println(n>>70, n>>3, n<<9, uint8(200)>>64, n>>most)
	n >>= 64.0
	fmt.Println(n)
}
