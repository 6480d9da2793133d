package main

import (
	"bytes"
	"fmt"
	"unicode"
)

func main() {
	b := []byte("hello world")
	fmt.Println(bytes.Contains(b, []byte("wor")), bytes.Index(b, []byte("o")), bytes.LastIndexByte(b, 'o'), bytes.Count(b, []byte("l")), bytes.Equal(b, []byte("x")), bytes.Compare([]byte("a"), []byte("b")))
	fmt.Printf("%s %s %q\n", bytes.ToUpper(b), bytes.Title(b), bytes.Split(b, []byte(" ")))
	fmt.Printf("%s %s %s\n", bytes.TrimSpace([]byte(" x ")), bytes.ReplaceAll(b, []byte("l"), []byte("LL")), bytes.Join([][]byte{[]byte("a"), []byte("b")}, []byte("-")))
	pre, post, ok := bytes.Cut(b, []byte(" "))
	fmt.Println(string(pre), string(post), ok)
	fmt.Printf("%s %q\n", bytes.Map(func(r rune) rune { return r + 1 }, []byte("abc")), bytes.Fields([]byte(" a  b ")))
	pre[0] = 'J'
	fmt.Println(string(b), string(bytes.Repeat([]byte("ab"), 2)), bytes.HasPrefix(b, []byte("Je")))
	fmt.Println(bytes.IndexFunc(b, unicode.IsSpace), bytes.EqualFold([]byte("Go"), []byte("GO")), bytes.Runes([]byte("é")))
	c := bytes.Clone(b)
	c[0] = 'X'
	fmt.Println(b[0] == 'J', bytes.MinRead)
}
