package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/plugins/builtin"
)

func newCheck() *cobra.Command {
	return &cobra.Command{
		Use:   "check FILE|FOLDER...",
		Short: "Find what is wrong with scripts, without running them",
		Long: `Check lists all that keeps scripts from being served or run, with the
source lines, and exits 1 if there is anything. What it accepts loads. A folder
stands for the apps in it, or for the one package that its files make.

A script is an app, and needs func App(*pn.Session). Only one that has func main
instead, and does not import pn, is a program for "panelgo run".

Of an app it notes what its sessions would share if it were compiled, for
"panelgo build" refuses that. A note changes no exit code.`,
		Args:              someFiles,
		ValidArgsFunction: goFiles,
		RunE:              func(c *cobra.Command, paths []string) error { return check(c.OutOrStdout(), paths) },
	}
}

// check prints what is wrong with scripts, and notes. Its error is a toldError if
// something is wrong.
func check(out io.Writer, paths []string) error {
	imports, err := scriptImports()
	if err != nil {
		return err
	}
	var scripts []string
	for _, path := range paths {
		found, err := scriptsOf(path)
		if err != nil {
			return err
		}
		scripts = append(scripts, found...)
	}

	good := true
	for _, script := range scripts {
		notes, err := checkScript(script, imports)
		bad, isList := errors.AsType[interp.Diagnostics](err)
		switch {
		case err == nil && len(notes) > 0:
			fmt.Fprintln(out, logs.VisibleLines(inFolder(notes).Detail()))
		case isList:
			fmt.Fprintln(out, logs.VisibleLines(inFolder(bad).Detail()))
		case err != nil:
			fmt.Fprintln(out, logs.VisibleLines(err.Error()))
		}
		good = good && err == nil
	}
	if !good {
		return toldError{exitFailed}
	}
	return nil
}

const pnPath = "github.com/panelgo/panelgo/pn"

// checkScript checks a script for each way in which it can be used: a program as
// "panelgo run" loads it, and an app as the server does too. The error is the
// server's own if it is neither. notes are about a good app.
func checkScript(path string, imports app.Imports) (notes interp.Diagnostics, err error) {
	config := imports.Config()
	config.Main = true
	program, err := interp.Load(path, config)
	if err != nil {
		return nil, err
	}
	_, isApp := program.Func("App")
	if _, runs := program.Func("main"); runs && !isApp && !program.Imports(pnPath) {
		return nil, nil
	}

	if _, err := app.Discover([]string{path}); err != nil {
		return nil, err
	}
	if _, err := app.SlugOf(path); err != nil {
		return nil, err
	}
	code, err := app.Check(path, imports.Config())
	if err != nil {
		return nil, err
	}
	return notesOf(code.State()), nil
}

// notesOf makes notes of what the sessions of a compiled app would share: one for
// each variable or function, where it is mentioned first.
func notesOf(state interp.Diagnostics) (notes interp.Diagnostics) {
	noted := map[string]bool{}
	for _, d := range state {
		if !noted[d.Message] {
			noted[d.Message] = true
			d.Message = "note: " + d.Message
			notes = append(notes, d)
		}
	}
	return notes
}

// scriptImports are the packages that scripts of this program may import.
func scriptImports() (app.Imports, error) {
	registry, err := builtin.Registry()
	if err != nil {
		return nil, err
	}
	return app.ImportsWith(registry, panelgo.Symbols()), nil
}

// scriptsOf returns what a path stands for: the apps that the server would
// find, or the one package of a folder without apps.
func scriptsOf(path string) ([]string, error) {
	if err := exists(path); err != nil {
		return nil, err
	}
	if apps, err := app.Discover([]string{path}); err == nil {
		return apps, nil
	}
	return []string{path}, nil
}

// exists returns a plain error for a path that does not exist.
func exists(path string) error {
	_, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("no file or folder %s", path)
	}
	return err
}

// inFolder shortens the names of files in the working folder.
func inFolder(ds interp.Diagnostics) interp.Diagnostics {
	here, err := os.Getwd()
	if err != nil {
		return ds
	}
	short := make(interp.Diagnostics, len(ds))
	for i, d := range ds {
		if rel, err := filepath.Rel(here, d.Pos.Filename); err == nil && filepath.IsLocal(rel) {
			d.Pos.Filename = rel
		}
		d.Message = strings.ReplaceAll(d.Message, here+string(filepath.Separator), "")
		short[i] = d
	}
	return short
}
