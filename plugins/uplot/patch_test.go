package uplot_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/plugins/uplot"
)

// What travels of a new point is its numbers, however many there are.
func TestPatchHasOnlyNewPoints(t *testing.T) {
	c := uplot.Line("a", "b").Keep(1_000)
	for i := range 950 {
		c.Stream(i, 1, 2)
	}
	d := document.New(func(func()) bool { return true }, func() {})
	d.AddRoot(c.Node(), "main")
	settle := func() []document.Op {
		t.Helper()
		if err := d.Settle(); err != nil {
			t.Fatal(err)
		}
		return d.Take()
	}
	settle()
	d.Sync()
	c.Stream(950, 3.5, 4)
	ops := settle()
	if len(ops) != 1 || ops[0].Kind != document.OpAppend || ops[0].Text != "950\t3.5\t4\n" {
		t.Errorf("a point is sent as %+v", ops)
	}
	for i := range 49 {
		c.Stream(951+i, 1, 2)
	}
	settle()

	c.Stream(1_000, 3.5, 4) // a block begins
	ops = settle()
	if len(ops) != 1 || ops[0].Kind != document.OpChildren || len(strings.Join(ops[0].Items, "")) > 200 {
		t.Errorf("a point in a new block is sent as %+v", ops)
	}
}
