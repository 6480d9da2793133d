package charts

import (
	"html"
	"io"
	"strconv"
	"strings"

	"github.com/go-analyze/charts/chartdraw"
	"github.com/go-analyze/charts/chartdraw/drawing"
	"github.com/golang/freetype/truetype"
)

// The canvas is stretched over the space that the page gives it, so its units
// are not pixels. Strokes keep their width.
const (
	canvasWidth  = 1500
	canvasHeight = 1000
)

// canvas writes what chartdraw draws as SVG. Its elements have classes in place
// of colours.
type canvas struct {
	out   []byte
	path  []byte
	class string
	x, y  int // the current end of the path

	grouped bool // a group gives the marks their class
}

var _ chartdraw.Renderer = (*canvas)(nil)

// svg returns the finished picture. label describes it to people who cannot see
// it.
func (c *canvas) svg(label string) string {
	return `<svg viewBox="0 0 ` + strconv.Itoa(canvasWidth) + ` ` + strconv.Itoa(canvasHeight) +
		`" preserveAspectRatio="none" role="img" aria-label="` + escape(label) + `">` + string(c.out) + `</svg>`
}

func (c *canvas) SetClassName(class string) { c.class = class }

func (c *canvas) MoveTo(x, y int) {
	c.path = append(c.path, 'M')
	c.point(x, y)
	c.x, c.y = x, y
}

func (c *canvas) LineTo(x, y int) {
	switch {
	case y == c.y:
		c.path = append(c.path, 'h')
		c.path = strconv.AppendInt(c.path, int64(x-c.x), 10)
	case x == c.x:
		c.path = append(c.path, 'v')
		c.path = strconv.AppendInt(c.path, int64(y-c.y), 10)
	default:
		c.path = append(c.path, 'l')
		c.point(x-c.x, y-c.y)
	}
	c.x, c.y = x, y
}

func (c *canvas) point(x, y int) {
	c.path = strconv.AppendInt(c.path, int64(x), 10)
	if y >= 0 {
		c.path = append(c.path, ' ')
	}
	c.path = strconv.AppendInt(c.path, int64(y), 10)
}

func (c *canvas) Close()      { c.path = append(c.path, 'z') }
func (c *canvas) Stroke()     { c.flush("") }
func (c *canvas) Fill()       { c.flush("") }
func (c *canvas) FillStroke() { c.flush("") }

// flush writes the path, with the text that appears when the pointer is over
// it.
func (c *canvas) flush(title string) {
	if len(c.path) == 0 {
		return
	}
	c.out = append(c.out, "<path"...)
	if !c.grouped {
		c.out = append(c.out, ` class="`...)
		c.out = append(c.out, c.class...)
		c.out = append(c.out, '"')
	}
	c.out = append(c.out, ` d="`...)
	c.out = append(c.out, c.path...)
	c.path = c.path[:0]
	if title == "" {
		c.out = append(c.out, `"/>`...)
		return
	}
	c.out = append(c.out, `"><title>`...)
	c.out = append(c.out, escape(title)...)
	c.out = append(c.out, `</title></path>`...)
}

// escape makes any text safe inside SVG. Characters that are not allowed in a
// page are removed.
func escape(text string) string {
	text = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\ufffd"))
	return html.EscapeString(text)
}

// group begins a group of marks that share a class.
func (c *canvas) group(class string) {
	c.out = append(c.out, `<g class="`...)
	c.out = append(c.out, class...)
	c.out = append(c.out, `">`...)
	c.grouped = true
}

// end ends the group, if there is one.
func (c *canvas) end() {
	if c.grouped {
		c.out = append(c.out, "</g>"...)
		c.grouped = false
	}
}

// box draws a rectangle.
func (c *canvas) box(title string, left, top, right, bottom int) {
	c.MoveTo(left, top)
	c.LineTo(right, top)
	c.LineTo(right, bottom)
	c.LineTo(left, bottom)
	c.Close()
	c.flush(title)
}

// dot adds a point to the path: a stroke of length zero with round ends stays
// round however the canvas is stretched.
func (c *canvas) dot(x, y int) {
	c.MoveTo(x, y)
	c.path = append(c.path, "h0"...)
}

// The rest of chartdraw's interface has no effect on this canvas: colours and
// text are the page's.

func (c *canvas) ResetStyle()                          {}
func (c *canvas) GetDPI() float64                      { return drawing.DefaultDPI }
func (c *canvas) SetDPI(float64)                       {}
func (c *canvas) SetStrokeColor(drawing.Color)         {}
func (c *canvas) SetFillColor(drawing.Color)           {}
func (c *canvas) SetStrokeWidth(float64)               {}
func (c *canvas) SetStrokeDashArray([]float64)         {}
func (c *canvas) QuadCurveTo(_, _, x, y int)           { c.LineTo(x, y) }
func (c *canvas) ArcTo(_, _ int, _, _, _, _ float64)   {}
func (c *canvas) Circle(_ float64, x, y int)           { c.dot(x, y) }
func (c *canvas) SetFont(*truetype.Font)               {}
func (c *canvas) SetFontColor(drawing.Color)           {}
func (c *canvas) SetFontSize(float64)                  {}
func (c *canvas) Text(string, int, int)                {}
func (c *canvas) MeasureText(string) (b chartdraw.Box) { return b }
func (c *canvas) SetTextRotation(float64)              {}
func (c *canvas) ClearTextRotation()                   {}
func (c *canvas) Save(io.Writer) error                 { return nil }
