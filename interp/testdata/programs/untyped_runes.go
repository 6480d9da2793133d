package main

import (
	"archive/tar"
	"fmt"
	"math/cmplx"
	"os"
	"path/filepath"
	"unicode"
	"unicode/utf8"
)

type span struct{ lo, hi uint32 }

func main() {
	h := &tar.Header{Typeflag: tar.TypeReg, Name: "a"}
	s := span{hi: unicode.MaxRune}
	path := "a/b"
	fmt.Println(h.Typeflag, s, path[1] == os.PathSeparator, string(filepath.Separator), utf8.RuneError)
	var b byte = tar.TypeDir
	r := unicode.ReplacementChar
	fmt.Printf("%T %v %T\n", b, b, r)

	pairs := [][2]complex128{{0, 1}, {1.5, 'a'}, {-1, 2i}}
	for _, p := range pairs {
		fmt.Println(p, cmplx.Abs(p[0])+3)
	}
	var z complex64 = 3
	z = 4
	fmt.Println(z, map[complex128]int{0: 1, 1: 2})
}
