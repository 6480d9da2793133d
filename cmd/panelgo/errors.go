package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo/internal/spelling"
	"github.com/panelgo/panelgo/interp"
)

// Exit codes.
const (
	exitFailed      = 1
	exitUsage       = 2
	exitPanic       = 2 // as of a compiled Go program
	exitInterrupted = 130
)

// usageError is an error of the command line.
type usageError struct {
	command *cobra.Command
	err     error
}

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// toldError ends the program with an exit code; the command has printed the
// reason.
type toldError struct{ code int }

func (e toldError) Error() string { return fmt.Sprintf("exit code %d", e.code) }

// report turns the error of a command into an exit code and the message to
// print.
func report(err error) (code int, message string) {
	if err == nil {
		return 0, ""
	}
	if told, ok := errors.AsType[toldError](err); ok {
		return told.code, ""
	}
	if exit, ok := errors.AsType[*interp.ExitError](err); ok {
		return exit.Code, ""
	}
	if errors.Is(err, context.Canceled) {
		return exitInterrupted, ""
	}
	if usage, ok := errors.AsType[usageError](err); ok {
		c := usage.command
		return exitUsage, fmt.Sprintf("panelgo: %v\nusage: %s\nsee: %s --help", err, c.UseLine(), c.CommandPath())
	}
	if bad, ok := errors.AsType[interp.Diagnostics](err); ok {
		return exitFailed, "panelgo: " + inFolder(bad).Detail()
	}
	if panicked, ok := errors.AsType[*interp.PanicError](err); ok {
		return exitPanic, "panelgo: " + panicked.Detail()
	}
	return exitFailed, "panelgo: " + err.Error()
}

// flagError explains an error of a flag, and suggests the flag that may have
// been meant.
func flagError(c *cobra.Command, err error) error {
	if bad, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		cause := errors.Unwrap(err)
		if errors.Is(err, strconv.ErrSyntax) || errors.Is(err, strconv.ErrRange) {
			cause = fmt.Errorf("it takes a %s", kindOf(bad.GetFlag()))
		}
		return usageError{c, fmt.Errorf("--%s=%s: %w", bad.GetFlag().Name, bad.GetValue(), cause)}
	}
	unknown, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return usageError{c, err}
	}
	name := unknown.GetSpecifiedName()
	if unknown.GetSpecifiedShortnames() != "" {
		return usageError{c, fmt.Errorf("unknown flag -%s", name)}
	}
	meant := spelling.Like(name, flagNames(c.Flags()))
	for i := range meant {
		meant[i] = "--" + meant[i]
	}
	return usageError{c, errors.New("unknown flag --" + name + spelling.Ask(meant))}
}

// kindOf names the values of a flag.
func kindOf(f *pflag.Flag) string {
	switch kind := f.Value.Type(); kind {
	case "int", "int64":
		return "whole number"
	case "bool":
		return "true or a false"
	default:
		return kind
	}
}

// flagNames yields the names of flags, without dashes.
func flagNames(flags *pflag.FlagSet) iter.Seq[string] {
	return func(yield func(string) bool) {
		more := true
		flags.VisitAll(func(f *pflag.Flag) {
			if more && !f.Hidden {
				more = yield(f.Name)
			}
		})
	}
}
