package main

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"text/template"

	"github.com/spf13/cobra"

	"github.com/panelgo/panelgo/internal/build"
)

// starter holds the files of a new app, as text/templates over newApp.
//
//go:embed starter
var starter embed.FS

// appName matches the names of new apps: a name becomes a file, a module and a
// part of URLs. An underscore could make the file a test or bind it to one
// operating system.
var appName = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

const maxAppName = 64

// newApp is the data for the files of a new app.
type newApp struct {
	Name  string // as "room-climate"
	Title string // as "Room climate"
	Ready bool   // whether its go.mod and go.sum name all that it is built from
}

func newNew() *cobra.Command {
	var component, module bool
	c := &cobra.Command{
		Use:   "new [--component [--module]] NAME",
		Short: "Write a small app, or a component, with a test",
		Long: `New writes a folder with an app that runs, its test, go.mod and README. NAME
may be a path; its last part is the app's name.

With --component it writes a component that works: the folder of a plugin, with a
page to look at it. In a clone of panelgo it writes the files of a component of
package pn instead, and makes it visible to scripts.`,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usageError{c, errors.New("new needs one name")}
			}
			if args[0] == "" {
				return usageError{c, errors.New("new needs a name that is not empty")}
			}
			if module && !component {
				return usageError{c, errors.New("--module is for components: give --component too")}
			}
			return nil
		},
		ValidArgsFunction: cobra.NoFileCompletions,
		RunE: func(c *cobra.Command, args []string) error {
			dir := filepath.Clean(args[0])
			if component {
				return addComponent(c, dir, module)
			}
			return addApp(c, dir)
		},
	}
	c.Flags().BoolVar(&component, "component", false, "write a component instead of an app")
	c.Flags().BoolVar(&module, "module", false, "the component has a JavaScript module of its own")
	return c
}

// addApp writes the folder of a new app.
func addApp(c *cobra.Command, dir string) error {
	name, err := newName(c, dir, "an app", "room-climate")
	if err != nil {
		return err
	}
	info, _ := debug.ReadBuildInfo()
	m, err := moduleFor(name, build.OriginOf(info))
	if err != nil {
		return fmt.Errorf("new app: %w", err)
	}
	if err := writeApp(dir, name, m); err != nil {
		return err
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s is ready:\n\n  panelgo serve %s --dev --show\n%s", dir, dir, m.note)
	return err
}

// newName returns the last part of a path, the name of something new.
func newName(c *cobra.Command, dir, what, example string) (string, error) {
	name := filepath.Base(dir)
	if len(name) > maxAppName || !appName.MatchString(name) {
		return "", usageError{c, fmt.Errorf("%s cannot be called %q: use small letters, digits and dashes, as in %s", what, name, example)}
	}
	return name, nil
}

// appModule is the module of a new app.
type appModule struct {
	mod, sum []byte // its go.mod, and its go.sum if all that it is built from is known
	note     string // what its author still has to do; "" if nothing
}

// moduleFor makes the module of a new app, which requires the panelgo of origin.
func moduleFor(name string, origin build.Origin) (m appModule, err error) {
	m.mod, m.sum, err = origin.Module(name)
	if errors.Is(err, build.ErrUnknown) {
		m.mod = fmt.Appendf(nil, "module %s\n\ngo %s\n", name, build.OldestGo)
		m.note = fmt.Sprintf(unknownClone, build.ModulePath)
		err = nil
	}
	return m, err
}

const unknownClone = `
This panelgo is no release and does not know the clone that it was built from. Before "go test" and
"go run", name the folder of a clone in the app's go.mod:

  go mod edit -require=%[1]s@v0.0.0 -replace=%[1]s=FOLDER
  go mod tidy
`

// writeApp writes the folder of a new app. It fails if the folder exists and
// is not empty.
func writeApp(dir, name string, m appModule) error {
	if err := wantEmpty(dir); err != nil {
		return err
	}
	files, err := starterFiles(newApp{Name: name, Title: titleOf(name), Ready: m.sum != nil})
	if err != nil {
		return err
	}
	files["go.mod"] = m.mod
	if m.sum != nil {
		files["go.sum"] = m.sum
	}
	return writeFiles(dir, files)
}

// titleOf makes a title of a name: "Room climate" of room-climate.
func titleOf(name string) string {
	title := strings.ReplaceAll(name, "-", " ")
	return strings.ToUpper(title[:1]) + title[1:]
}

// wantEmpty fails if a folder is there and not empty.
func wantEmpty(dir string) error {
	switch entries, err := os.ReadDir(dir); {
	case err == nil && len(entries) > 0:
		return fmt.Errorf("%s is there already, and not empty", dir)
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("new: %w", err)
	}
	return nil
}

// writeFiles writes files below a folder, which it makes if it is missing.
func writeFiles(dir string, files map[string][]byte) error {
	for name, content := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return fmt.Errorf("new: %w", err)
		}
		if err := os.WriteFile(file, content, 0o644); err != nil {
			return fmt.Errorf("new: %w", err)
		}
	}
	return nil
}

// starterFiles makes the files of a new app by name.
func starterFiles(app newApp) (map[string][]byte, error) {
	all, err := template.ParseFS(starter, "starter/*.tmpl")
	if err != nil {
		return nil, fmt.Errorf("new app: %w", err)
	}
	files := map[string][]byte{}
	for _, t := range all.Templates() {
		name := strings.TrimSuffix(strings.Replace(t.Name(), "NAME", app.Name, 1), ".tmpl")
		var text bytes.Buffer
		if err := t.Execute(&text, app); err != nil {
			return nil, fmt.Errorf("new app: %w", err)
		}
		files[name] = text.Bytes()
	}
	return files, nil
}
