package interp_test

import (
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/host"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/plugins/builtin"
)

// Each function and method of the tables that takes a number which may be a size is
// bounded, or listed in testdata/sizes.txt by the reason why it needs no bound. What is
// new in a table is found here: bound it in package host, or give the reason.
func TestSizesAreBounded(t *testing.T) {
	reason := map[string]string{}
	heading := ""
	text, err := os.ReadFile("testdata/sizes.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if strings.HasPrefix(line, "#") {
			heading = strings.TrimSpace(line[1:])
			continue
		}
		if heading == "" { // what the file is for
			continue
		}
		for name := range strings.FieldsSeq(line) {
			if reason[name] != "" {
				t.Errorf("%s is listed twice", name)
			}
			reason[name] = heading
		}
	}

	plugins, err := builtin.Registry()
	if err != nil {
		t.Fatal(err)
	}
	sized := sizedNames(symbols.Std(), symbols.Pn(), plugins.Symbols())
	if len(sized) < 400 {
		t.Errorf("only %d names are said to take sizes", len(sized))
	}
	for _, name := range sized {
		if bounded := slices.Contains(host.Bounded(), name); bounded == (reason[name] != "") {
			t.Errorf("%s is bounded: %t; it needs no bound: %q", name, bounded, reason[name])
		}
	}
	for name := range reason {
		if !slices.Contains(sized, name) {
			t.Errorf("no table has %s", name)
		}
	}
}

// sizedNames lists what tables say of functions that take sizes.
func sizedNames(tables ...interp.Symbols) []string {
	names := map[string]bool{}
	for _, table := range tables {
		for _, pkg := range table {
			if list, ok := pkg["_sized"]; ok {
				for name := range strings.FieldsSeq(list.String()) {
					names[name] = true
				}
			}
		}
	}
	return slices.Sorted(maps.Keys(names))
}
