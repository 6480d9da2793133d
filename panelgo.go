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
	"net/http"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"syscall"

	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/options"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/plugins/builtin"
	"github.com/panelgo/panelgo/pn"
)

// Options says how apps are served. Its fields are the flags of "panelgo
// serve".
type Options = options.Options

// Defaults returns the options with the default values of the flags.
func Defaults() Options { return options.Defaults() }

// Server serves apps within another program. It is an http.Handler. Close ends
// its sessions and everything else that it has started. When the http.Server by which
// requests come is shut down, the streams and sockets of its visitors end at once.
type Server struct{ *server.Server }

// Handler makes a handler that serves scripts, files or folders, and the apps of
// WithApp. All addresses in its pages are relative, so it can be mounted at any path that
// is taken off before it, or at the one that Options.Prefix names:
//
//	apps, err := panelgo.Handler([]string{"apps"})
//	mux.Handle("/tools/", http.StripPrefix("/tools", apps))
//
// Port and Show have no effect.
func Handler(scripts []string, opts ...Option) (*Server, error) {
	s := setup{Options: Defaults()}
	for _, set := range opts {
		set(&s)
	}
	if err := s.Check(); err != nil {
		return nil, err
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
// order, a SessionKey (func(*pn.Request) string), a WarmURLs (func() []string),
// AppOptions and Options. Main exits with code 1 when something fails.
func Main(app func(*pn.Session), rest ...any) {
	if err := run(app, rest, os.Args[1:]); err != nil {
		if !errors.Is(err, pflag.ErrHelp) {
			fmt.Fprintln(os.Stderr, "panelgo:", err)
		}
		os.Exit(1)
	}
}

func run(f func(*pn.Session), rest []any, args []string) error {
	c := app.Compiled{App: f}
	c.Slug, c.Dir = sourceOf(f)
	c, opts, err := describe(c, rest)
	if err != nil {
		return fmt.Errorf("Main: %w", err)
	}
	s := setup{Options: Defaults()}
	for _, set := range opts {
		set(&s)
	}
	flags := pflag.NewFlagSet(c.Slug, pflag.ContinueOnError)
	s.AddFlags(flags)
	if err := flags.Parse(args); err != nil {
		return err
	}
	if err := s.FromEnvironment(flags, os.Environ()); err != nil {
		return err
	}
	os.Unsetenv(options.SecretVariable) // it is not for what the app starts or shows
	if err := options.Misplaced(flags, flags.Args()); err != nil {
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
	if err := errors.Join(s.wrong...); err != nil {
		return nil, err
	}
	registry, err := builtin.Registry(append(slices.Clone(s.Added), s.added...)...)
	if err != nil {
		return nil, err
	}
	inner := s.Options.Options
	if inner.Secret, err = s.SigningSecret(); err != nil {
		return nil, err
	}
	inner.Plugins = registry
	if s.bundles != nil {
		inner.Bundles.Embedded = s.bundles
	}
	inner.AllowHosts = append(slices.Clone(inner.AllowHosts), s.Address)
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
		"Main":         reflect.ValueOf(Main),
		"Defaults":     reflect.ValueOf(Defaults),
		"WithApp":      reflect.ValueOf(WithApp),
		"WithFiles":    reflect.ValueOf(WithFiles),
		"WithOptions":  reflect.ValueOf(WithOptions),
		"WithSlug":     reflect.ValueOf(WithSlug),
		"WithSynopsis": reflect.ValueOf(WithSynopsis),
		"AppOption":    reflect.ValueOf((*AppOption)(nil)),
		"Option":       reflect.ValueOf((*Option)(nil)),
		"Options":      reflect.ValueOf((*Options)(nil)),
	}}
}

var _ http.Handler = (*Server)(nil)
