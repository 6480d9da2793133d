// Package builtin lists the plugins that are part of every panelgo. It owns the
// list and nothing else.
//
// Package panelgo adds them to every server; no other package may know them, so
// that a built-in plugin can do nothing that another one cannot.
package builtin

import (
	"slices"

	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/charts"
	"github.com/panelgo/panelgo/plugins/uplot"
)

// All returns a new set of the built-in plugins.
func All() []plugins.Plugin {
	return []plugins.Plugin{charts.Plugin(), uplot.Plugin()}
}

// Registry returns a registry of the plugins of one program: the built-in ones,
// those that have registered themselves, and added. The error says everything that
// is wrong with them.
func Registry(added ...plugins.Plugin) (*plugins.Registry, error) {
	return plugins.NewRegistry(slices.Concat(All(), plugins.Registered(), added)...)
}
