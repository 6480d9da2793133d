// Package builtin lists the plugins that are part of every panelgo. It owns the
// list and nothing else.
//
// Package panelgo adds them to every server; no other package may know them, so
// that a built-in plugin can do nothing that another one cannot.
package builtin

import (
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/charts"
)

// All returns a new set of the built-in plugins.
func All() []plugins.Plugin {
	return []plugins.Plugin{charts.Plugin()}
}
