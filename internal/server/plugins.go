package server

import (
	"fmt"
	"net/http"

	"github.com/panelgo/panelgo/internal/browser"
	"github.com/panelgo/panelgo/plugins"
)

// addPlugins adds the files that every page loads: the browser's own, with the
// styles of all kinds, and those of plugins.
func (s *Server) addPlugins() error {
	s.front.styles = browser.NewStyles(s.opts.Plugins.Styles())
	for name, data := range browser.Files(s.front.styles) {
		if err := s.files.Add(name, data); err != nil {
			return err
		}
	}
	for _, p := range plugins.Having[plugins.AssetProvider](s.opts.Plugins) {
		if err := s.files.AddFS(pluginPath(p), p.Assets()); err != nil {
			return fmt.Errorf("plugin %s: %w", p.Name(), err)
		}
	}
	for _, p := range plugins.Having[plugins.ModuleProvider](s.opts.Plugins) {
		for _, name := range p.Modules() {
			s.front.modules = append(s.front.modules, s.besideRuntime(pluginPath(p)+"/"+name))
		}
	}
	return nil
}

// pluginRoutes mounts the routes of plugins, for visitors whom the plugins
// authorise.
func (s *Server) pluginRoutes(mux *http.ServeMux) {
	for _, p := range plugins.Having[plugins.RouteProvider](s.opts.Plugins) {
		mount(mux, internalPath+"/"+pluginPath(p), s.authorised(p.Routes()))
	}
}

func pluginPath(p plugins.Plugin) string { return "plugins/" + p.Name() }
