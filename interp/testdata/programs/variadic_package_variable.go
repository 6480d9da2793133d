package main

import (
	"fmt"
	"os"
	"unicode"
)

// A variable of a package may be all variadic arguments.

func count(tables ...*unicode.RangeTable) int { return len(tables) }

func prefixed(prefix string, words ...string) string { return fmt.Sprint(prefix, len(words)) }

type set struct {
	add func(list ...*unicode.RangeTable) bool
}

func main() {
	fmt.Println(count(unicode.GraphicRanges...), count((unicode.PrintRanges)...), count(unicode.Latin))
	fmt.Println(prefixed("args ", os.Args...) != "args 0")
	s := set{func(list ...*unicode.RangeTable) bool { return unicode.IsOneOf(list, 'a') }}
	fmt.Println(s.add(unicode.GraphicRanges...), unicode.In('a', unicode.GraphicRanges...))
}
