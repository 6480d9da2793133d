package app

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/interp"
)

// contract lists the functions that the server calls in a script.
var contract = []struct {
	name, signature string
	required        bool
}{
	{"App", "func(*pn.Session)", true},
	{"SessionKey", "func(*pn.Request) string", false},
	{"WarmURLs", "func() []string", false},
}

// Check loads an app's script as the server does. The error says what keeps it from
// being served, as interp.Diagnostics where it has places.
func Check(path string, c interp.Config) (*interp.Program, error) {
	code, err := interp.Load(path, c)
	if err != nil {
		return nil, err
	}
	if err := fulfilsContract(code); err != nil {
		return nil, err
	}
	return code, nil
}

// fulfilsContract checks the functions that the server calls in a script: App,
// which must exist, SessionKey and WarmURLs. The error reports all that have a
// wrong type, as interp.Diagnostics.
func fulfilsContract(code *interp.Program) error {
	var wrong interp.Diagnostics
	for _, want := range contract {
		f, ok := code.Func(want.name)
		switch {
		case !ok && want.required:
			return fmt.Errorf("%s has no func %s: an app needs %s", code.Path(), want.name,
				strings.Replace(want.signature, "func", "func "+want.name, 1))
		case ok && f.Type != want.signature:
			wrong = append(wrong, interp.Diagnostic{Pos: f.Pos, Line: f.Line, Message: fmt.Sprintf("%s is a %s, but must be a %s", want.name, f.Type, want.signature)})
		}
	}
	if len(wrong) > 0 {
		return wrong
	}
	return nil
}
