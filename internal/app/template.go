package app

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/internal/regular"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/templates"
)

// Template returns a built-in template by name, or the one in a file of the
// app's folder if the name ends in ".html". It parses a file once, and again
// after an edit.
func (a *App) Template(name string) (*templates.Template, error) {
	if !strings.HasSuffix(name, ".html") {
		return templates.Get(name)
	}
	if !filepath.IsLocal(name) {
		return nil, fmt.Errorf("template %q: a template stands in the app's folder", name)
	}
	path := filepath.Join(a.dir, name)
	a.mu.Lock()
	t := a.templates[path]
	a.mu.Unlock()
	if t != nil {
		return t, nil
	}
	t, err := templates.ParseFile(path)
	if err != nil {
		return nil, err
	}
	a.mu.Lock()
	if a.templates == nil {
		a.templates = map[string]*templates.Template{}
	}
	a.templates[path] = t
	a.mu.Unlock()
	a.tellSources()
	return t, nil
}

// templatesEdited parses those of an app's templates that are among files. If
// one is bad it returns the error and changes none.
func (a *App) templatesEdited(files []string) (edited bool, err error) {
	changed := map[string]bool{}
	for _, f := range files {
		changed[absolute(f)] = true
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	fresh := map[string]*templates.Template{}
	for path := range a.templates {
		if changed[absolute(path)] {
			if fresh[path], err = templates.ParseFile(path); err != nil {
				return true, err
			}
		}
	}
	for path, t := range fresh {
		a.templates[path] = t
	}
	return len(fresh) > 0, nil
}

// templatesVersion is a hash of the app's templates in use, "" without any.
func (a *App) templatesVersion() string {
	a.mu.Lock()
	paths := slices.Sorted(maps.Keys(a.templates))
	a.mu.Unlock()
	if len(paths) == 0 {
		return ""
	}
	h := sha256.New()
	for _, path := range paths {
		content, err := regular.ReadFile(path, pn.MaxFile)
		fmt.Fprintf(h, "%s %d %v\n", filepath.Base(path), len(content), err)
		h.Write(content)
	}
	return "-" + hex.EncodeToString(h.Sum(nil)[:4])
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
