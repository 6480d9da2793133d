package pn

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed flexbox.css
var flexBoxCSS string

var flexBoxKind = declare(Kind{Name: "flex-box", CSS: flexBoxCSS})

// FlexBoxLayout arranges its objects by CSS flexbox.
type FlexBoxLayout struct {
	Layout[*FlexBoxLayout]
	css map[string]string
}

// FlexBox arranges components side by side, as many in a line as there is space
// for. Its options panic if they are given a name that CSS does not have.
func FlexBox(objects ...Component) *FlexBoxLayout {
	f := &FlexBoxLayout{css: map[string]string{}}
	return f.Init(f, flexBoxKind, objects)
}

// Direction sets the main axis: row, row-reverse, column or column-reverse. The
// default is row, as in Panel.
func (f *FlexBoxLayout) Direction(direction string) *FlexBoxLayout {
	return f.set("flex-direction", direction, "row", "row-reverse", "column", "column-reverse")
}

// Wrap sets whether lines break: wrap, nowrap or wrap-reverse. The default is
// wrap, as in Panel.
func (f *FlexBoxLayout) Wrap(wrap string) *FlexBoxLayout {
	return f.set("flex-wrap", wrap, "wrap", "nowrap", "wrap-reverse")
}

// Justify distributes the space along the main axis, by the names of CSS and
// Panel (justify_content): flex-start, flex-end, center, space-between,
// space-around, space-evenly, start, end, left or right.
func (f *FlexBoxLayout) Justify(justify string) *FlexBoxLayout {
	return f.set("justify-content", justify, "flex-start", "flex-end", "center", "space-between", "space-around", "space-evenly", "start", "end", "left", "right")
}

// Align places the objects across the main axis, by the names of CSS and Panel
// (align_items): stretch, flex-start, flex-end, center, baseline, first
// baseline, last baseline, start, end, self-start or self-end. The default is
// stretch, so that cards in a line are equally high; Panel's is flex-start.
func (f *FlexBoxLayout) Align(align string) *FlexBoxLayout {
	return f.set("align-items", align, "stretch", "flex-start", "flex-end", "center", "baseline", "first baseline", "last baseline", "start", "end", "self-start", "self-end")
}

// Gap sets the space between objects in pixels, at least 0. Panel takes any CSS
// length.
func (f *FlexBoxLayout) Gap(px int) *FlexBoxLayout {
	return f.Update(func() { f.css["gap"] = strconv.Itoa(max(px, 0)) + "px" })
}

func (f *FlexBoxLayout) set(property, value string, allowed ...string) *FlexBoxLayout {
	if !slices.Contains(allowed, value) {
		panic(fmt.Sprintf("%s %q: use %s", property, value, strings.Join(allowed, ", ")))
	}
	return f.Update(func() { f.css[property] = value })
}

// Render writes a box inside the root, so that its CSS and that of the common
// options do not meet in one style attribute.
func (f *FlexBoxLayout) Render(m *Markup) {
	m.Open("div")
	m.Open("div").Class("pn-flex")
	if len(f.css) > 0 {
		var css strings.Builder
		for _, property := range []string{"flex-direction", "flex-wrap", "justify-content", "align-items", "gap"} {
			if value := f.css[property]; value != "" {
				css.WriteString(property + ":" + value + ";")
			}
		}
		m.Attr("style", css.String())
	}
	f.children(m)
	m.Close().Close()
}
