// Command panelgo serves, checks and runs apps written as Go scripts.
//
// The package is the command line alone: it owns subcommands, how errors are
// shown and the exit codes. What a flag means is the business of package
// panelgo, what a script may say that of interp.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

func main() {
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, restore) // a second Ctrl+C ends the process at once
	code, message := report(newRoot().ExecuteContext(ctx))
	if message != "" {
		fmt.Fprintln(os.Stderr, message)
	}
	os.Exit(code)
}
