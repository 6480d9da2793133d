package main

import (
	"fmt"
	"strconv"
)

func main() {
	fmt.Println(strconv.Itoa(-5), strconv.FormatInt(255, 2), strconv.FormatInt(-255, 36), strconv.FormatUint(1<<63, 16), strconv.FormatBool(true))
	fmt.Println(strconv.FormatFloat(3.14159, 'f', 2, 64), strconv.FormatFloat(1e21, 'g', -1, 64), strconv.FormatFloat(0.1, 'e', 3, 32))
	fmt.Println(strconv.Quote("a\"\n\té世\x7f"), strconv.QuoteToASCII("é世"), strconv.QuoteRune('x'))
	fmt.Println(strconv.Unquote(`'x`))
	for _, s := range []string{"12", "-7", "x", "", "999999999999999999999", "0x1f", "1_000", "+3"} {
		n, err := strconv.Atoi(s)
		m, err2 := strconv.ParseInt(s, 0, 16)
		fmt.Println(n, err, m, err2)
	}
	for _, s := range []string{"1.5", "1e400", "inf", "nan", "abc", ".5", "0x1p-2"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(f, err)
	}
	b, err := strconv.ParseBool("T")
	u, err2 := strconv.ParseUint("-1", 10, 8)
	u8, err3 := strconv.ParseUint("300", 10, 8)
	fmt.Println(b, err, u, err2, u8, err3)
	fmt.Println(string(strconv.AppendInt([]byte("n="), 42, 10)), string(strconv.AppendQuote(nil, "q")))
}
