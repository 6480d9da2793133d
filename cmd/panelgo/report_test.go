package main

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"runtime/debug"
	"strings"
	"testing"

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
		info              *debug.BuildInfo
		begins, ends, pin string
	}{
		{released, "panelgo v1.2.3 (go", ")", "v1.2.3"},
		{edited, "panelgo v1.2.4-0.20260101000000-0123456789ab+dirty (go", ", commit 0123456789ab and changes)", ""},
		{&debug.BuildInfo{}, "panelgo (devel) (go", ")", ""},
		{nil, "panelgo (devel) (go", ")", ""},
	} {
		got := describe(test.info)
		if !strings.HasPrefix(got, test.begins) || !strings.HasSuffix(got, test.ends) {
			t.Errorf("%q, want %q … %q", got, test.begins, test.ends)
		}
		if pin := release(moduleVersion(test.info)); pin != test.pin {
			t.Errorf("%s: a new app requires %q, want %q", got, pin, test.pin)
		}
	}
}

// A released panelgo writes itself into a new app's go.mod; another cannot be
// downloaded, and is left to "go mod tidy".
func TestStarterModule(t *testing.T) {
	for version, want := range map[string]string{
		"v1.2.3": "module tides\n\ngo 1.26\n\nrequire github.com/panelgo/panelgo v1.2.3\n",
		"":       "module tides\n\ngo 1.26\n",
	} {
		files, err := starterFiles(newApp{Name: "tides", Title: "Tides", Version: version})
		if err != nil {
			t.Fatal(err)
		}
		if got := string(files["go.mod"]); got != want {
			t.Errorf("version %q: go.mod is %q, want %q", version, got, want)
		}
	}
}
