package pntest_test

import (
	"testing"

	"github.com/panelgo/panelgo/pn/pntest"
	"github.com/panelgo/panelgo/pn/pntest/testdata/follow"
)

// What follows other values runs once for a callback, in the order in which it was made,
// and only where something has changed; interpreted and compiled.
func TestFollowing(t *testing.T) {
	for name, open := range map[string]func(*testing.T) *pntest.Page{
		"compiled":    func(t *testing.T) *pntest.Page { return pntest.Open(t, follow.App) },
		"interpreted": func(t *testing.T) *pntest.Page { return pntest.OpenScript(t, "testdata/follow/follow.go") },
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t)
			const sum, log = "[data-pn-key=sum]", "[data-pn-key=log]"
			ran := func(want string) {
				t.Helper()
				p.Click("What ran")
				p.WaitText(log, want)
			}
			p.WaitText(sum, "2 of 80")
			ran("watch rows total row a1 row c3")
			p.Set("At least", 5)
			ran("rows")
			p.Set("Note on c3", "urgent")
			p.Set("At least", 50)
			p.WaitText(sum, "1 of 70")
			ran("rows total watch told 70")
			p.Click("Reset")
			p.WaitText(sum, "2 of 80")
			ran("rows total watch told 80 row a1")
			p.Set("Region", "south")
			p.WaitText(sum, "1 of 40")
			p.Click("Reset")
			p.WaitText(sum, "2 of 80")
			p.Click("What ran")
			p.Click("Stop")
			p.Set("Region", "south")
			ran("rows total told 40 row b2")
			p.WaitText(sum, "2 of 80")
		})
	}
}
