package charts

import (
	_ "embed"

	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

//go:generate go run ../../interp/symbols/gen -o symbols.go -package charts -func scriptSymbols github.com/panelgo/panelgo/plugins/charts

//go:embed style.css
var style string

// kind is the kind of all charts.
var kind = pn.Kind{Name: "chart", CSS: style}

// Plugin returns the plugin, for a registry of plugins.
//
//panelgo:hostonly
func Plugin() plugins.Plugin { return plugin{} }

type plugin struct{}

func (plugin) Name() string             { return "charts" }
func (plugin) Symbols() plugins.Symbols { return scriptSymbols() }
func (plugin) Kinds() []pn.Kind         { return []pn.Kind{kind} }

var _ interface {
	plugins.SymbolProvider
	plugins.KindProvider
} = plugin{}
