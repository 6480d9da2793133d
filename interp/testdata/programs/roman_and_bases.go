package main

import (
	"fmt"
	"math"
	"strings"
)

var numerals = []struct {
	v int
	s string
}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}}

func roman(n int) (s string) {
	for _, x := range numerals {
		for ; n >= x.v; n -= x.v {
			s += x.s
		}
	}
	return
}
func arabic(s string) (n int) {
	for i := range numerals {
		for x := numerals[i]; strings.HasPrefix(s, x.s); s = s[len(x.s):] {
			n += x.v
		}
	}
	return
}
func base(n uint, b uint) string {
	const digits = "0123456789abcdefghijklmnopqrstuvwxyz"
	if n == 0 {
		return "0"
	}
	var buf [64]byte
	i := len(buf)
	for ; n > 0; n /= b {
		i--
		buf[i] = digits[n%b]
	}
	return string(buf[i:])
}
func collatz(n int) (steps, peak int) {
	for peak = n; n != 1; steps++ {
		if n&1 == 0 {
			n >>= 1
		} else {
			n = 3*n + 1
		}
		peak = max(peak, n)
	}
	return
}
func sieve(n int) (out []int) {
	composite := make([]bool, n+1)
	for i := 2; i <= n; i++ {
		if composite[i] {
			continue
		}
		out = append(out, i)
		for j := i * i; j <= n; j += i {
			composite[j] = true
		}
	}
	return
}

func main() {
	for _, n := range []int{1, 4, 1994, 2024, 3999} {
		fmt.Print(roman(n), " ", arabic(roman(n)) == n, " ")
	}
	fmt.Println(base(255, 2), base(255, 16), base(0, 7), base(math.MaxUint64, 36))
	fmt.Println(collatz(27))
	fmt.Println(sieve(50), len(sieve(1000)))
}
