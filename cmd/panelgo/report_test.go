package main

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"runtime/debug"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/build"
	"github.com/panelgo/panelgo/interp"
)

// Every outcome has one exit code, and is reported once.
func TestReport(t *testing.T) {
	serve, _, err := newRoot().Find([]string{"serve"})
	if err != nil {
		t.Fatal(err)
	}
	pos := token.Position{Filename: "a.go", Line: 3, Column: 2}
	tests := []struct {
		name string
		err  error
		code int
		want string // how the message begins
	}{
		{"all is well", nil, 0, ""},
		{"it did not work", errors.New("no file x.go"), 1, "panelgo: no file x.go"},
		{"the command line is wrong", usageError{serve, errors.New("unknown flag --x")}, 2, "panelgo: unknown flag --x\nusage: panelgo serve "},
		{"everything has been said", toldError{1}, 1, ""},
		{"the script exits", fmt.Errorf("run: %w", &interp.ExitError{Code: 7}), 7, ""},
		{"the script exits well", &interp.ExitError{}, 0, ""},
		{"the script is wrong", interp.Diagnostics{{Pos: pos, Message: "undefined: x", Line: "\tx()"}}, 1, "panelgo: a.go:3:2: undefined: x\n\t\tx()\n\t\t^"},
		{"the script panics", &interp.PanicError{Value: "ouch", Pos: pos}, 2, "panelgo: a.go:3:2: panic: ouch"},
		{"interrupted", context.Canceled, 130, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			code, message := report(test.err)
			if code != test.code || !strings.HasPrefix(message, test.want) || (test.want == "") != (message == "") {
				t.Errorf("exit code %d, message %q; want %d and %q", code, message, test.code, test.want)
			}
		})
	}
}

// The error for a misspelt flag names those that are like it, if there are any.
func TestUnknownFlag(t *testing.T) {
	serve, _, err := newRoot().Find([]string{"serve"})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"prot":             "port",
		"adress":           "address",
		"reuse":            "reuse-sessions",
		"reuse-session":    "reuse-sessions",
		"statik-dirs":      "static-dirs",
		"loglevel":         "log-level",
		"websocket-origin": "allow-websocket-origin",
		"quiet":            "",
		"x":                "",
	} {
		message := "unknown flag --" + name
		if want != "" {
			message += " (did you mean --" + want + "?)"
		}
		if err := serve.ParseFlags([]string{"--" + name}); flagError(serve, err).Error() != message {
			t.Errorf("got  %v\nwant %s", flagError(serve, err), message)
		}
	}
}

func TestDescribe(t *testing.T) {
	released := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.3"}}
	edited := &debug.BuildInfo{Main: debug.Module{Version: "v1.2.4-0.20260101000000-0123456789ab+dirty"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.modified", Value: "true"},
	}}
	for _, test := range []struct {
		info         *debug.BuildInfo
		begins, ends string
	}{
		{released, "panelgo v1.2.3 (go", ")"},
		{edited, "panelgo v1.2.4-0.20260101000000-0123456789ab+dirty (go", ", commit 0123456789ab and changes)"},
		{&debug.BuildInfo{}, "panelgo (devel) (go", ")"},
		{nil, "panelgo (devel) (go", ")"},
	} {
		got := describe(test.info)
		if !strings.HasPrefix(got, test.begins) || !strings.HasSuffix(got, test.ends) {
			t.Errorf("%q, want %q … %q", got, test.begins, test.ends)
		}
	}
}

// A panelgo that does not know where it is from leaves it to its user to say so.
func TestNewModule(t *testing.T) {
	for _, test := range []struct {
		origin    build.Origin
		mod, note string
	}{
		{build.Origin{Version: "v1.2.3"}, "\nrequire github.com/panelgo/panelgo v1.2.3\n", ""},
		{build.Origin{}, "\ngo 1.26.0\n", "go mod edit -require=github.com/panelgo/panelgo@v0.0.0 -replace=github.com/panelgo/panelgo=FOLDER\n"},
	} {
		m, err := moduleFor("tides", test.origin)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(string(m.mod), "module tides\n") || !strings.HasSuffix(string(m.mod), test.mod) {
			t.Errorf("%+v: go.mod is %q, which should end in %q", test.origin, m.mod, test.mod)
		}
		if (m.note == "") != (test.note == "") || !strings.Contains(m.note, test.note) {
			t.Errorf("%+v: the note is %q, which should have %q", test.origin, m.note, test.note)
		}
	}
}
