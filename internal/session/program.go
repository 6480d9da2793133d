package session

import (
	"io/fs"

	"github.com/panelgo/panelgo/pn"
)

// Program is an app at one version of its sources, ready to be run.
type Program interface {
	// Slug is the app's name in URLs, Version changes with its sources.
	Slug() string
	Version() string
	// Files is the app's folder, read only.
	Files() fs.FS
	// Start makes one run of the program. onPanic is told of a panic in a
	// goroutine that the script started; it may be called from any goroutine.
	Start(onPanic func(error)) (Run, error)
}

// Run is one run of a program: what a session calls.
type Run interface {
	// App describes the page.
	App(s *pn.Session)
	// Explain turns what recover gave into an error with the script's line.
	Explain(recovered any) error
	// Kill stops what still runs. It is called once, when the session is over.
	Kill()
}
