package arch

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// drawing is a flow chart of docs/architecture.md: the rooms in it, and for each
// those that its arrows lead to.
type drawing map[string][]string

var (
	drawnRoom  = regexp.MustCompile(`^(\w+)\["<b>(.+?)</b>`)
	drawnArrow = regexp.MustCompile(`^(\w+) --> (.+)$`)
)

// drawings reads the flow charts of a text.
func drawings(t *testing.T, text string) (all []drawing) {
	t.Helper()
	for _, chart := range strings.Split(text, "```mermaid\n")[1:] {
		chart, _, _ = strings.Cut(chart, "```")
		d, rooms := drawing{}, map[string]string{}
		for line := range strings.Lines(chart) {
			line = strings.TrimSpace(line)
			if found := drawnRoom.FindStringSubmatch(line); found != nil {
				room := strings.Replace(found[2], "panelgo.go", ".", 1)
				rooms[found[1]], d[room] = room, nil
			} else if found := drawnArrow.FindStringSubmatch(line); found != nil {
				for _, to := range strings.Split(found[2], " & ") {
					from, to := rooms[found[1]], rooms[to]
					if from == "" || to == "" {
						t.Fatalf("no room is declared for an end of %q", line)
					}
					d[from] = append(d[from], to)
				}
			}
		}
		all = append(all, d)
	}
	return all
}

// leads reports whether arrows lead from one room to another.
func (d drawing) leads(from, to string) bool {
	return slices.ContainsFunc(d[from], func(next string) bool { return next == to || d.leads(next, to) })
}

// The drawings show the imports that there are: every arrow is one, and every
// import of one drawn room by another is an arrow, or a path of them.
func TestDrawings(t *testing.T) {
	imports := map[string][]string{}
	for _, pkg := range listed(t) {
		for _, imported := range pkg.Imports {
			imports[short(pkg.ImportPath)] = append(imports[short(pkg.ImportPath)], short(imported))
		}
	}
	all := drawings(t, read(t, "docs/architecture.md"))
	if len(all) != 2 {
		t.Fatalf("%d drawings, want the rooms and the stages of the interpreter", len(all))
	}
	for _, d := range all {
		for from, to := range d {
			for _, to := range to {
				if !slices.Contains(imports[from], to) {
					t.Errorf("%s is drawn to import %s, and does not", from, to)
				}
			}
			for _, imported := range imports[from] {
				if _, drawn := d[imported]; drawn && !d.leads(from, imported) {
					t.Errorf("%s imports %s, which is not drawn", from, imported)
				}
			}
		}
	}
}

// Every room is on the map in CONTRIBUTING.md, and has a place in a drawing
// unless it is for tests, measurements or the tool chain.
func TestEveryRoomIsShown(t *testing.T) {
	besides := []string{
		"internal/arch", "internal/bench", "internal/bench/workload", "internal/build", "internal/chromium", "internal/e2e", "internal/gotest",
		"internal/reference", "internal/soak", "internal/visitor", "internal/npm/npmtest", "internal/pipes", "internal/waitfor", "internal/browser/bundle", "interp/symbols/gen", "pn/pntest", "apps", "plugins/*", "interp/std/*",
	}
	shown := drawing{}
	for _, d := range drawings(t, read(t, "docs/architecture.md")) {
		maps.Copy(shown, d)
	}
	rows := strings.Split(read(t, "CONTRIBUTING.md"), "\n")
	for _, r := range rooms {
		if _, drawn := shown[r.name]; !drawn && !slices.Contains(besides, r.name) {
			t.Errorf("%s is in no drawing of docs/architecture.md", r.name)
		}
		name := strings.Replace(r.name, ".", "panelgo.go", 1)
		mapped := slices.ContainsFunc(rows, func(row string) bool {
			return strings.HasPrefix(row, name+"/ ") || strings.HasPrefix(row, name+" ")
		})
		inside := strings.HasSuffix(r.name, "/*") || slices.Contains([]string{"internal/bench/workload", "internal/browser/bundle", "interp/symbols/gen", "plugins/builtin", "plugins/charts", "plugins/uplot"}, r.name)
		if !mapped && !inside {
			t.Errorf("%s is not on the map in CONTRIBUTING.md", r.name)
		}
	}
}
