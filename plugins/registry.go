package plugins

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"regexp"
	"slices"

	"github.com/panelgo/panelgo/pn"
)

// Registry is a fixed set of plugins, in the order given. It is safe for
// concurrent use; a nil Registry is empty.
type Registry struct {
	plugins     []Plugin
	symbols     Symbols
	kinds       map[string]pn.Kind
	authorizers []Authorizer
	identifiers []Identifier
}

var namePattern = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)

// NewRegistry makes a registry. Its error reports all faults at once: a bad or
// repeated name, a package or a kind from two plugins, a module that is not among its files.
func NewRegistry(ps ...Plugin) (*Registry, error) {
	r := &Registry{symbols: Symbols{}, kinds: map[string]pn.Kind{}}
	var wrong []error
	names := map[string]bool{}
	for _, p := range ps {
		if p == nil {
			wrong = append(wrong, errors.New("a plugin is nil"))
			continue
		}
		name := p.Name()
		switch {
		case !namePattern.MatchString(name):
			wrong = append(wrong, fmt.Errorf("plugin %T: the name %q is not lower case letters, digits and dashes after a letter", p, name))
		case names[name]:
			wrong = append(wrong, fmt.Errorf("plugin %s: there are two of that name", name))
		default:
			names[name] = true
			wrong = append(wrong, r.add(p))
		}
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	return r, nil
}

func (r *Registry) add(p Plugin) error {
	var wrong []error
	if has, ok := p.(SymbolProvider); ok {
		wrong = append(wrong, merge(r.symbols, has.Symbols(), p.Name(), "package"))
	}
	if has, ok := p.(KindProvider); ok {
		kinds := map[string]pn.Kind{}
		for _, k := range has.Kinds() {
			if kinds[k.Name].Name != "" {
				wrong = append(wrong, fmt.Errorf("plugin %s: it has the kind %s twice", p.Name(), k.Name))
			}
			if slices.ContainsFunc(pn.Kinds(), func(own pn.Kind) bool { return own.Name == k.Name }) {
				wrong = append(wrong, fmt.Errorf("plugin %s: package pn has the kind %s too", p.Name(), k.Name))
			}
			if err := checkKind(k); err != nil {
				wrong = append(wrong, fmt.Errorf("plugin %s: %w", p.Name(), err))
			}
			kinds[k.Name] = k
		}
		wrong = append(wrong, merge(r.kinds, kinds, p.Name(), "kind"))
	}
	if has, ok := p.(Authorizer); ok {
		r.authorizers = append(r.authorizers, has)
	}
	if has, ok := p.(Identifier); ok {
		r.identifiers = append(r.identifiers, has)
	}
	r.plugins = append(r.plugins, p)
	return errors.Join(wrong...)
}

// checkKind returns what is wrong with a kind of a plugin.
func checkKind(k pn.Kind) error {
	if err := k.Check(); err != nil || k.Module == "" {
		return err
	}
	if k.Files == nil {
		return fmt.Errorf("kind %s: it has the module %s and no Files that hold it", k.Name, k.Module)
	}
	if _, err := fs.Stat(k.Files, k.Module); err != nil {
		return fmt.Errorf("kind %s: the module %s is not among its files: %w", k.Name, k.Module, err)
	}
	return nil
}

// merge adds a plugin's contributions to those of others.
func merge[V any](to, from map[string]V, plugin, what string) error {
	for _, key := range slices.Sorted(maps.Keys(from)) {
		if _, taken := to[key]; taken {
			return fmt.Errorf("plugin %s: another plugin has the %s %s too", plugin, what, key)
		}
		to[key] = from[key]
	}
	return nil
}

// Plugins returns the plugins in their order.
func (r *Registry) Plugins() []Plugin {
	if r == nil {
		return nil
	}
	return slices.Clone(r.plugins)
}

// Having returns the plugins with a capability, in their order:
//
//	for _, p := range plugins.Having[plugins.RouteProvider](registry) { … }
func Having[Capability any](r *Registry) (out []Capability) {
	for _, p := range r.Plugins() {
		if has, ok := p.(Capability); ok {
			out = append(out, has)
		}
	}
	return out
}

// Symbols returns everything that the plugins offer to scripts. It must not be
// changed.
func (r *Registry) Symbols() Symbols {
	if r == nil {
		return nil
	}
	return r.symbols
}

// Authorize asks every Authorizer; it returns the first error, which refuses
// the request.
func (r *Registry) Authorize(q *http.Request) error {
	if r == nil {
		return nil
	}
	for _, a := range r.authorizers {
		if err := a.Authorize(q); err != nil {
			return err
		}
	}
	return nil
}

// Authorizes reports whether there is any Authorizer.
func (r *Registry) Authorizes() bool { return r != nil && len(r.authorizers) > 0 }

// User returns the first non-empty answer of an Identifier, or "".
func (r *Registry) User(q *http.Request) string {
	if r == nil {
		return ""
	}
	for _, i := range r.identifiers {
		if name := i.User(q); name != "" {
			return name
		}
	}
	return ""
}
