// Package build makes one executable of an app, with the Go toolchain.
//
// It owns what it writes for the toolchain: a func main, the files that become
// part of the program, and a go.mod if the app has none. It must not know how
// apps are checked or served: the caller has checked the app.
package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/panelgo/panelgo/internal/regular"
)

// App is an app to build.
type App struct {
	Sources    []string // absolute paths of its files, which are in one folder
	Slug       string   // name in URLs
	Synopsis   string   // what it is for, in a sentence; may be ""
	Files      []string // files that it reads, relative to its folder
	Embeds     []string // files that its sources embed, relative to its folder
	SessionKey bool     // whether it has a func SessionKey
	WarmURLs   bool     // whether it has a func WarmURLs

	Bundles map[string][]byte // the libraries of its components, by file
}

// Options says how to build.
type Options struct {
	Output string   // path of the executable
	With   []string // modules of plugins, each as "path" or "path@version"
	Origin Origin   // the panelgo to build with, for an app whose module requires none
}

// Build writes the executable of an app. The error contains what the toolchain
// printed.
func Build(ctx context.Context, app App, o Options) error {
	temp, err := os.MkdirTemp("", "panelgo-build-")
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	defer os.RemoveAll(temp)
	output, err := filepath.Abs(o.Output)
	if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	b := builder{app: app, options: o, temp: temp, dir: filepath.Dir(app.Sources[0])}
	if err := b.module(ctx); err != nil {
		return err
	}
	sources, err := b.overlay()
	if err != nil {
		return err
	}
	args := []string{"build", "-trimpath", "-ldflags=-s -w", "-overlay=" + b.overlayFile(), "-o", output}
	return b.run(ctx, append(append(args, b.flags...), sources...)...)
}

// builder is one build.
type builder struct {
	app     App
	options Options
	temp    string   // folder for what it writes
	dir     string   // folder in which the toolchain runs
	flags   []string // flags of the toolchain for the module
}

const (
	mainFile   = "panelgo_main.go"
	bundlesDir = "panelgo_bundles"
)

// module finds the module of the app. It makes one if there is none, or if
// that module does not require panelgo. Workspaces and vendor folders are used
// as they are.
func (b *builder) module(ctx context.Context) error {
	env, err := b.output(ctx, "env", "GOMOD", "GOWORK")
	if err != nil {
		return err
	}
	mod, work, _ := strings.Cut(env, "\n")
	vendor := filepath.Join(filepath.Dir(mod), "vendor")
	switch _, err := os.Stat(vendor); {
	case mod == "" || mod == os.DevNull:
		err = b.makeModule()
		if err != nil {
			return err
		}
	case len(b.options.With) > 0 && (work != "" || err == nil):
		return errors.New("build: --with does not go with go.work or a vendor folder: require the module in go.mod and import its package in the app")
	case work == "" && err != nil:
		if err := b.copyModule(mod); err != nil {
			return err
		}
		if _, err := b.output(ctx, append(append([]string{"list"}, b.flags...), ModulePath)...); err != nil {
			if err := b.makeModule(); err != nil {
				return err
			}
		}
	}
	for _, with := range b.options.With {
		args := slices.DeleteFunc(append([]string{"get"}, b.flags...), func(arg string) bool { return arg == "-mod=mod" }) // go get implies it
		if err := b.run(ctx, append(args, with)...); err != nil {
			return fmt.Errorf("--with %s: %w", with, err)
		}
	}
	return nil
}

// copyModule builds with copies of go.mod and go.sum, so that the app's own
// stay as they are.
func (b *builder) copyModule(mod string) error {
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := os.ReadFile(filepath.Join(filepath.Dir(mod), name))
		if errors.Is(err, fs.ErrNotExist) {
			continue
		} else if err != nil {
			return fmt.Errorf("build: %w", err)
		}
		if err := os.WriteFile(filepath.Join(b.temp, name), text, 0o644); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	b.flags = []string{"-modfile=" + filepath.Join(b.temp, "go.mod"), "-mod=mod"}
	return nil
}

// makeModule makes a module for the app.
func (b *builder) makeModule() error {
	if strings.Contains(b.temp, " ") {
		return fmt.Errorf("build: the folder %s for temporary files has a space in its name", b.temp)
	}

	mod, sum, err := b.options.Origin.Module("app")
	if errors.Is(err, ErrUnknown) {
		return fmt.Errorf("build: %w: put the app into a module that requires %s", err, ModulePath)
	} else if err != nil {
		return fmt.Errorf("build: %w", err)
	}
	for name, text := range map[string][]byte{"go.mod": mod, "go.sum": sum} {
		if err := os.WriteFile(filepath.Join(b.temp, name), text, 0o644); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	for i, source := range b.app.Sources {
		text, err := os.ReadFile(source)
		if err != nil {
			return fmt.Errorf("build: %w", err)
		}
		b.app.Sources[i] = filepath.Join(b.temp, filepath.Base(source))
		if err := os.WriteFile(b.app.Sources[i], text, 0o644); err != nil {
			return fmt.Errorf("build: %w", err)
		}
	}
	for _, name := range slices.Concat(b.app.Files, b.app.Embeds) {
		if err := b.copyFile(name); err != nil {
			return err
		}
	}
	b.dir, b.flags = b.temp, []string{"-mod=mod"}
	return nil
}

// maxFile bounds a file that an app reads or embeds, in bytes, as the server and the
// interpreter do.
const maxFile = 64 << 20

func (b *builder) copyFile(name string) error {
	to := filepath.Join(b.temp, filepath.FromSlash(name))
	text, err := regular.ReadFile(filepath.Join(b.dir, filepath.FromSlash(name)), maxFile)
	if err == nil {
		err = os.MkdirAll(filepath.Dir(to), 0o755)
	}
	if err == nil {
		err = os.WriteFile(to, text, 0o644)
	}
	if err != nil {
		return fmt.Errorf("build: the app needs %s: %w", name, err)
	}
	return nil
}

// overlay writes the files that the toolchain sees in addition to, or in place
// of, those of the app's folder. It lists the files of the package.
func (b *builder) overlay() ([]string, error) {
	replace := map[string]string{}
	sources := slices.Clone(b.app.Sources)
	for i, source := range sources {
		text, err := withoutMain(source)
		if err != nil {
			return nil, err
		}
		own := filepath.Join(b.temp, "overlay"+strconv.Itoa(i)+".go")
		if err := os.WriteFile(own, text, 0o644); err != nil {
			return nil, fmt.Errorf("build: %w", err)
		}
		replace[source] = own
	}
	var text bytes.Buffer
	if err := mainTemplate.Execute(&text, struct {
		App
		With []string
	}{b.app, imports(b.options.With)}); err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	own := filepath.Join(b.temp, "overlay_main.go")
	if err := os.WriteFile(own, text.Bytes(), 0o644); err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	for name, data := range b.app.Bundles {
		own := filepath.Join(b.temp, name)
		if err := os.WriteFile(own, data, 0o644); err != nil {
			return nil, fmt.Errorf("build: %w", err)
		}
		replace[filepath.Join(b.dir, bundlesDir, name)] = own
	}
	main := filepath.Join(b.dir, mainFile)
	replace[main] = own
	list, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	return append(sources, main), os.WriteFile(b.overlayFile(), list, 0o644)
}

func (b *builder) overlayFile() string { return filepath.Join(b.temp, "overlay.json") }

// imports returns the package paths of modules, without versions.
func imports(with []string) []string {
	list := make([]string, len(with))
	for i, w := range with {
		list[i], _, _ = strings.Cut(w, "@")
	}
	return list
}

// withoutMain returns a source file with its func main renamed, because the
// program has its own.
func withoutMain(path string) ([]byte, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, path, text, parser.SkipObjectResolution)
	if err != nil {
		return nil, fmt.Errorf("build: %w", err)
	}
	for _, d := range f.Decls {
		if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "main" {
			at := fset.Position(fn.Name.Pos()).Offset
			text = slices.Replace(text, at, at+len("main"), []byte("panelgoMain")...)
			break
		}
	}
	return text, nil
}

var mainTemplate = template.Must(template.New("main").Parse(`package main

import (
	{{if or .Files .Bundles}}"embed"
	{{end}}{{if .Bundles}}"io/fs"
	{{end}}
	panelgo "github.com/panelgo/panelgo"
	{{range .With}}
	_ {{printf "%q" .}}{{end}}
)
{{if .Files}}
{{range .Files}}//go:embed {{printf "%q" .}}
{{end}}var panelgoFiles embed.FS
{{end}}{{if .Bundles}}
//go:embed panelgo_bundles
var panelgoBundles embed.FS
{{end}}
func main() {
	{{if .Bundles}}bundles, err := fs.Sub(panelgoBundles, "panelgo_bundles")
	if err != nil {
		panic(err)
	}
	{{end}}panelgo.Main(App{{if .SessionKey}}, SessionKey{{end}}{{if .WarmURLs}}, WarmURLs{{end}}, panelgo.WithSlug({{printf "%q" .Slug}}){{with .Synopsis}}, panelgo.WithSynopsis({{printf "%q" .}}){{end}}{{if .Files}}, panelgo.WithFiles(panelgoFiles){{end}}{{if .Bundles}}, panelgo.WithBundles(bundles){{end}})
}
`))

// run runs the Go toolchain. Its output is the text of the error.
func (b *builder) run(ctx context.Context, args ...string) error {
	_, err := b.output(ctx, args...)
	return err
}

func (b *builder) output(ctx context.Context, args ...string) (string, error) {
	c := exec.CommandContext(ctx, "go", args...)
	c.Dir = b.dir
	c.Env = append(os.Environ(), "CGO_ENABLED=0")
	var out, said bytes.Buffer
	c.Stdout, c.Stderr = &out, &said
	err := c.Run()
	switch {
	case errors.Is(err, exec.ErrNotFound):
		return "", errors.New("build: there is no go command: install Go from https://go.dev/dl, it is needed to build only")
	case ctx.Err() != nil:
		return "", ctx.Err()
	case err != nil:
		return "", fmt.Errorf("go %s: %w\n%s", args[0], err, bytes.TrimSpace(said.Bytes()))
	}
	return strings.TrimSpace(out.String()), nil
}
