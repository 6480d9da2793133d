// Package nothing is an app that says nil wherever a component may be none. The
// tests of package interp compare what it shows when it is interpreted and compiled.
package nothing

import (
	"io"

	"github.com/panelgo/panelgo/pn"
)

type part struct {
	title string
	body  pn.Component
	read  io.Reader
}

var none pn.Component = nil

var parts = []part{{"a", nil, nil}, {title: "b", body: pn.Text("body"), read: nil}}

func find(title string) (pn.Component, error) {
	for _, p := range parts {
		if p.title == title {
			return p.body, nil
		}
	}
	return nil, io.EOF
}

func wrap(title string, c pn.Component) pn.Component {
	if c == nil {
		return pn.Text("no " + title)
	}
	return pn.Column(pn.Text(title), c)
}

// App shows its parts, and what a checkbox hides.
func App(s *pn.Session) {
	show := pn.Checkbox("Show")
	s.Main(
		show,
		pn.View(func() pn.Component {
			if !show.Value() {
				return nil
			}
			return pn.Text("shown")
		}),
		pn.View(func() pn.Component { return nil }),
		pn.View(func() pn.Component { return none }),
		wrap("nil", nil),
	)

	var last pn.Component
	for _, title := range []string{"a", "b", "c"} {
		c, err := find(title)
		if err != nil {
			c, last = nil, pn.Text(err.Error())
		}
		s.Main(wrap(title, c))
	}
	byTitle := map[string]pn.Component{"last": last, "none": nil}
	byTitle["other"] = nil
	sent := make(chan pn.Component, 1)
	sent <- nil
	s.Sidebar(wrap("none", byTitle["none"]), wrap("last", byTitle["last"]), wrap("sent", <-sent))
}
