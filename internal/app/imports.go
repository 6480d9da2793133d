package app

import (
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/plugins"
)

// Imports are the packages that scripts may import.
type Imports []interp.Symbols

// ImportsWith gives the imports of every script: the standard library as far as
// scripts may use it, pn, what plugins bring, and extra.
func ImportsWith(registry *plugins.Registry, extra ...interp.Symbols) Imports {
	tables := append(Imports{symbols.Std(), symbols.Pn()}, extra...)
	return append(tables, registry.Symbols())
}
