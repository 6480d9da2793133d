//go:build ignore

// Twice uses a component twice, which is refused.
package main

import (
	"fmt"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

// App shows a list, and buttons that would put something on the page twice.
func App(s *pn.Session) {
	out, n := pn.Text("0").Classes("out"), 0
	left, right := pn.Column(out).Classes("left"), pn.Column().Classes("right")
	s.Main(left, right,
		pn.Button("Both").OnClick(func() { a := pn.Text("twice"); s.Main(a, a) }),
		pn.Button("Elsewhere").OnClick(func() { right.Append(out) }),
		pn.Button("Late").OnClick(func() { right.SetObjects(pn.Row(out)) }),
		pn.Button("Move").OnClick(func() { left.Remove(out); right.SetObjects(out) }),
		pn.Button("Count").OnClick(func() { n++; out.Set(fmt.Sprint(n)) }))
}

func main() { panelgo.Main(App) }
