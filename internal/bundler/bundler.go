// Package bundler makes the bundles of kinds, by esbuild, of modules of ours and the
// packages that their lock files name.
//
// It owns how packages and modules become files: what is joined, how it is shortened,
// and which license texts go with it. It must not know where bundles are kept or served.
// Only the command line contains it: esbuild is no part of a server.
package bundler

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/npm"
)

// Maker returns what makes bundles of packages from the registry that is configured in
// an environment, as from os.Environ. Work is a folder of this user for what lies on
// disk meanwhile; it is made if it is not there. If it cannot be made, or is "", that lies
// in the folder for temporary files.
//
// A bundle has the module under its own name, with all that it imports in it; what it
// imports of CSS beside it, as NAME.css; each file "*.worker.js" as an entry of its own;
// fonts, pictures and WebAssembly as files; and the license texts.
func Maker(environ []string, work string) bundles.Maker {
	return func(ctx context.Context, k bundles.Kind) (bundles.Bundle, error) {
		registry, err := npm.Configured(environ)
		if err != nil {
			return nil, err
		}
		if os.MkdirAll(work, 0o755) != nil {
			work = ""
		}
		dir, err := os.MkdirTemp(work, ".making-*")
		if err != nil {
			return nil, err
		}
		defer os.RemoveAll(dir)
		if dir, err = filepath.EvalSymlinks(dir); err != nil { // esbuild follows links
			return nil, err
		}
		if dir, err = filepath.Abs(dir); err != nil {
			return nil, err
		}
		return build(ctx, k, registry, dir)
	}
}

// build makes a bundle in an empty folder.
func build(ctx context.Context, k bundles.Kind, registry *npm.Registry, dir string) (bundles.Bundle, error) {
	lock, err := k.Lock()
	if err != nil {
		return nil, err
	}
	for _, p := range lock {
		if err := registry.Fetch(ctx, p, folderOf(dir, p)); err != nil {
			return nil, err
		}
	}
	entries, err := writeSources(k, dir)
	if err != nil {
		return nil, err
	}
	made, err := bundle(ctx, dir, entries)
	if err != nil {
		return nil, explain(err, lock)
	}
	licenses, err := licensesOf(lock, dir)
	if err != nil {
		return nil, err
	}
	made["LICENSES.txt"] = licenses
	return made, nil
}

func folderOf(dir string, p npm.Package) string {
	return filepath.Join(dir, "node_modules", filepath.FromSlash(p.Name))
}

// writeSources writes the kind's files where esbuild finds them, and returns the paths of
// the entries.
func writeSources(k bundles.Kind, dir string) (entries []string, err error) {
	sources, err := k.Sources()
	if err != nil {
		return nil, err
	}
	sources["package.json"] = []byte(`{"type": "module", "browser": {}}`) // so that none above counts
	for name, data := range sources {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, data, 0o644); err != nil {
			return nil, err
		}
		if name == k.Module || strings.HasSuffix(name, ".worker.js") && path.Dir(name) == "." {
			entries = append(entries, file)
		}
	}
	return entries, nil
}

// bundle runs esbuild. The error is a failure if it is of the modules.
func bundle(ctx context.Context, dir string, entries []string) (bundles.Bundle, error) {
	out := filepath.Join(dir, "out")
	building, wrong := api.Context(api.BuildOptions{
		AbsWorkingDir: dir, EntryPoints: entries, Outdir: out, EntryNames: "[name]", AssetNames: "[name]-[hash]",
		Bundle: true, Metafile: true, LegalComments: api.LegalCommentsExternal, LogLevel: api.LogLevelSilent,
		Format: api.FormatESModule, Platform: api.PlatformBrowser, Target: api.ES2022, Charset: api.CharsetUTF8,
		MinifyWhitespace: true, MinifyIdentifiers: true, MinifySyntax: true,
		Loader: loaders(), TsconfigRaw: "{}",
	})
	if wrong != nil {
		return nil, failure(wrong.Errors)
	}
	defer building.Dispose()
	stop := context.AfterFunc(ctx, building.Cancel)
	defer stop()
	made := building.Rebuild()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if len(made.Errors) > 0 {
		return nil, failure(made.Errors)
	}
	if err := allInside(made.Metafile); err != nil {
		return nil, err
	}
	files := bundles.Bundle{}
	for _, f := range made.OutputFiles {
		name, err := filepath.Rel(out, f.Path)
		if err != nil {
			return nil, err
		}
		files[filepath.ToSlash(name)] = f.Contents
	}
	return files, nil
}

// loaders say what becomes a file beside the bundle.
func loaders() map[string]api.Loader {
	files := map[string]api.Loader{}
	for _, ext := range []string{".woff2", ".woff", ".ttf", ".otf", ".eot", ".svg", ".png", ".jpg", ".gif", ".webp", ".wasm"} {
		files[ext] = api.LoaderFile
	}
	return files
}

// allInside reports whether everything in the bundle comes from the folder in which it
// was made: a package that lies above it has no sum.
func allInside(metafile string) error {
	var meta struct{ Inputs map[string]any }
	if err := json.Unmarshal([]byte(metafile), &meta); err != nil {
		return fmt.Errorf("esbuild's list of inputs: %w", err)
	}
	for name := range meta.Inputs {
		if strings.HasPrefix(name, "../") || filepath.IsAbs(name) {
			return fmt.Errorf("%s would be in the bundle, and is of no package in %s", name, npm.LockName)
		}
	}
	return nil
}

// failure is what esbuild says of modules that it cannot join.
type failure []api.Message

func (f failure) Error() string {
	var lines []string
	for _, m := range f[:min(len(f), 10)] {
		line := m.Text
		if at := m.Location; at != nil {
			line = fmt.Sprintf("%s:%d:%d: %s", filepath.ToSlash(at.File), at.Line, at.Column+1, line)
		}
		lines = append(lines, line)
	}
	if more := len(f) - len(lines); more > 0 {
		lines = append(lines, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(lines, "\n\t")
}

var unresolved = regexp.MustCompile(`^Could not resolve "([^"]+)"$`)

// explain names the packages that are missing in a lock, if that is what is wrong.
func explain(err error, lock []npm.Package) error {
	failed, ok := errors.AsType[failure](err)
	if !ok {
		return err
	}
	for i, m := range failed {
		found := unresolved.FindStringSubmatch(m.Text)
		if found == nil {
			continue
		}
		if name := packageOf(found[1]); name != "" {
			failed[i].Text = fmt.Sprintf("package %s is not in %s: add it, with its version and sum", name, npm.LockName)
			for _, p := range lock {
				if p.Name == name {
					failed[i].Text = fmt.Sprintf("package %s has no %q", p, found[1])
				}
			}
		}
	}
	return failed
}

// packageOf returns the package that an import names, "" if it names a file.
func packageOf(imported string) string {
	if strings.HasPrefix(imported, ".") || strings.HasPrefix(imported, "/") || strings.HasPrefix(imported, "#") {
		return ""
	}
	parts := strings.SplitN(imported, "/", 3)
	if strings.HasPrefix(imported, "@") && len(parts) > 1 {
		return parts[0] + "/" + parts[1]
	}
	return parts[0]
}

var licenseName = regexp.MustCompile(`(?i)^(licen[cs]e|copying|notice)([.-].*)?$`)

// licensesOf joins the license texts of packages.
func licensesOf(lock []npm.Package, dir string) ([]byte, error) {
	var out bytes.Buffer
	for _, p := range lock {
		entries, err := os.ReadDir(folderOf(dir, p))
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&out, "%s\n%s\n\n", p, licenseField(folderOf(dir, p)))
		for _, entry := range entries {
			if !entry.Type().IsRegular() || !licenseName.MatchString(entry.Name()) {
				continue
			}
			text, err := os.ReadFile(filepath.Join(folderOf(dir, p), entry.Name()))
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&out, "%s\n\n", bytes.TrimSpace(text))
		}
	}
	return out.Bytes(), nil
}

// licenseField returns what a package's own description says of its license.
func licenseField(dir string) string {
	text, err := os.ReadFile(filepath.Join(dir, "package.json"))
	var description struct{ License any }
	if err != nil || json.Unmarshal(text, &description) != nil || description.License == nil {
		return "License: not named in its package.json"
	}
	if name, ok := description.License.(string); ok {
		return "License: " + name
	}
	older, _ := json.Marshal(description.License) // it was read from JSON
	return "License: " + string(older)
}
