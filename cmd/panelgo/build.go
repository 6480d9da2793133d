package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/build"
	"github.com/panelgo/panelgo/interp"
)

func newBuild() *cobra.Command {
	var o build.Options
	c := &cobra.Command{
		Use:   "build FILE|FOLDER [-o OUTPUT] [--with MODULE[@VERSION]]...",
		Short: "Make one executable of an app",
		Long: `Build compiles an app with the Go toolchain: one static executable with the
server, the files that the app reads by constant names, and the libraries of the
built-in components that it imports. It takes the flags of "panelgo serve".

A compiled app runs without the interpreter: all its sessions share what is at
package level. So an app that may change a variable there is refused, with the
places; keep such things in App, or in a struct that it makes. A callback that
never returns cannot be stopped either.

What takes long is named on standard error: libraries that are made, the compiling.

--with adds a plugin: a package that calls plugins.Register in func init.`,
		Example: `  panelgo build apps/weather.go -o weather
  ./weather --port 8080 --reuse-sessions`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{c, errors.New("build needs one app: a file, or the folder of one")}
			}
			return nil
		},
		ValidArgsFunction: goFiles,
		RunE: func(c *cobra.Command, args []string) error {
			app, err := buildable(args[0])
			if err != nil {
				return err
			}
			if o.Output == "" {
				o.Output = app.Slug
			}
			info, _ := debug.ReadBuildInfo()
			o.Origin = build.OriginOf(info)
			if app.Bundles, err = packedBundles(c, args[0]); err != nil {
				return err
			}
			fmt.Fprintf(c.ErrOrStderr(), "panelgo: compiling %s into %s\n", args[0], o.Output)
			return build.Build(c.Context(), app, o)
		},
	}
	c.Flags().StringVarP(&o.Output, "output", "o", "", "the executable to write (default: the app's name)")
	c.Flags().StringArrayVar(&o.With, "with", nil, "a module with a plugin, `MODULE[@VERSION]`; may be given several times")
	return c
}

// buildable checks an app and returns what it is built from.
func buildable(path string) (build.App, error) {
	scripts, err := scriptsOf(path)
	if err != nil {
		return build.App{}, err
	}
	if len(scripts) != 1 {
		return build.App{}, fmt.Errorf("%s has %d apps: build takes one", path, len(scripts))
	}
	imports, err := scriptImports()
	if err != nil {
		return build.App{}, err
	}
	program, err := app.Check(scripts[0], imports.Config())
	if err != nil {
		return build.App{}, shortened(err)
	}
	if state := program.State(); len(state) > 0 {
		return build.App{}, shortened(state)
	}
	script, err := filepath.Abs(scripts[0])
	if err != nil {
		return build.App{}, err
	}
	made := build.App{Slug: strings.TrimSuffix(filepath.Base(script), ".go")}
	if made.Sources, err = sourcesOf(script); err != nil {
		return build.App{}, err
	}
	if made.Files, err = app.FilesOf(program, filepath.Dir(made.Sources[0])); err != nil {
		return build.App{}, err
	}
	for _, file := range program.Embedded() {
		if rel, err := filepath.Rel(filepath.Dir(made.Sources[0]), file); err == nil && filepath.IsLocal(rel) {
			made.Embeds = append(made.Embeds, filepath.ToSlash(rel))
		}
	}
	made.Synopsis = program.Synopsis()
	_, made.SessionKey = program.Func("SessionKey")
	_, made.WarmURLs = program.Func("WarmURLs")
	return made, nil
}

// packedBundles makes the libraries of the kinds that an app can show, by their files.
func packedBundles(c *cobra.Command, path string) (map[string][]byte, error) {
	kinds, err := kindsWithLibraries([]string{path})
	if err != nil {
		return nil, err
	}
	packed := map[string][]byte{}
	for _, k := range kinds {
		made, err := bundleOf(c, k)
		if err != nil {
			return nil, err
		}
		file, err := k.File()
		if err != nil {
			return nil, err
		}
		if packed[file], err = made.Pack(); err != nil {
			return nil, err
		}
	}
	return packed, nil
}

// sourcesOf lists the files of an app's package.
func sourcesOf(script string) ([]string, error) {
	if filepath.Ext(script) == ".go" {
		return []string{script}, nil
	}
	all, err := filepath.Glob(filepath.Join(script, "*.go"))
	return slices.DeleteFunc(all, func(name string) bool { return strings.HasSuffix(name, "_test.go") }), err
}

// shortened shortens file names in the findings of a check, as "panelgo check"
// does.
func shortened(err error) error {
	if list, ok := errors.AsType[interp.Diagnostics](err); ok {
		return inFolder(list)
	}
	return err
}
