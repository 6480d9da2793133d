// Command panelgo serves, checks, runs, builds and measures apps written as Go
// scripts.
//
// The package is the command line alone: it owns subcommands, how errors are
// shown, and exit codes. It must not know what flags do, which package panelgo
// does, nor what a script may contain, which package interp does.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"syscall"

	"github.com/panelgo/panelgo/internal/logs"
)

func main() {
	// What scripts calculate for long leaves one of Go's processors to what is short,
	// so there is one more than the machine has.
	if os.Getenv("GOMAXPROCS") == "" {
		runtime.GOMAXPROCS(runtime.GOMAXPROCS(0) + 1)
	}
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, restore) // a second Ctrl+C ends the process at once
	code, message := report(newRoot().ExecuteContext(ctx))
	if message != "" {
		fmt.Fprintln(os.Stderr, logs.VisibleLines(message))
	}
	os.Exit(code)
}
