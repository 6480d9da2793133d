// Package panelgo serves panelgo apps from Go programs: scripts, or functions
// of the program itself, alone or within the program's own HTTP server.
//
// A script becomes an ordinary Go program with
//
//	func main() { panelgo.Main(App) }
//
// and a program that has a server of its own mounts apps with Handler.
//
// The package owns options that only Go programs have, and how a program
// starts and announces its server. What the options do is the business of
// package server and those below it.
package panelgo

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/options"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/builtin"
	"github.com/panelgo/panelgo/pn"
)

// Options says how apps are served. Its fields are the flags of "panelgo
// serve".
type Options = options.Options

// Defaults returns the options with the default values of the flags.
func Defaults() Options { return options.Defaults() }

// Option configures Handler and Main.
type Option func(*setup)

// setup is everything that a server is made from.
type setup struct {
	Options
	compiled []app.Compiled
	slug     string
	files    fs.FS
}

// WithPlugins adds plugins to the built-in ones and those given to
// plugins.Register.
func WithPlugins(ps ...plugins.Plugin) Option {
	return func(s *setup) { s.Added = append(s.Added, ps...) }
}

// WithOptions replaces the options.
func WithOptions(o Options) Option {
	return func(s *setup) { s.Options = o }
}

// WithFiles gives the app of Main files that are part of the program.
// Session.ReadFile looks for a file in them first, then in the app's folder.
func WithFiles(files fs.FS) Option { return func(s *setup) { s.files = files } }

// WithSlug sets the name of the app of Main in URLs. The default is the name
// of the file with its function App.
func WithSlug(slug string) Option { return func(s *setup) { s.slug = slug } }

// WithApp adds an app that is part of this program. slug is its name in URLs,
// f its function App.
func WithApp(slug string, f func(*pn.Session)) Option {
	return func(s *setup) { s.compiled = append(s.compiled, app.Compiled{Slug: slug, App: f}) }
}

// Server serves apps within another program. It is an http.Handler. Close ends
// its sessions and everything else that it has started.
type Server struct{ *server.Server }

// Handler makes a handler that serves scripts, files or folders, and the apps of
// WithApp. All addresses in its pages are relative, so it can be mounted at any path that
// is taken off before it, or at the one that Options.Prefix names:
//
//	apps, err := panelgo.Handler([]string{"apps"})
//	mux.Handle("/tools/", http.StripPrefix("/tools", apps))
func Handler(scripts []string, opts ...Option) (*Server, error) {
	s := setup{Options: Defaults()}
	for _, set := range opts {
		set(&s)
	}
	return s.server(context.Background(), scripts)
}

// Serve serves scripts, files or folders, until ctx is done, and returns nil
// after an orderly end. It calls started, which may be nil, with the URL of
// the server once it listens.
func Serve(ctx context.Context, o Options, scripts []string, started func(url string)) error {
	return setup{Options: o}.serve(ctx, scripts, started)
}

func (s setup) serve(ctx context.Context, scripts []string, started func(url string)) error {
	defer surviveClosedLog()()
	if err := s.Check(); err != nil {
		return err
	}
	l, err := server.Listen(s.Address, s.Port)
	if err != nil {
		return err
	}
	served, err := s.server(ctx, scripts)
	if err != nil {
		l.Close()
		return err
	}
	if started != nil {
		started(s.url(l.Addr()))
	}
	return served.Serve(ctx, l)
}

// surviveClosedLog keeps the process from ending when what reads its standard error
// goes away: writing there fails from then on, as writing anywhere does. restore
// gives that back to the program.
func surviveClosedLog() (restore func()) {
	ignored := make(chan os.Signal, 1) // nothing reads it
	signal.Notify(ignored, syscall.SIGPIPE)
	return func() { signal.Stop(ignored) }
}

// Main makes a Go program of an app: it parses the flags of "panelgo serve"
// and serves the app until the program is interrupted. rest may hold, in any
// order, a SessionKey (func(*pn.Request) string), a WarmURLs (func() []string)
// and Options. Main exits with code 1 when something fails.
func Main(app func(*pn.Session), rest ...any) {
	if err := run(app, rest, os.Args[1:]); err != nil {
		if !errors.Is(err, pflag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "panelgo:", err)
		}
		os.Exit(1)
	}
}

func run(f func(*pn.Session), rest []any, args []string) error {
	s := setup{Options: Defaults()}
	c := app.Compiled{App: f}
	c.Slug, c.Dir = sourceOf(f)
	for _, x := range rest {
		switch x := x.(type) {
		case func(*pn.Request) string:
			c.SessionKey = x
		case func() []string:
			c.WarmURLs = x
		case Option:
			x(&s)
		default:
			return fmt.Errorf("Main takes a SessionKey func(*pn.Request) string, a WarmURLs func() []string and options, not %T", x)
		}
	}
	c.Files = s.files
	if s.slug != "" {
		c.Slug = s.slug
	}
	flags := pflag.NewFlagSet(c.Slug, pflag.ContinueOnError)
	s.AddFlags(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := options.FromEnvironment(flags, os.Environ()); err != nil {
		return err
	}
	if extra := flags.Args(); len(extra) > 0 {
		return fmt.Errorf("the app is this program: it takes no files, but was given %s", strings.Join(extra, " "))
	}
	s.compiled = append(s.compiled, c)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl+C ends the process at once
	return s.serve(ctx, nil, Announce(s.Options))
}

// sourceOf returns the name and the folder of the file in which an app's
// function stands. The folder is "", the working folder, if there is no such
// folder on this machine.
func sourceOf(app func(*pn.Session)) (slug, dir string) {
	f := runtime.FuncForPC(reflect.ValueOf(app).Pointer())
	if f == nil {
		return "app", ""
	}
	file, _ := f.FileLine(f.Entry())
	slug = strings.TrimSuffix(filepath.Base(file), ".go")
	if info, err := os.Stat(filepath.Dir(file)); err == nil && info.IsDir() {
		dir = filepath.Dir(file)
	}
	return slug, dir
}

// Announce returns a function for Serve that prints the URL of the server and,
// if the options say so, opens it in a browser.
func Announce(o Options) func(url string) {
	return func(url string) {
		fmt.Fprintf(os.Stderr, "panelgo: serving at %s (stop with Ctrl+C)\n", url)
		if !o.Show {
			return
		}
		if err := openBrowser(url); err != nil {
			fmt.Fprintln(os.Stderr, "panelgo: open a browser yourself:", err)
		}
	}
}

func openBrowser(url string) error {
	command := map[string][]string{
		"darwin":  {"open"},
		"windows": {"rundll32", "url.dll,FileProtocolHandler"},
	}[runtime.GOOS]
	if command == nil {
		command = []string{"xdg-open"}
	}
	return exec.Command(command[0], append(command[1:], url)...).Start()
}

func (s setup) server(ctx context.Context, scripts []string) (*Server, error) {
	registry, err := builtin.Registry(s.Added...)
	if err != nil {
		return nil, err
	}
	inner := s.Options.Options
	inner.Plugins = registry
	if inner.Log == nil {
		if inner.Log, err = s.Logger(os.Stderr); err != nil {
			return nil, err
		}
	}
	made, err := server.New(ctx, inner, scripts, s.compiled, app.ImportsWith(registry, Symbols()))
	if err != nil {
		return nil, err
	}
	return &Server{made}, nil
}

// Symbols returns what scripts may use of this package.
func Symbols() interp.Symbols {
	return interp.Symbols{"github.com/panelgo/panelgo/panelgo": {
		"Main":        reflect.ValueOf(Main),
		"Defaults":    reflect.ValueOf(Defaults),
		"WithApp":     reflect.ValueOf(WithApp),
		"WithOptions": reflect.ValueOf(WithOptions),
		"Option":      reflect.ValueOf((*Option)(nil)),
		"Options":     reflect.ValueOf((*Options)(nil)),
	}}
}

// url returns the URL of the server, as a browser on this machine opens it.
func (s setup) url(addr net.Addr) string {
	host, port, err := net.SplitHostPort(addr.String())
	if err != nil {
		return addr.String()
	}
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() || ip.IsLoopback() {
		host = "localhost"
	}
	path := "/"
	if p := strings.Trim(s.Prefix, "/"); p != "" {
		path = "/" + p + "/"
	}
	return "http://" + net.JoinHostPort(host, port) + path
}

var _ http.Handler = (*Server)(nil)
