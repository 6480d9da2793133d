package main

import (
	"fmt"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/mod/module"

	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/builtin"
	"github.com/panelgo/panelgo/pn"
)

// wantNames fails if a new component cannot have its name, or what is made of it.
func wantNames(n newComponent) error {
	registry, err := builtin.Registry()
	if err != nil {
		return fmt.Errorf("new component: %w", err)
	}
	if err := wantKind(n, registry); err != nil {
		return err
	}
	if err := module.CheckFilePath(n.Stem + ".css"); err != nil {
		return fmt.Errorf("a component's files cannot be called %s: choose another name (%w)", n.Stem, err)
	}
	if !n.Plugin {
		return nil
	}
	if token.IsKeyword(n.Package) || types.Universe.Lookup(n.Package) != nil || slices.Contains(inUse, n.Package) {
		return fmt.Errorf("a plugin's package cannot be called %q: choose another name", n.Package)
	}
	if err := module.CheckPath(n.Path); err != nil {
		return fmt.Errorf("a plugin's module cannot be called %s: choose another name (%w)", n.Path, err)
	}
	if slices.ContainsFunc(registry.Plugins(), func(p plugins.Plugin) bool { return p.Name() == n.Name }) {
		return fmt.Errorf("there is a plugin called %s already: choose another name", n.Name)
	}
	return nil
}

// inUse are the names that a plugin's package cannot have beside those of Go: those that its
// files import under or declare, those of its other files, and those that mean something else
// to the go command.
var inUse = []string{
	"embed", "flag", "fmt", "os", "panelgo", "plugins", "pn", "pntest", "testing",
	"app", "s", "update",
	"doc", "plugin", "symbols",
	"init", "internal", "main", "vendor",
}

// wantKind fails if there is a kind of the name of a new component, or if something else in
// pages has a class that the component would have.
func wantKind(n newComponent, registry *plugins.Registry) error {
	whose := map[string][]pn.Kind{"package pn": pn.Kinds()}
	for _, p := range plugins.Having[plugins.KindProvider](registry) {
		whose["plugin "+p.Name()] = p.Kinds()
	}
	for owner, kinds := range whose {
		if slices.ContainsFunc(kinds, func(k pn.Kind) bool { return k.Name == n.Name }) {
			return fmt.Errorf("%s has a component of the kind %s already: choose another name", owner, n.Name)
		}
	}
	for _, class := range []string{n.Name, n.Name + "-value", n.Name + "-own"} {
		if slices.Contains(pageClasses, class) {
			return fmt.Errorf("something in every page has the class pn-%s: choose another name", class)
		}
		used := regexp.MustCompile(`\.pn-` + class + `($|[^a-z0-9-])`)
		for _, kinds := range whose {
			if i := slices.IndexFunc(kinds, func(k pn.Kind) bool { return used.MatchString(k.CSS) }); i >= 0 {
				return fmt.Errorf("a component of the kind %s has the class pn-%s: choose another name", kinds[i].Name, class)
			}
		}
	}
	return nil
}

// pageClasses are the classes of pages that are not those of a kind, without "pn-".
var pageClasses = []string{
	"app", "bar", "content", "dialog", "error", "fault", "fixed", "label", "menu", "muted", "place", "shelf", "shell", "side",
	"skip", "slider-value", "status", "stretch-both", "stretch-height", "stretch-width", "theme", "title", "toast",
}
