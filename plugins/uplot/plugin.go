package uplot

import (
	"embed"

	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

//go:generate go run ../../interp/symbols/gen -o symbols.go -package uplot -func scriptSymbols github.com/panelgo/panelgo/plugins/uplot

//go:embed uplot.css
var style string

//go:embed uplot.js uplot.plain.js points.js assets.lock
var files embed.FS

// kind is the kind of the charts, blockKind that of the blocks of points in them, which are
// no components by themselves.
var (
	kind      = pn.Kind{Name: "uplot", CSS: style, Module: "uplot.js", Files: files}
	blockKind = pn.Kind{Name: "uplot-block"}
)

// Plugin returns the plugin, for a registry of plugins.
//
//panelgo:hostonly
func Plugin() plugins.Plugin { return plugin{} }

type plugin struct{}

func (plugin) Name() string             { return "uplot" }
func (plugin) Symbols() plugins.Symbols { return scriptSymbols() }
func (plugin) Kinds() []pn.Kind         { return []pn.Kind{kind} }

var (
	_ plugins.SymbolProvider = plugin{}
	_ plugins.KindProvider   = plugin{}
)
