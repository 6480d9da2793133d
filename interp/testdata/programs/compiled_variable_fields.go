package main

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"io"
	"unicode"
)

// Fields of what a compiled package's variable points to are given the values of other
// variables of compiled packages.
func main() {
	image.Black.C = color.White
	fmt.Println(image.Black.C, color.White)

	image.White.C, image.Transparent.C = image.Black.C, color.Opaque
	fmt.Println(image.White.C, image.Transparent.C)

	unicode.Greek.R16 = unicode.Latin.R16[:1]
	fmt.Println(unicode.Is(unicode.Greek, 'a'), unicode.Greek.R16)

	*image.Opaque = *image.White
	image.ZP.X = image.ZR.Min.X + len(unicode.Latin.R16[:2])
	fmt.Println(image.Opaque.C, image.ZP, errors.Is(io.EOF, io.EOF))
}
