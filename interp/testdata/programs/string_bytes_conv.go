package main

import "fmt"

type myBytes []byte
type myString string
type myRunes []rune
type myByte byte

func main() {
	s := "abc"
	b := []byte(s)
	b[0] = 'X'
	fmt.Println(s, string(b), b)
	r := []rune("añb")
	r[1] = 'n'
	fmt.Println(string(r), len(r))
	mb := myBytes(s)
	ms := myString(mb)
	mr := myRunes(ms)
	fmt.Println(ms, mb, mr, string(ms)+"!", len(ms), myString(mr))
	fmt.Printf("%T %T %s %v %q\n", mb, ms, mb, ms, ms)
	fmt.Println(string(rune(65)), string([]byte{}), string([]byte(nil)) == "", []byte(""), []byte("") == nil)
	bs := []byte("foo")
	bs = append(bs, "bar"...)
	n := copy(bs[1:], "ZZ")
	fmt.Println(string(bs), n)
	m := map[string]int{"XZ": 1}
	fmt.Println(m[string([]byte{'X', 'Z'})])
	y := []myByte{'a', 'b'}
	fmt.Println(string(y), y)
	switch string(bs[:1]) {
	case "f":
		fmt.Println("starts with f")
	}
}
