//go:build ignore

// Typed has inputs that people type into while the script is edited.
package main

import "github.com/panelgo/panelgo/pn"

func App(s *pn.Session) {
	note, public := pn.TextInput("Note"), pn.TextInput("Public")
	same, again := pn.TextInput("Same"), pn.TextInput("Same")
	s.Main(note, public, same, again, pn.View(func() pn.Component {
		return pn.Text("note=" + note.Value() + " public=" + public.Value() + " same=" + same.Value() + again.Value()).Classes("state")
	}))
}
