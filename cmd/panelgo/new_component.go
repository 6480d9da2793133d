package main

import (
	"bytes"
	"context"
	"embed"
	"errors"
	"fmt"
	"go/format"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime/debug"
	"strings"
	"text/template"

	"github.com/spf13/cobra"
	"golang.org/x/mod/modfile"

	"github.com/panelgo/panelgo/internal/build"
)

// componentFiles holds the files of a new component, as text/templates over newComponent:
// those of every component, those of package pn (core) and those of a plugin. NAME and
// STEM in the name of a file stand for the component's.
//
//go:embed component
var componentFiles embed.FS

// newComponent is the data for the files of a new component.
type newComponent struct {
	Name    string // of its kind, as "star-meter"
	Stem    string // of its files, as "starmeter"
	Type    string // "StarMeter"
	Var     string // "starMeter"
	Words   string // "star meter"
	Title   string // "Star meter"
	Package string
	Path    string // the import path of the package
	Pn      string // what stands before the names of package pn: "pn." in a plugin
	Plugin  bool
	Module  bool // whether it has a JavaScript module
}

// describeComponent derives what the files of a component say from its name.
func describeComponent(name string, plugin, module bool) newComponent {
	stem := strings.ReplaceAll(name, "-", "")
	typ := ""
	for part := range strings.SplitSeq(name, "-") {
		typ += strings.ToUpper(part[:1]) + part[1:]
	}
	c := newComponent{
		Name: name, Stem: stem, Type: typ, Var: strings.ToLower(typ[:1]) + typ[1:],
		Words: strings.ReplaceAll(name, "-", " "), Title: titleOf(name),
		Package: "pn", Plugin: plugin, Module: module,
	}
	if plugin {
		c.Package, c.Path, c.Pn = stem, "example.com/"+name, "pn."
	}
	return c
}

// addComponent writes a new component: of package pn if dir stands in a clone of panelgo,
// else a plugin in dir.
func addComponent(c *cobra.Command, dir string, module bool) error {
	name, err := newName(c, dir, "a component", "star-meter")
	if err != nil {
		return err
	}
	clone, err := cloneAround(filepath.Dir(dir))
	if err != nil {
		return fmt.Errorf("new component: %w", err)
	}
	switch n := describeComponent(name, clone == "", module); {
	case clone == "":
		return addPlugin(c, dir, n)
	case filepath.Base(dir) != dir:
		return usageError{c, fmt.Errorf("%s is in a clone of panelgo, where a new component is one of package pn: give its name alone", dir)}
	case module:
		return usageError{c, errors.New("components of package pn have no JavaScript modules: run this outside the clone, for a plugin")}
	default:
		return addToClone(c, clone, n)
	}
}

// cloneAround returns the folder of the clone of panelgo in which a folder stands: that of
// the nearest go.mod upwards. It returns "" if that is another module's, or none.
func cloneAround(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", err
	}
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		switch {
		case err == nil && modfile.ModulePath(text) == build.ModulePath:
			return dir, nil
		case err == nil || dir == filepath.Dir(dir):
			return "", nil
		case !errors.Is(err, fs.ErrNotExist):
			return "", err
		}
		dir = filepath.Dir(dir)
	}
}

// addPlugin writes the folder of a plugin with a component.
func addPlugin(c *cobra.Command, dir string, n newComponent) error {
	if err := wantNames(n); err != nil {
		return usageError{c, err}
	}
	if err := wantEmpty(dir); err != nil {
		return err
	}
	info, _ := debug.ReadBuildInfo()
	m, err := moduleFor(n.Path, build.OriginOf(info))
	if err != nil {
		return fmt.Errorf("new component: %w", err)
	}
	files, err := filesOf(n)
	if err != nil {
		return err
	}
	if files["go.mod"], err = withTool(m.mod, symbolsTool); err != nil {
		return fmt.Errorf("new component: %w", err)
	}
	if m.sum != nil {
		files["go.sum"] = m.sum
	}
	if err := writeFiles(dir, files); err != nil {
		return err
	}

	steps := "  go mod tidy\n  go generate .\n"
	if m.sum != nil {
		steps = ""
		if err := runGo(c, dir, "generate", "."); err != nil {
			return err
		}
	}
	_, err = fmt.Fprintf(c.OutOrStdout(), "%s is ready:\n%s\n  cd %s\n%s  go test ./...\n  go run ./demo\n", dir, m.note, dir, steps)
	return err
}

// symbolsTool is the command that shows a package to scripts.
const symbolsTool = build.ModulePath + "/interp/symbols/gen"

// withTool returns a go.mod that has a command as a tool.
func withTool(mod []byte, tool string) ([]byte, error) {
	f, err := modfile.Parse("go.mod", mod, nil)
	if err != nil {
		return nil, err
	}
	if err := f.AddTool(tool); err != nil {
		return nil, err
	}
	f.Cleanup()
	return f.Format()
}

// filesOf makes the files of a new component, by name.
func filesOf(n newComponent) (map[string][]byte, error) {
	own, others := "core/", "plugin/"
	if n.Plugin {
		own, others = others, own
	}
	files := map[string][]byte{}
	root, err := fs.Sub(componentFiles, "component")
	if err != nil {
		return nil, fmt.Errorf("new component: %w", err)
	}
	err = fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(name, others) || strings.HasSuffix(name, ".js.tmpl") && !n.Module {
			return err
		}
		file := strings.TrimSuffix(strings.TrimPrefix(name, own), ".tmpl")
		file = strings.NewReplacer("NAME", n.Name, "STEM", n.Stem).Replace(file)
		if files[file] != nil {
			return fmt.Errorf("there are two files %s", file)
		}
		files[file], err = n.fill(root, name)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("new component: %w", err)
	}
	return files, nil
}

// fill makes a file out of a template.
func (n newComponent) fill(root fs.FS, name string) ([]byte, error) {
	t, err := template.ParseFS(root, name)
	if err != nil {
		return nil, err
	}
	var text bytes.Buffer
	if err := t.Execute(&text, n); err != nil {
		return nil, err
	}
	if !strings.HasSuffix(name, ".go.tmpl") {
		return text.Bytes(), nil
	}
	return format.Source(text.Bytes())
}

// runGo runs a command of the go tool in a folder, and says so.
func runGo(c *cobra.Command, dir string, args ...string) error {
	line := "go " + strings.Join(args, " ")
	if _, err := fmt.Fprintf(c.OutOrStdout(), "in %s: %s\n", dir, line); err != nil {
		return err
	}
	command := exec.CommandContext(c.Context(), "go", args...)
	command.Dir = dir
	out, err := command.CombinedOutput()
	if cause := context.Cause(c.Context()); cause != nil {
		return cause
	}
	if err != nil {
		return fmt.Errorf("the files are written, but %q failed in %s: %w. Put that right and run it again\n%s", line, dir, err, out)
	}
	return nil
}
