package interp_test

import (
	"path/filepath"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// A program uses the packages that it imports, and those that its own packages do.
func TestUses(t *testing.T) {
	dir := t.TempDir()
	writeFile(t, "module example.com/shop\n\ngo 1.26\n", dir, "go.mod")
	writeFile(t, "package main\n\nimport (\n\t\"example.com/shop/stock\"\n\t\"strings\"\n)\n\nfunc main() { println(strings.ToUpper(stock.Name())) }\n", dir, "app/app.go")
	writeFile(t, "package stock\n\nimport \"example.com/shop/teas\"\n\nfunc Name() string { return teas.Name() }\n", dir, "stock/stock.go")
	writeFile(t, "package teas\n\nimport \"strconv\"\n\nfunc Name() string { return strconv.Itoa(3) }\n", dir, "teas/teas.go")
	p, err := interp.Load(filepath.Join(dir, "app"), interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Main: true})
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"strings": true, "example.com/shop/stock": true, "example.com/shop/teas": true, "strconv": true, "encoding/csv": false, "strcon": false} {
		if got := p.Uses(path); got != want {
			t.Errorf("Uses(%s) is %v", path, got)
		}
	}
	if !p.Imports("strings") || p.Imports("strconv") {
		t.Error("Imports is of the script itself")
	}
}
