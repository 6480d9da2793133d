// Package builtin lists the plugins that are part of every panelgo. Whoever
// builds a server adds them to its own; nothing else knows them.
package builtin

import (
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/charts"
)

// All is a new set of the built-in plugins.
func All() []plugins.Plugin {
	return []plugins.Plugin{charts.Plugin()}
}
