//go:build ignore

// Rating has a control that is made of several inputs.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	film, book := pn.Rating("Film", 5), pn.Rating("Book", 3).Set(1)
	s.Main(film, book, pn.Button("Best").OnClick(func() { film.Set(5) }), pn.Button("None").OnClick(func() { film.Set(0) }),
		pn.View(func() pn.Component { return pn.Text(fmt.Sprint(film.Value(), book.Value())).Classes("state") }))
}
