package pn_test

import (
	"runtime"
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// A page that is built one component at a time costs four times as much when it
// has four times as many components, and not sixteen times.
func TestBuildingOneByOne(t *testing.T) {
	tests := []struct {
		name  string
		build func(s *pn.Session, n int)
	}{
		{"an area", func(s *pn.Session, n int) {
			for range n {
				s.Main(pn.Text("x"))
			}
		}},
		{"a layout", func(s *pn.Session, n int) {
			column := pn.Column()
			s.Main(column)
			for range n {
				column.Append(pn.Text("x"))
			}
		}},
		{"a layout from its end", func(s *pn.Session, n int) {
			column := pn.Column()
			for range n {
				column.Insert(0, pn.Text("x"))
			}
			s.Main(column)
		}},
		{"a layout that is emptied", func(s *pn.Session, n int) {
			column := pn.Column()
			s.Main(column)
			all := make([]pn.Component, n)
			for i := range all {
				all[i] = pn.Text("x")
				column.Append(all[i])
			}
			for _, c := range all {
				column.Remove(c)
			}
		}},
		{"small layouts", func(s *pn.Session, n int) {
			for range n / 10 {
				row := pn.Row()
				s.Main(row)
				for range 10 {
					row.Append(pn.Text("x"))
				}
			}
		}},
		{"tabs", func(s *pn.Session, n int) {
			tabs := pn.Tabs()
			for range n {
				tabs.Add("x", pn.Text("x"))
			}
			s.Main(tabs)
		}},
		{"layouts in each other", func(s *pn.Session, n int) {
			column := pn.Column()
			s.Main(column)
			for range n {
				next := pn.Column()
				column.Append(next)
				column = next
			}
		}},
		{"controls that were read", func(s *pn.Session, n int) {
			for range n {
				box := pn.Checkbox("x")
				box.Value()
				s.Main(box)
			}
		}},
		{"views", func(s *pn.Session, n int) {
			box := pn.Checkbox("x")
			s.Main(box)
			for range n {
				s.Main(pn.View(func() pn.Component { box.Value(); return pn.Text("x") }))
			}
		}},
		{"views that make controls", func(s *pn.Session, n int) {
			for range n {
				s.Main(pn.View(func() pn.Component { box := pn.Checkbox("x"); box.Value(); return box }))
			}
		}},
		{"views that leave", func(s *pn.Session, n int) {
			column := pn.Column()
			s.Main(column)
			for range n {
				column.Append(pn.View(func() pn.Component { return nil }))
			}
			settle(t, s)
			column.Clear()
		}},
	}
	const n = 2_000
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			few, many := buildingTakes(t, test.build, n), buildingTakes(t, test.build, 4*n)
			if ratio := float64(many) / float64(few); ratio > 6 {
				t.Errorf("%d components take %d bytes, %d take %d: %.1f times as many", n, few, 4*n, many, ratio)
			}
		})
	}
}

// buildingTakes returns how many bytes are allocated for a page of n components.
func buildingTakes(t *testing.T, build func(s *pn.Session, n int), n int) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	s, _ := newSession(t, visit.Info{})
	build(s, n)
	settle(t, s)
	s.Document().HTML(pn.AreaID(pn.AreaMain))
	s.Document().Take()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
