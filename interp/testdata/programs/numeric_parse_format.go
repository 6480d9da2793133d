package main

import (
	"fmt"
	"strconv"
	"strings"
)

type bin uint8
type hexa int

func (b bin) String() string  { return fmt.Sprintf("%08b", uint8(b)) }
func (h hexa) String() string { return "0x" + strconv.FormatInt(int64(h), 16) }

func digits(n int) (out []int) {
	for _, r := range strconv.Itoa(n) {
		out = append(out, int(r-'0'))
	}
	return out
}
func luhn(s string) bool {
	sum := 0
	for i := range len(s) {
		d := int(s[len(s)-1-i] - '0')
		if i%2 == 1 {
			if d *= 2; d > 9 {
				d -= 9
			}
		}
		sum += d
	}
	return sum%10 == 0
}

func main() {
	fmt.Println(bin(5), hexa(255), bin(5)|bin(8), []hexa{1, 16}, digits(9075))
	fmt.Println(luhn("4539578763621486"), luhn("1234"))
	for _, s := range []string{"0b101", "0o17", "0xff", "1e3", "-0"} {
		i, err := strconv.ParseInt(s, 0, 64)
		f, ferr := strconv.ParseFloat(s, 64)
		fmt.Println(i, err == nil, f, ferr == nil)
	}
	total := 0.0
	for _, f := range strings.Split("1.5;2.25;x", ";") {
		if v, err := strconv.ParseFloat(f, 64); err == nil {
			total += v
		}
	}
	fmt.Printf("%.2f %06.2f %+.1e\n", total, total, total)
}
