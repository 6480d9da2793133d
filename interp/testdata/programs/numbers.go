package main

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
)

type celsius float64
type bits uint8

func div(a, b int) (q, r int, err error) {
	if b == 0 {
		return 0, 0, fmt.Errorf("div by zero")
	}
	return a / b, a % b, nil
}

func main() {
	var i8 int8 = 100
	i8 += 100
	var u8 uint8 = 3
	u8 -= 5
	var u32 uint32 = 1 << 31
	fmt.Println(i8, u8, u32<<1, int32(u32>>1), uint16(70000&0xffff))
	f := 7.9
	fmt.Println(int(f), int(-f), math.Floor(-f), math.Round(f), uint8(int(f)), float32(0.1))
	fmt.Println(7/2, -7/2, 7%3, -7%3, 7.0/2.0, 1/3.0)
	var c celsius = 36.6
	fmt.Printf("%.1f %v %T\n", c*9/5+32, c > 30, float64(c))
	var b bits = 0b1010
	b |= 1
	b &^= 2
	b ^= 0xF0
	b <<= 1
	fmt.Println(b, b>>2, ^b)
	fmt.Println(div(7, 2))
	fmt.Println(div(1, 0))
	n, err := strconv.Atoi("12x")
	fmt.Println(n, err)
	x, _ := strconv.ParseFloat("2.50", 64)
	fmt.Println(x, strconv.Itoa(-5), strconv.FormatInt(255, 2), strconv.Quote("a\"b"))
	fmt.Println(math.Sqrt(2), math.Pow(2, 10), math.MaxInt8, math.NaN() == math.NaN(), math.IsInf(math.Inf(-1), -1))
	z := complex(1, 2)
	z *= z
	fmt.Println(z, real(z), imag(z), z == complex(-3, 4))
	p := new(big.Int)
	p.Exp(big.NewInt(2), big.NewInt(100), nil)
	fmt.Println(p, p.Cmp(big.NewInt(5)))
	var acc uint64 = 14695981039346656037
	for _, ch := range []byte("hash") {
		acc ^= uint64(ch)
		acc *= 1099511628211
	}
	fmt.Println(acc)
	h := 0x1F
	o := 0o17
	big := 1_000_000
	fmt.Println(h, o, big, 1e3, .5, 'a'+1, "s"+"t")
	var shift uint = 70
	fmt.Println(1<<(shift-68), int64(1)<<shift)
	var zero int
	defer func() { fmt.Println(recover()) }()
	fmt.Println(5 / zero)
}
