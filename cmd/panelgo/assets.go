package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/bundler"
	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/builtin"
)

func newAssets() *cobra.Command {
	c := &cobra.Command{
		Use:   "assets",
		Short: "Take the libraries of rich components to where there is no registry",
		Long: `Some components draw by libraries of browsers that are not part of panelgo. Their
lock files name each package with its version and its SHA-512. "panelgo serve"
fetches them from npm's registry when a page first needs them, verifies them,
and keeps what it makes of them in the user's cache. No page ever loads anything
from another server.

The registry is that of npm_config_registry in the environment, or of ~/.npmrc,
with its token; else the public one.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newAssetsPull())
	return c
}

func newAssetsPull() *cobra.Command {
	var dir string
	c := &cobra.Command{
		Use:   "pull -o DIR [FILE|FOLDER...]",
		Short: "Put the libraries that apps use into a folder",
		Long: `Pull makes the libraries of the components that apps import, or of all built-in
ones when no app is given, and puts each into a file of a folder: with the
license texts of what is in it. "panelgo serve --assets DIR" serves them from
there, on a machine that reaches no registry. The files are listed on standard
output, what is made meanwhile on standard error.`,
		Example: `  panelgo assets pull -o libraries
  panelgo serve apps --assets libraries`,
		ValidArgsFunction: goFiles,
		RunE: func(c *cobra.Command, paths []string) error {
			if dir == "" {
				return usageError{c, errors.New("pull needs the folder to write, as -o libraries")}
			}
			kinds, err := kindsWithLibraries(paths)
			if err != nil {
				return err
			}
			for _, k := range kinds {
				file, err := pull(c, k, dir)
				if err != nil {
					return err
				}
				fmt.Fprintln(c.OutOrStdout(), file)
			}
			if len(kinds) == 0 {
				fmt.Fprintln(c.ErrOrStderr(), "panelgo: these apps need no libraries")
			}
			return nil
		},
	}
	c.Flags().StringVarP(&dir, "output", "o", "", "the folder to write; it is made if it is not there")
	return c
}

// pull puts the bundle of a kind into a folder, and returns the file.
func pull(c *cobra.Command, k bundles.Kind, dir string) (string, error) {
	made, err := bundleOf(c, k)
	if err != nil {
		return "", err
	}
	file, err := k.File()
	if err != nil {
		return "", err
	}
	return filepath.Join(dir, file), bundles.Write(dir, file, made)
}

// bundleOf takes the bundle of a kind from the user's cache, or makes it, and says so.
func bundleOf(c *cobra.Command, k bundles.Kind) (bundles.Bundle, error) {
	from := withMaker(panelgo.Defaults()).Bundles
	from.Log = slog.New(slog.NewTextHandler(c.ErrOrStderr(), &slog.HandlerOptions{Level: slog.LevelWarn}))
	maker := from.Make
	from.Make = func(ctx context.Context, k bundles.Kind) (bundles.Bundle, error) {
		fmt.Fprintf(c.ErrOrStderr(), "panelgo: making the library of kind %s, of packages from npm's registry\n", k.Name)
		return maker(ctx, k)
	}
	b := bundles.New(c.Context(), from)
	defer b.Close()
	found, err := b.Open(c.Context(), k)
	if err != nil {
		return nil, fmt.Errorf("library of kind %s: %w", k.Name, err)
	}
	return found, nil
}

// withMaker has a server make the libraries that it finds nowhere.
func withMaker(o panelgo.Options) panelgo.Options {
	o.Bundles.Make = bundler.Maker(os.Environ(), o.Bundles.Cache)
	return o
}

// kindsWithLibraries lists the kinds of plugins that need packages: those that apps can
// show, or all where no path is given.
func kindsWithLibraries(paths []string) ([]bundles.Kind, error) {
	registry, err := builtin.Registry()
	if err != nil {
		return nil, err
	}
	if len(paths) == 0 {
		return lockedKinds(registry, func(plugins.Plugin) bool { return true }), nil
	}
	imports := app.ImportsWith(registry, panelgo.Symbols())
	var programs []*interp.Program
	for _, path := range paths {
		scripts, err := scriptsOf(path)
		if err != nil {
			return nil, err
		}
		for _, script := range scripts {
			program, err := app.Check(script, imports.Config())
			if err != nil {
				return nil, shortened(err)
			}
			programs = append(programs, program)
		}
	}
	return lockedKinds(registry, func(p plugins.Plugin) bool {
		return slices.ContainsFunc(programs, func(program *interp.Program) bool { return usesPlugin(program, p) })
	}), nil
}

// lockedKinds lists the kinds that need packages, of the plugins that are wanted.
func lockedKinds(registry *plugins.Registry, wanted func(plugins.Plugin) bool) (out []bundles.Kind) {
	for _, p := range plugins.Having[plugins.KindProvider](registry) {
		if !wanted(p) {
			continue
		}
		for _, k := range p.Kinds() {
			if bundles.HasLock(k.Files) {
				out = append(out, bundles.Kind{Name: k.Name, Module: k.Module, Files: k.Files})
			}
		}
	}
	return out
}

// usesPlugin reports whether a program imports a package of a plugin.
func usesPlugin(program *interp.Program, p plugins.Plugin) bool {
	has, ok := p.(plugins.SymbolProvider)
	if !ok {
		return false
	}
	for key := range has.Symbols() {
		if program.Uses(strings.TrimSuffix(key, "/"+path.Base(key))) {
			return true
		}
	}
	return false
}
