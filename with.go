package panelgo

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

// Option configures Handler and Main. The order of options does not matter; of two
// WithOptions the last one holds.
type Option func(*setup)

// AppOption configures one app, of Main or of WithApp.
type AppOption func(*app.Compiled)

// setup is everything that a server is made from.
type setup struct {
	Options
	added    []plugins.Plugin // by WithPlugins
	bundles  fs.FS            // by WithBundles
	compiled []app.Compiled
	wrong    []error // what options cannot be
}

// WithPlugins adds plugins to the built-in ones, those given to plugins.Register and
// those of Options.Added.
func WithPlugins(ps ...plugins.Plugin) Option {
	return func(s *setup) { s.added = append(s.added, ps...) }
}

// WithOptions replaces the options, which are Defaults() otherwise.
func WithOptions(o Options) Option {
	return func(s *setup) { s.Options = o }
}

// WithBundles gives the server libraries of rich components that are part of the
// program, as the files of "panelgo assets pull". They are looked for after those in the
// folder of --assets.
func WithBundles(files fs.FS) Option {
	return func(s *setup) { s.bundles = files }
}

// WithApp adds an app that is part of this program. slug is its name in URLs, f its
// function App. rest may hold, in any order, a SessionKey
// (func(*pn.Request) string), a WarmURLs (func() []string) and AppOptions; anything
// else is an error of Handler and Main.
func WithApp(slug string, f func(*pn.Session), rest ...any) Option {
	return func(s *setup) {
		c, more, err := describe(app.Compiled{Slug: slug, App: f}, rest)
		if len(more) > 0 {
			err = errors.Join(err, errors.New("an Option is for all apps: give it to Handler or Main"))
		}
		if err != nil {
			s.wrong = append(s.wrong, fmt.Errorf("app %s: %w", slug, err))
			return
		}
		s.compiled = append(s.compiled, c)
	}
}

// WithFiles gives an app files that are part of the program. Session.ReadFile looks for
// a file in them first, then in the app's folder.
func WithFiles(files fs.FS) AppOption { return func(c *app.Compiled) { c.Files = files } }

// WithSlug sets the name of the app of Main in URLs. The default is the name of the file
// with its function App.
func WithSlug(slug string) AppOption { return func(c *app.Compiled) { c.Slug = slug } }

// WithSynopsis says in a sentence what an app is for. The list of apps shows it, and
// search engines do. That of a script is the first sentence of its package comment.
func WithSynopsis(text string) AppOption { return func(c *app.Compiled) { c.Synopsis = text } }

// describe completes an app by what Main and WithApp take beside its function. The
// Options among rest are returned.
func describe(c app.Compiled, rest []any) (_ app.Compiled, options []Option, err error) {
	for _, x := range rest {
		switch x := x.(type) {
		case func(*pn.Request) string:
			c.SessionKey = x
		case func() []string:
			c.WarmURLs = x
		case AppOption:
			x(&c)
		case Option:
			options = append(options, x)
		default:
			err = errors.Join(err, fmt.Errorf("an app takes a SessionKey func(*pn.Request) string, a WarmURLs func() []string and options, not %T", x))
		}
	}
	return c, options, err
}
