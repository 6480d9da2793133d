package server

import (
	"fmt"
	"io/fs"
	"net/url"
	"sync"

	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/plugins"
)

// Bounds of the files of one kind, and of all kinds.
const (
	maxKindFiles = 1_000
	maxKindBytes = 32 << 20
	maxKinds     = 10_000 // of which the URLs are remembered
)

// bundlesPath is the path of bundles, below internalPath.
const bundlesPath = "bundles"

// kinds serves the modules of kinds of component.
type kinds struct {
	server *Server
	mu     sync.Mutex
	urls   map[document.Kind]string // of modules with their own files, by the kind: see supply
	read   map[string]readModule    // modules of apps' folders, by the prefix of their files
	failed map[string]string        // why a module cannot be served, by app and kind
	full   string                   // the URL of a module for one that has no place among the files
}

// add serves the kinds of the plugins. Other kinds, those of scripts, come when a page
// shows them.
func (k *kinds) add(registry *plugins.Registry) (err error) {
	k.full, err = k.server.files.AddTree("kinds/full", map[string][]byte{"full.js": []byte("throw new Error('the server has no place for its files: its log says more')\n")})
	if err != nil {
		return err
	}
	for _, p := range plugins.Having[plugins.KindProvider](registry) {
		for _, kind := range p.Kinds() {
			if kind.Module == "" {
				continue
			}
			url, err := k.serve("kinds/"+kind.Name, kind)
			if err != nil {
				return fmt.Errorf("plugin %s: kind %s: %w", p.Name(), kind.Name, err)
			}
			k.urls[kind] = url
		}
	}
	return nil
}

// supply has the module of a kind served for an app, and returns what browsers need of the
// kind. A module that cannot be served is one that says why: it costs its component alone.
func (k *kinds) supply(slug string, kind document.Kind, folder fs.FS) document.Asset {
	a := document.Asset{Kind: kind.Name, CSS: kind.CSS}
	if kind.Module == "" {
		return a
	}
	prefix := "apps/" + slug + "/" + kind.Name
	var err error
	if kind.Files == nil {
		var css string
		a.Module, css, err = k.ofApp(prefix, kind.Module, folder)
		a.CSS += css
	} else {
		a.Module, err = k.once(prefix, kind)
	}
	if k.tell(slug, kind, err) {
		failure := fmt.Sprintf("throw Object.assign(new Error(%q), {told: true})\n", err.Error())
		if a.Module, err = k.server.files.AddTree(prefix, map[string][]byte{kind.Module: []byte(failure)}); err != nil {
			a.Module = "./" + k.full + "/full.js"
			return a
		}
	}
	a.Module = "./" + a.Module + "/" + (&url.URL{Path: kind.Module}).EscapedPath()
	return a
}

// readModule is a module of an app's folder as it was read last.
type readModule struct {
	*assets.Module
	name, url string
}

// ofApp serves a module of an app's folder under a prefix, and returns the URL of its folder
// and its styles. Its files are read when they may have changed since it was last asked.
func (k *kinds) ofApp(prefix, name string, folder fs.FS) (url, css string, err error) {
	k.mu.Lock()
	last := k.read[prefix]
	k.mu.Unlock()
	if last.Module != nil && last.name == name && last.Unchanged(folder) {
		return last.url, last.CSS, nil
	}
	m, err := assets.ReadModule(folder, name)
	if err == nil {
		css = m.CSS
		url, err = k.server.files.AddTree(prefix, m.Tree)
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if delete(k.read, prefix); len(k.read) >= maxKinds {
		clear(k.read)
	}
	if err == nil {
		k.read[prefix] = readModule{m, name, url}
	}
	return url, css, err
}

// once is serve for the first session that shows a kind.
func (k *kinds) once(prefix string, kind document.Kind) (url string, err error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	url, ok := k.urls[kind]
	if ok {
		return url, nil
	}
	if url, err = k.serve(prefix, kind); err == nil && len(k.urls) < maxKinds {
		k.urls[kind] = url
	}
	return url, err
}

// serve serves all files of a kind under a prefix, or the bundle of those that need
// packages, and returns the URL of their folder.
func (k *kinds) serve(prefix string, kind document.Kind) (url string, err error) {
	if bundles.HasLock(kind.Files) {
		url, err = k.server.bundles.Add(bundles.Kind{Name: kind.Name, Module: kind.Module, Files: kind.Files})
		return bundlesPath + "/" + url, err
	}
	tree := map[string][]byte{}
	size := 0
	err = fs.WalkDir(kind.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		if len(tree) == maxKindFiles {
			return fmt.Errorf("it has more than %d files", maxKindFiles)
		}
		tree[name], err = assets.ReadUpTo(kind.Files, name, size, maxKindBytes)
		size += len(tree[name])
		return err
	})
	if err != nil {
		return "", err
	}
	if tree[kind.Module] == nil {
		return "", fmt.Errorf("the module %s is not among its files", kind.Module)
	}
	return k.server.files.AddTree(prefix, tree)
}

// tell logs once why a module cannot be served. It reports whether there is an error.
func (k *kinds) tell(slug string, kind document.Kind, err error) bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	key, why := slug+" "+kind.Name, ""
	if err != nil {
		why = err.Error()
	}
	if why != "" && why != k.failed[key] {
		k.server.log.Error("a component's module cannot be served", "app", slug, "kind", kind.Name, "module", kind.Module, "err", err)
	}
	if len(k.failed) >= maxKinds {
		clear(k.failed)
	}
	k.failed[key] = why
	return err != nil
}

// maxFaults bounds the faults of modules that are logged for one socket.
const maxFaults = 10

// logFault logs that a component's module has failed in the browser.
func (s *Server) logFault(a *hosted, c *socket, f wire.Fault) {
	switch c.faults++; {
	case c.faults <= maxFaults:
		s.log.Warn("a component's module has failed in the browser", "app", a.Slug(), "kind", logs.Cut(f.Kind), "err", logs.Cut(f.Text))
	case c.faults == maxFaults+1:
		s.log.Warn("more modules have failed in the same browser: they are not logged", "app", a.Slug())
	}
}
