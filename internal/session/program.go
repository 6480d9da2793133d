package session

import (
	"context"
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
	// Start makes one run of the program, without calling App. It gives up when
	// ctx is done, with an error that wraps its cause. onPanic is called, from any
	// goroutine, when a goroutine of the script panics.
	Start(ctx context.Context, onPanic func(error)) (Run, error)
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
	// Ended returns how the script has ended itself, as by os.Exit, also when compiled
	// code has recovered the panic of that; nil when it has not. After that nothing of
	// it runs any more.
	Ended() Ending
	// Kill stops script code that still runs, without waiting for compiled code
	// that it calls. It is called once, when the session is over.
	Kill()
	// Where returns the line of the script that runs, or at which it was killed,
	// as file:line:column; "" when it is not known.
	Where() string
	// Goroutines returns how many goroutines that the script itself has started
	// have not ended.
	Goroutines() int
}
