package plugins

import (
	"slices"
	"sync"
)

var registered struct {
	sync.Mutex
	list []Plugin
}

// Register adds plugins to every server of this program, and to what its
// scripts may import. A plugin's package calls it from func init, so that
// importing the package is all it takes:
//
//	import _ "example.com/maps"
//
// The command "panelgo build --with example.com/maps" writes this import.
func Register(ps ...Plugin) {
	registered.Lock()
	defer registered.Unlock()
	registered.list = append(registered.list, ps...)
}

// Registered returns the plugins that were registered, in order.
func Registered() []Plugin {
	registered.Lock()
	defer registered.Unlock()
	return slices.Clone(registered.list)
}
