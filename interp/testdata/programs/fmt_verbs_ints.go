package main

import (
	"fmt"
	"math"
)

type lvl int
type code uint8

func (c code) String() string { return "code!" }

func main() {
	for _, v := range []any{42, -7, int8(-128), uint64(math.MaxUint64), 'x', byte(200), lvl(5), code(9), uintptr(17)} {
		fmt.Printf("%v|%d|%x|%X|%o|%O|%b|%c|%q|%U|%T|%+d|%08d|%-6d|%6d|% d|%#x|%#o|%#b\n", v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v, v)
	}
	fmt.Printf("%5t|%-7t|%q|%v\n", true, false, true, lvl(3))
	fmt.Printf("%s|%f|%e\n", 42, 42, 42)
	fmt.Printf("%+q|%#q|%#U|%.3d|%+.3d|%8.3d|%-8.3d|\n", 'é', 'x', '世', 7, 7, 7, 7)
	fmt.Printf("%x|%X|%#v|%v\n", -255, []int{10, 11}, lvl(3), []code{1, 2})
	fmt.Printf("%03c|%-4c|%4q|%p\n", 'a', 'b', 'c', nil)
}
