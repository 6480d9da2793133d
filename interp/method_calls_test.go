package interp_test

import (
	"testing"

	"github.com/panelgo/panelgo/interp"
)

func TestCalls(t *testing.T) {
	p, err := load(t, `package main

import "strings"

type mine struct{}

func (mine) WriteString(string) {}

func F(s string) string {
	var b strings.Builder
	b.WriteString("one")
	mine{}.WriteString("not compiled")
	func() { b.WriteString(s) }()
	return b.String()
}
`, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	calls := p.Calls("strings.Builder.WriteString")
	if len(calls) != 2 || calls[0].Arg != "one" || !calls[0].Const || calls[0].Pos.Line != 11 || calls[1].Const || calls[1].Pos.Line != 13 {
		t.Errorf("%+v", calls)
	}
	if calls := p.Calls("strings.Builder.Grow"); calls != nil {
		t.Errorf("calls that are not there: %+v", calls)
	}
}
