// wrong: %x of a named array of bytes, and %q of it, print [1 2 3 4] and the like instead of 01020304

package main

import "fmt"

type key [4]byte

func main() { fmt.Printf("%x %X %s\n", key{1, 2, 3, 255}, key{}, key{'a', 'b', 'c', 'd'}) }
