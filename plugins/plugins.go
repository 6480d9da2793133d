// Package plugins is the contract between panelgo and everything that is not
// part of its core. A plugin is a value with a name. What it can do is declared
// by the small interfaces of this package that it also implements, and by
// nothing else:
//
//	SymbolProvider     packages that scripts may import
//	KindProvider       kinds of component
//	RouteProvider      HTTP routes of its own
//	Authorizer         decides who may see what
//	Identifier         who a visitor is
//
// A component is a Go type that embeds pn.Base or pn.Widget, like those of package pn. Its
// pn.Kind has its styles and its module.
//
// The package owns the contract and the Registry, in which a server looks up
// capabilities. It must not know the server or any plugin: package builtin
// lists the built-in ones, others are given to panelgo.WithPlugins or
// registered.
package plugins

import (
	"net/http"
	"reflect"

	"github.com/panelgo/panelgo/pn"
)

// Plugin is a value with a name. The name has lower case letters, digits and
// dashes, begins with a letter, is unique in a server, and is part of URLs.
type Plugin interface {
	Name() string
}

// Symbols is what scripts see of compiled packages: import path, a slash and
// the package's name → identifier → value. The command interp/symbols/gen
// writes such a table for any package.
type Symbols = map[string]map[string]reflect.Value

// SymbolProvider has packages that scripts may import. Symbols is called once.
//
// A script may have several goroutines that use a map at once. So functions and methods
// get copies of its maps, and of what leads to them: a function must not write to a map
// that it is given for the script to see. What makes as much as a number says must
// bound it: Go ends the process when there is not that much memory.
type SymbolProvider interface {
	Plugin
	Symbols() Symbols
}

// KindProvider lists the kinds of its components, so that a server checks them when it
// starts, and serves the files of modules also where another server has made the page. The
// files are read once. docs/components.md says what a module is.
type KindProvider interface {
	Plugin
	Kinds() []pn.Kind
}

// RouteProvider has HTTP routes of its own. The handler is mounted under
// /_panelgo/plugins/NAME/, which is stripped from the paths that it sees.
// Requests reach it only after every Authorizer has let them pass.
//
// A redirect to a path, "/done", leads to that route of the plugin, whatever stands in front
// of it; so does one of http.Redirect to "done". What leads to an app is a Location relative
// to the address of the request, as "../../../NAME" from a route without a folder, which
// http.Redirect cannot make: set the header, and write the status.
type RouteProvider interface {
	Plugin
	Routes() http.Handler
}

// Authorizer decides whether a request is answered: for an app's page, its
// socket, its static files and the routes of plugins. It is asked for every
// request, before anything is looked up, so that no visitor benefits from what
// another was allowed. An error refuses the request, and the visitor sees its
// text. Authorize must be safe for concurrent use.
type Authorizer interface {
	Plugin
	Authorize(r *http.Request) error
}

// Identifier identifies visitors: pn.Request.User returns its answer to
// scripts. "" means that it does not know the visitor; then the next plugin is
// asked. User must be safe for concurrent use.
type Identifier interface {
	Plugin
	User(r *http.Request) string
}
