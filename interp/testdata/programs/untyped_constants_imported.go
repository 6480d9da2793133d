package main

import (
	"archive/tar"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"unicode"
	"unicode/utf8"
)

// Untyped constants of packages, runes too, are of whatever kind is wanted.

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] > unicode.MaxASCII {
			return false
		}
	}
	return true
}

func lastFolder(path string) string {
	end := len(path)
	for i := len(path) - 1; i >= 0; i-- {
		if path[i] == filepath.Separator {
			return path[i+1 : end]
		}
	}
	return path
}

func main() {
	fmt.Println(isASCII("abc"), isASCII("abç"))
	fmt.Println(lastFolder(filepath.Join("a", "b", "c")), string(os.PathSeparator), string(rune(filepath.ListSeparator)))

	header := tar.Header{Name: "x", Typeflag: tar.TypeDir}
	fmt.Println(header.Typeflag == tar.TypeDir, header.Typeflag == tar.TypeReg)
	switch header.Typeflag {
	case tar.TypeReg, tar.TypeLink:
		fmt.Println("a file")
	case tar.TypeDir:
		fmt.Println("a folder")
	}

	var small uint16 = 'x'
	var big float32 = unicode.MaxLatin1
	var letter byte = unicode.MaxASCII
	fmt.Println(small <= unicode.MaxLatin1, big, letter, 2*unicode.MaxLatin1, math.MaxUint8 == small)
	fmt.Printf("%T %T %T\n", unicode.MaxRune, utf8.RuneError, math.MaxInt8)

	const next = unicode.MaxLatin1 + 1
	var wide int64 = next
	r, _ := utf8.DecodeRuneInString("\xff")
	fmt.Println(wide, r == utf8.RuneError, r == unicode.ReplacementChar)
}
