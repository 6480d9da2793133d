package charts

import (
	_ "embed"

	"github.com/panelgo/panelgo/plugins"
)

//go:generate go run ../../interp/symbols/gen -o symbols.go -package charts -func scriptSymbols github.com/panelgo/panelgo/plugins/charts

//go:embed style.css
var style string

// kind is the kind of all charts, which share one style.
const kind = "chart"

// Plugin returns the plugin, for a registry of plugins.
//
//panelgo:hostonly
func Plugin() plugins.Plugin { return plugin{} }

type plugin struct{}

func (plugin) Name() string              { return "charts" }
func (plugin) Symbols() plugins.Symbols  { return scriptSymbols() }
func (plugin) Styles() map[string]string { return map[string]string{kind: style} }

var (
	_ plugins.SymbolProvider = plugin{}
	_ plugins.StyleProvider  = plugin{}
)
