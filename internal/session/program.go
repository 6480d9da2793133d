package session

import (
	"io/fs"

	"github.com/panelgo/panelgo/pn"
)

// Program is an app at one version of its sources, ready to be run.
type Program interface {
	// Slug is the app's name in URLs. Version differs whenever the sources do.
	Slug() string
	Version() string
	// Files is the app's folder, read only.
	Files() fs.FS
	// Start makes one run of the program, without calling App. onPanic is
	// called, from any goroutine, when a goroutine of the script panics.
	Start(onPanic func(error)) (Run, error)
}

// Run is one run of a program.
type Run interface {
	// App describes the page: it calls the script's App.
	App(s *pn.Session)
	// Work calls f, which calls functions of the run, or methods of its values such
	// as the Render of a component. Panics of them leave f.
	Work(f func())
	// Explain makes an error, with the line of the script, of a value that recover
	// returned: ErrOver of one that says no more than that the run was killed.
	Explain(recovered any) error
	// Kill stops script code that still runs. It is called once, when the
	// session is over.
	Kill()
}
