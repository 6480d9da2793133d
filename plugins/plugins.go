// Package plugins is the contract between panelgo and everything that is not
// core. A plugin is a value with a name; what it can do is told by the small
// interfaces of this package that it also implements, and by nothing else:
//
//	SymbolProvider     packages that scripts may import
//	StyleProvider      styles of its components
//	AssetProvider      static files
//	ModuleProvider     JavaScript modules among its files, for live pages
//	RouteProvider      HTTP routes of its own
//	Authorizer         a say in who may see what
//	Identifier         who a visitor is
//
// A component needs no capability of its own: it is a Go type that embeds
// pn.Base or pn.Widget, as those of package pn do.
//
// The package owns the contract and the Registry, in which a server looks
// capabilities up. It must not know the server, nor any plugin: built-in ones
// are listed by package builtin, others are handed to panelgo.WithPlugins.
package plugins

import (
	"io/fs"
	"net/http"
	"reflect"
)

// Plugin is anything with a name: lower case letters, digits and dashes,
// beginning with a letter, unique in a server. It stands in URLs.
type Plugin interface {
	Name() string
}

// Symbols is what scripts see of compiled packages: import path, a slash and
// the package's name → identifier → value. The command interp/symbols/gen
// writes such a table for any package.
type Symbols = map[string]map[string]reflect.Value

// SymbolProvider has packages that scripts may import. It is asked once.
type SymbolProvider interface {
	Plugin
	Symbols() Symbols
}

// StyleProvider has the styles of its components: kind → CSS, where the kind
// is what the component gave to Init. They travel in the page, only with pages
// that show the kind, in the same cascade layer as those of package pn. Colours
// and distances should be the page's own (var(--pn-accent), …).
type StyleProvider interface {
	Plugin
	Styles() map[string]string
}

// AssetProvider has static files. Each is served, compressed and to be kept
// for ever, under a URL with a hash of all of them; in that URL's folder they
// find each other by relative names. They are read once, when a server is made.
type AssetProvider interface {
	Plugin
	Assets() fs.FS
}

// ModuleProvider names JavaScript modules among its assets that every page
// loads once it goes live. They find the runtime as window.panelgo: see
// "Modules of plugins" in docs/protocol.md.
type ModuleProvider interface {
	AssetProvider
	Modules() []string
}

// RouteProvider has HTTP routes of its own. The handler sees paths as if it
// were alone in a server; it is mounted under /_panelgo/plugins/NAME/, behind
// every Authorizer.
type RouteProvider interface {
	Plugin
	Routes() http.Handler
}

// Authorizer has a say in whether a request is answered: an app's page, its
// socket, its static files and the routes of plugins. It is asked for every
// request, before anything is looked up, so that no visitor ever profits from
// what another was allowed. An error refuses; its text is shown to the visitor.
// It is called from many goroutines at once.
type Authorizer interface {
	Plugin
	Authorize(r *http.Request) error
}

// Identifier tells who a visitor is: what pn.Request.User returns in scripts.
// "" means that it does not know; the first plugin that does is believed. It
// is called from many goroutines at once.
type Identifier interface {
	Plugin
	User(r *http.Request) string
}
