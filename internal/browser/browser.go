// Package browser is the part of panelgo that runs in the browser: the runtime
// as plain ES modules, and the styles that all pages share.
//
// It owns the files that browsers load: the runtime, the
// inline script, and the sheet of a page. It must not know HTTP, templates, sessions or
// any kind of component. The protocol it speaks is
// docs/protocol.md.
//
// The modules in js/ are joined and shortened by `go generate`, into dist/.
package browser

import "embed"

//go:generate go run ./bundle js dist

//go:embed dist/*.js
var dist embed.FS

// Files returns the files that pages load, by name: the runtime, what it needs for
// behaviours and for kinds with a module, the overlay of development, and the styles of what only a live page shows.
func Files() map[string][]byte {
	return map[string][]byte{
		"runtime.js":    file("main.js"),
		"behaviours.js": file("behaviours.js"),
		"modules.js":    file("modules.js"),
		"dev.js":        file("dev.js"),
		"styles.css":    []byte(LaterStyles()),
	}
}

// Bootstrap returns the script that a page carries inline, in its head.
func Bootstrap() string { return string(file("bootstrap.js")) }

func file(name string) []byte { return must(dist.ReadFile("dist/" + name)) }

// must returns v and panics on an error. It is for files that are part of the
// program; tests would fail first.
func must[T any](v T, err error) T {
	if err != nil {
		panic("browser: " + err.Error())
	}
	return v
}
