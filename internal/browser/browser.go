// Package browser is the part of panelgo that runs in the browser: the runtime
// as plain ES modules, and the styles of all components.
//
// It owns the files that browsers load: how the modules become one file, the
// inline script, and the CSS for the kinds of component that a page shows. It
// must not know HTTP, templates or sessions. The protocol it speaks is
// docs/protocol.md.
//
// There is no build step: the modules in js/ are joined when they are first
// needed (see bundle), without comments and indentation.
package browser

import (
	"embed"
	"sync"
)

//go:embed js/*.js
var scripts embed.FS

// Files returns the files that pages load, by name: the runtime, the overlay of
// development, and the styles of every kind.
func Files(styles Styles) map[string][]byte {
	return map[string][]byte{
		"runtime.js": runtime(),
		"dev.js":     overlay(),
		"styles.css": []byte(styles.All()),
	}
}

var (
	runtime = sync.OnceValue(func() []byte { return []byte(must(bundle(scripts, "js/main.js"))) })
	overlay = sync.OnceValue(func() []byte { return []byte(must(bundle(scripts, "js/dev.js"))) })
)

// Bootstrap returns the script that a page carries inline, in its head.
func Bootstrap() string { return bootstrap() }

var bootstrap = sync.OnceValue(func() string {
	source, err := scripts.ReadFile("js/bootstrap.js")
	return shortenJS(string(must(source, err)))
})

// must returns v and panics on an error. It is for files that are part of the
// program; tests would fail first.
func must[T any](v T, err error) T {
	if err != nil {
		panic("browser: " + err.Error())
	}
	return v
}
