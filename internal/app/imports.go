package app

import (
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/plugins"
)

// Imports are the packages that scripts may import.
type Imports []interp.Symbols

// ImportsWith returns the imports of all scripts: the allowed part of the
// standard library, pn, extra, and the packages of plugins. Of packages with
// the same path a later one wins.
func ImportsWith(registry *plugins.Registry, extra ...interp.Symbols) Imports {
	tables := append(Imports{symbols.Std(), symbols.Pn()}, extra...)
	return append(tables, registry.Symbols())
}

// Config returns what the interpreter has to know of the packages.
func (i Imports) Config() interp.Config {
	return interp.Config{Symbols: i, Starters: symbols.Starters, Callers: symbols.Callers, Withheld: symbols.Withheld()}
}
