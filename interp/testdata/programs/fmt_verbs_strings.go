package main

import "fmt"

type name string
type blob []byte
type runes []rune

func main() {
	for _, s := range []any{"hi", "é\n\x00", name("bob"), []byte("by"), blob("bl"), "", "`q\"'"} {
		fmt.Printf("%v|%s|%q|%x|%X|% x|%#x|%#q|%+q|%8s|%-8s|%.1s|%T|%5.1q|%#v\n", s, s, s, s, s, s, s, s, s, s, s, s, s, s, s)
	}
	fmt.Printf("%d %d %c %s\n", []byte("a"), "str", "str", 'x')
	fmt.Printf("%s %q %v\n", []string{"a", "b c"}, []string{"a"}, [2]name{"x"})
	fmt.Printf("%s %v %q %c %U\n", runes("ab"), runes("ab"), runes("ab"), runes("ab"), []rune("é"))
	fmt.Printf("%08s|%-08s|%08d|%+s\n", "abc", "abc", -5, "x")
	fmt.Printf("%6.2s|%.0s|%.5s|%-6.3sX\n", "hello", "hello", "hé世llo", "hello")
	fmt.Printf("%t %x %s\n", "s", 3.5, true)
	fmt.Printf("%x %X % X %#x\n", name("az"), blob{1, 255}, blob{1, 255}, []byte{})
}
