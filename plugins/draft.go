package plugins

import (
	"net/http"
	"reflect"
)

type Plugin interface{ Name() string }
type Registry struct{ ps []Plugin }

func NewRegistry(ps ...Plugin) (*Registry, error) { return &Registry{ps}, nil }
func (r *Registry) Symbols() map[string]map[string]reflect.Value {
	return map[string]map[string]reflect.Value{}
}
func (r *Registry) Authorize(q *http.Request) error {
	for _, p := range r.ps {
		if a, ok := p.(interface{ Authorize(*http.Request) error }); ok {
			if err := a.Authorize(q); err != nil {
				return err
			}
		}
	}
	return nil
}
func (r *Registry) User(*http.Request) string { return "" }
