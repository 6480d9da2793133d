package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

type checker struct{ n int }

func (c checker) ColorModel() color.Model { return color.RGBAModel }
func (c checker) Bounds() image.Rectangle { return image.Rect(0, 0, c.n, c.n) }
func (c checker) At(x, y int) color.Color {
	if (x+y)%2 == 0 {
		return color.RGBA{255, 0, 0, 255}
	}
	return gray(100)
}

type gray uint8

func (g gray) RGBA() (r, gg, b, a uint32) { v := uint32(g) * 0x101; return v, v, v, 0xffff }

func main() {
	m := image.NewRGBA(image.Rect(0, 0, 4, 4))
	draw.Draw(m, m.Bounds(), checker{4}, image.Point{}, draw.Src)
	m.Set(1, 1, color.NRGBA{0, 255, 0, 128})
	fmt.Println(m.At(0, 0), m.At(1, 0), m.At(1, 1), m.Bounds(), m.Bounds().Dx(), m.Pix[:8])
	var b bytes.Buffer
	fmt.Println(png.Encode(&b, checker{3}))
	d, err := png.Decode(&b)
	fmt.Println(err, d.Bounds(), d.At(2, 2), d.At(1, 0))
	fmt.Println(color.GrayModel.Convert(color.RGBA{255, 255, 0, 255}), image.Pt(1, 2).Add(image.Pt(3, 4)), image.Rect(0, 0, 5, 5).Intersect(image.Rect(3, 3, 9, 9)))
}
