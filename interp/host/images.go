package host

import (
	"bytes"
	"fmt"
	"image"
	"image/gif"
	"image/jpeg"
	"image/png"
	"io"

	"github.com/panelgo/panelgo/interp/lower"
)

// images are the functions of bounded that make as much as a rectangle says, whether
// a script gives it or the head of a file.
var images = map[string]any{
	"image.NewAlpha":    sized("image.NewAlpha", 1, image.NewAlpha),
	"image.NewAlpha16":  sized("image.NewAlpha16", 2, image.NewAlpha16),
	"image.NewCMYK":     sized("image.NewCMYK", 4, image.NewCMYK),
	"image.NewGray":     sized("image.NewGray", 1, image.NewGray),
	"image.NewGray16":   sized("image.NewGray16", 2, image.NewGray16),
	"image.NewNRGBA":    sized("image.NewNRGBA", 4, image.NewNRGBA),
	"image.NewNRGBA64":  sized("image.NewNRGBA64", 8, image.NewNRGBA64),
	"image.NewRGBA":     sized("image.NewRGBA", 4, image.NewRGBA),
	"image.NewRGBA64":   sized("image.NewRGBA64", 8, image.NewRGBA64),
	"image.NewPaletted": sizedWith("image.NewPaletted", 1, image.NewPaletted),
	"image.NewYCbCr":    sizedWith("image.NewYCbCr", 3, image.NewYCbCr),
	"image.NewNYCbCrA":  sizedWith("image.NewNYCbCrA", 4, image.NewNYCbCrA),

	"image.Decode": func(r io.Reader) (m image.Image, format string, err error) {
		r, err = headed(r, func(r io.Reader) (c image.Config, err error) { c, _, err = image.DecodeConfig(r); return c, err })
		if err != nil {
			return nil, "", err
		}
		return image.Decode(r)
	},
	"image/gif.Decode":    decoder(gif.DecodeConfig, gif.Decode),
	"image/gif.DecodeAll": decoder(gif.DecodeConfig, gif.DecodeAll),
	"image/jpeg.Decode":   decoder(jpeg.DecodeConfig, jpeg.Decode),
	"image/png.Decode":    decoder(png.DecodeConfig, png.Decode),

	"image/gif.Encode": func(w io.Writer, m image.Image, o *gif.Options) error {
		checkImage("image/gif.Encode", m, gifPixels)
		return gif.Encode(w, m, o)
	},
	"image/png.Encode": func(w io.Writer, m image.Image) error {
		checkImage("image/png.Encode", m, pngRows)
		return png.Encode(w, m)
	},
	"(*image/png.Encoder).Encode": func(e *png.Encoder, w io.Writer, m image.Image) error {
		checkImage("image/png.Encoder.Encode", m, pngRows)
		return e.Encode(w, m)
	},
}

// sized returns a function that makes an image of a size, bounded; pixel is how many
// bytes a pixel takes.
func sized[T any](name string, pixel float64, fresh func(image.Rectangle) T) func(image.Rectangle) T {
	return func(size image.Rectangle) T {
		checkBytes(name, pixels(size)*pixel)
		return fresh(size)
	}
}

// sizedWith is sized for a function that takes something else as well.
func sizedWith[A, T any](name string, pixel float64, fresh func(image.Rectangle, A) T) func(image.Rectangle, A) T {
	return func(size image.Rectangle, a A) T {
		checkBytes(name, pixels(size)*pixel)
		return fresh(size, a)
	}
}

// pixels returns how many pixels a rectangle has, 0 if it is turned around.
func pixels(r image.Rectangle) float64 {
	wide, high := float64(r.Max.X)-float64(r.Min.X), float64(r.Max.Y)-float64(r.Min.Y)
	return max(wide, 0) * max(high, 0)
}

// gifPixels returns how many bytes a GIF encoder makes for the pixels of an image. It
// refuses an image of more than 16 bits.
func gifPixels(size image.Rectangle) float64 {
	if size.Dx() >= 1<<16 || size.Dy() >= 1<<16 {
		return 0
	}
	return pixels(size)
}

// pngRows returns how many bytes a PNG encoder makes for rows of an image: five, of up
// to 8 bytes a pixel. It refuses an image of more than 32 bits.
func pngRows(size image.Rectangle) float64 {
	if int64(size.Dx()) >= 1<<32 || int64(size.Dy()) >= 1<<32 {
		return 0
	}
	return float64(size.Dx()) * 5 * 8
}

// checkImage panics when encoding an image makes too much. A nil image is left to the
// encoder.
func checkImage(name string, m image.Image, bytes func(size image.Rectangle) float64) {
	if m != nil {
		checkBytes(name, bytes(m.Bounds()))
	}
}

// decodedPixel is the most that decoding makes of a pixel, in bytes: for the
// coefficients of a JPEG.
const decodedPixel = 12

// decoder returns a function that decodes an image, bounded by what its head says.
func decoder[T any](head func(io.Reader) (image.Config, error), decode func(io.Reader) (T, error)) func(io.Reader) (T, error) {
	return func(r io.Reader) (m T, err error) {
		if r, err = headed(r, head); err != nil {
			return m, err
		}
		return decode(r)
	}
}

// headed reads the head of an image and returns a reader of the whole. The error is
// that there are too many pixels: images come from outside. That the head is no good
// is for the decoder to say.
func headed(r io.Reader, head func(io.Reader) (image.Config, error)) (io.Reader, error) {
	if r == nil {
		return nil, nil // the decoder panics
	}
	var seen bytes.Buffer
	c, err := head(bytewise(r, io.TeeReader(r, &seen)))
	if err == nil && float64(c.Width)*float64(c.Height)*decodedPixel > lower.MaxMake {
		return nil, fmt.Errorf("image: %d by %d pixels: a script may decode %d", c.Width, c.Height, lower.MaxMake/decodedPixel)
	}
	return bytewise(r, io.MultiReader(&seen, r)), nil
}

// bytewise returns a reader that has ReadByte if like has it: a decoder reads from such
// a one no further than it must.
func bytewise(like, r io.Reader) io.Reader {
	if _, ok := like.(io.ByteReader); ok {
		return byteReader{r}
	}
	return r
}

type byteReader struct{ io.Reader }

// ReadByte reads one byte.
func (r byteReader) ReadByte() (byte, error) {
	var b [1]byte
	_, err := io.ReadFull(r.Reader, b[:])
	return b[0], err
}
