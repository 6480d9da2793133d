package interp_test

import (
	"testing"

	"github.com/panelgo/panelgo/interp"
)

func TestCalls(t *testing.T) {
	p, err := load(t, `package main

import (
	"slices"
	"strings"
)

type mine struct{}

func (mine) WriteString(string) {}

func F(s string) string {
	var b strings.Builder
	b.WriteString("one")
	mine{}.WriteString("not compiled")
	func() { b.WriteString(s) }()
	return strings.ToUpper("a") + own("b") + slices.Max([]string{"c"}) + b.String()
}

func own(s string) string { return s }
`, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	calls := p.Calls("strings.Builder.WriteString")
	if len(calls) != 2 || calls[0].Arg != "one" || !calls[0].Const || calls[0].Pos.Line != 14 || calls[1].Const || calls[1].Pos.Line != 16 {
		t.Errorf("%+v", calls)
	}
	for _, name := range []string{"strings.ToUpper", "main.own", "slices.Max"} {
		if calls := p.Calls(name); len(calls) != 1 || calls[0].Pos.Line != 17 {
			t.Errorf("calls of %s: %+v", name, calls)
		}
	}
	if calls := p.Calls("strings.Builder.Grow"); calls != nil {
		t.Errorf("calls that are not there: %+v", calls)
	}
}
