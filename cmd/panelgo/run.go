package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo/interp"
)

func newRun() *cobra.Command {
	c := &cobra.Command{
		Use:   "run FILE.go [ARGS...]",
		Short: "Run a Go program as a script",
		Long: `Run runs func main of a script, or of a folder that is one package. What
follows the file is the script's: its arguments, its flags. Input, output and
the exit code pass through.`,
		Args:              someFiles,
		ValidArgsFunction: goFiles,
		RunE: func(c *cobra.Command, args []string) error {
			return runScript(c, args[0], args[1:])
		},
	}
	c.Flags().SetInterspersed(false)
	return c
}

func runScript(c *cobra.Command, path string, args []string) error {
	if err := exists(path); err != nil {
		return err
	}
	imports, err := scriptImports()
	if err != nil {
		return err
	}
	config := imports.Config()
	config.Main, config.Stdout, config.Stderr = true, os.Stdout, os.Stderr
	program, err := interp.Load(path, config)
	if err != nil {
		return err
	}
	if _, ok := program.Func("main"); !ok {
		return fmt.Errorf("%s has no func main to run; an app is shown by \"panelgo serve\"", path)
	}
	ctx, end := context.WithCancelCause(c.Context())
	defer end(nil)
	instance, err := program.New(ctx, interp.Env{
		Stdin: os.Stdin, Stdout: os.Stdout, Stderr: os.Stderr,
		OnPanic: func(p *interp.PanicError) { end(p) }, // a panic in a goroutine ends the program, as in Go
	})
	if err == nil {
		err = instance.Main(ctx, args)
	}
	if cause := context.Cause(ctx); errors.Is(err, context.Canceled) || cause != nil && errors.Is(err, cause) {
		return cause
	}
	return err
}
