// Package options defines the options of a server: as flags of "panelgo
// serve", named as in Panel, as PANELGO_… variables of the environment, and as
// fields for Go programs.
//
// It owns names, defaults and parsing. It must not know what an option does:
// package panelgo passes the options to the server.
package options

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/lmittmann/tint"
	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/logs"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/spelling"
	"github.com/panelgo/panelgo/plugins"
)

// Options says how apps are served. Start from Defaults: not every zero value
// is a default.
type Options struct {
	server.Options

	Port      int    // to listen on; 0 takes a free one
	Address   string // to listen on; "localhost" serves this machine, "0.0.0.0" the network
	Show      bool   // opens a browser
	LogLevel  string // debug, info, warn or error
	LogFormat string // text or json

	// SecretFile is a file with the secret that signs the ids of sessions, in place of
	// Secret. White space around it does not count.
	SecretFile string

	Added []plugins.Plugin // plugins besides the built-in ones
}

// Defaults returns the options that hold when no flag is given.
func Defaults() Options {
	return Options{
		Port: 5006, Address: "localhost", LogLevel: "info", LogFormat: "text",
		Options: server.Options{
			Watch:          true,
			UnusedLifetime: 2 * time.Minute,
			CheckUnused:    17 * time.Second,
			KeepAlive:      37 * time.Second,
			MaxMessage:     20 << 20,

			CallbackTimeout: 30 * time.Second, StartTimeout: 30 * time.Second,
			MaxSessions: 10_000,
			Bundles:     bundles.Options{Cache: cacheDir()},
		},
	}
}

// cacheDir is where the libraries of kinds are kept, "" if this user has no folder for
// such things.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "panelgo", "assets")
}

// AddFlags defines the flags of "panelgo serve", with the present values of o
// as defaults.
func (o *Options) AddFlags(f *pflag.FlagSet) {
	f.IntVar(&o.Port, "port", o.Port, "port to listen on; 0 takes a free one")
	f.StringVar(&o.Address, "address", o.Address, "address to listen on; 0.0.0.0 serves the network")
	f.BoolVar(&o.Show, "show", o.Show, "open the page in a browser")
	f.StringVar(&o.Prefix, "prefix", o.Prefix, "path in front of every URL, as /tools")
	f.StringVar(&o.RootPath, "root-path", o.RootPath, "path that a proxy takes off, as /team/x, for redirects; a trusted proxy says it in X-Forwarded-Prefix")
	f.Var(&list{value: &o.TrustedProxies, use: "an address or a network, as 10.0.0.0/8, or none"}, "trusted-proxies", "addresses and networks of proxies whose X-Forwarded headers are believed, as 10.0.0.0/8, or none, or * for all; this machine's if not given; may be repeated")
	f.StringVar(&o.Index, "index", o.Index, "the app that / shows, when there are several")
	f.Var(&dirs{&o.StaticDirs}, "static-dirs", "URL path and folder of static files, as assets=./assets, without those that begin with a dot; may be repeated")
	f.StringVar(&o.Bundles.Dir, "assets", o.Bundles.Dir, "folder with the libraries of rich components, made by \"panelgo assets pull\"; with it none are fetched or made")
	f.BoolVar(&o.Dev, "dev", o.Dev, "show edits and errors in the open pages")
	f.Var(&list{value: &o.AllowHosts, use: "a host, as dev.example"}, "allow-host", "with --dev: host, besides this machine, that requests may name, as dev.example, *.dev.example or *; may be repeated")
	f.BoolVar(&o.Warm, "warm", o.Warm, "make the first views of every app before listening")
	f.BoolVar(&o.Strict, "strict", o.Strict, "do not start when an app cannot be served, or fails with --warm; else its page says so, and the others are served")
	f.Var(&reuse{&o.Reuse}, "reuse-sessions", "serve one finished first view per bucket; =warm also keeps sessions ready, =lazy starts one when somebody does something")
	f.Lookup("reuse-sessions").NoOptDefVal = string(server.ReuseOn)
	f.BoolVar(&o.Spinner, "global-loading-spinner", o.Spinner, "cover the page until it is live")
	f.Var(&list{value: &o.WebSocketOrigins, use: "a host, as example.com"}, "allow-websocket-origin", "pages that may open sockets, besides the server's own: example.com, https://example.com:8443, *.example.com, or * for all; may be repeated")
	f.Var(&milliseconds{&o.UnusedLifetime}, "unused-session-lifetime", "how long a session without a browser is kept: milliseconds, or a duration as 2m")
	f.Var(&milliseconds{&o.CheckUnused}, "check-unused-sessions", "how often unused sessions are looked for")
	f.Var(&milliseconds{&o.KeepAlive}, "keep-alive", "time between two pings of a socket")
	f.Int64Var(&o.MaxMessage, "websocket-max-message-size", o.MaxMessage, "bytes of one message from a browser")
	f.StringVar(&o.LogLevel, "log-level", o.LogLevel, "debug, info, warn or error")
	f.StringVar(&o.LogFormat, "log-format", o.LogFormat, "text or json")
	f.StringVar(&o.SecretFile, "secret-file", o.SecretFile, "file with the secret that signs the ids of sessions, the same for all servers behind one name; else "+SecretVariable+" holds it, or it is random")
	f.BoolVar(&o.Liveness, "liveness", o.Liveness, "answer GET /liveness: 503 while the server drains")
	f.BoolVar(&o.Stats, "stats", o.Stats, "answer GET /stats: how full the server is, and its bounds")
	f.Var(&milliseconds{&o.Drain}, "drain", "when stopped, wait so long for visitors to leave: milliseconds, or a duration as 30s")
	f.Var(&milliseconds{&o.Latency}, "latency", "answer as from far away, for development and measurements: a round trip takes so much longer, as 100ms")
	f.Var(&milliseconds{&o.CallbackTimeout}, "callback-timeout", "a session whose callback takes longer is ended")
	f.Var(&milliseconds{&o.StartTimeout}, "start-timeout", "a page whose start takes longer, of init and App, is given up")
	f.IntVar(&o.MaxSessions, "max-sessions", o.MaxSessions, "sessions at a time; a visitor too many is asked to come later")
	f.IntVar(&o.MaxSessionsPerClient, "max-sessions-per-client", o.MaxSessionsPerClient, "sessions of one user, or of one address when nobody is signed in; 0 sets no bound")
}

// FromEnvironment sets each flag that was not given on the command line from
// PANELGO_NAME: its name in capitals, with underscores for dashes, and Secret from
// SecretVariable, unless the command line has --secret-file. f has the flags of o, and
// environ is as from os.Environ. The error joins those of all variables; one that no
// flag has is an error too.
func (o *Options) FromEnvironment(f *pflag.FlagSet, environ []string) error {
	values := map[string]string{}
	for _, e := range environ {
		if name, value, ok := strings.Cut(e, "="); ok && strings.HasPrefix(name, "PANELGO_") {
			values[name] = value
		}
	}
	var errs []error
	if secret := values[SecretVariable]; secret != "" && !f.Changed("secret-file") {
		o.Secret = secret
	}
	known := map[string]bool{SecretVariable: true}
	f.VisitAll(func(flag *pflag.Flag) {
		name := "PANELGO_" + strings.ToUpper(strings.ReplaceAll(flag.Name, "-", "_"))
		known[name] = true
		value, ok := values[name]
		if !ok || flag.Changed || value == "" {
			return
		}
		if err := f.Set(flag.Name, value); err != nil {
			errs = append(errs, fmt.Errorf("%s=%q: %w", name, value, err))
		}
	})
	for _, name := range slices.Sorted(maps.Keys(values)) {
		if !known[name] {
			errs = append(errs, fmt.Errorf("%s is the variable of no flag%s", name, spelling.DidYouMean(name, maps.Keys(known))))
		}
	}
	return errors.Join(errs...)
}

// Check reports the first option that is not possible, with the name of its
// flag.
func (o *Options) Check() error {
	if o.Port < 0 || o.Port > 65535 {
		return fmt.Errorf("--port %d: a port is from 0 to 65535", o.Port)
	}
	for path, dir := range o.StaticDirs {
		if strings.Trim(path, "/") == "" {
			return fmt.Errorf("--static-dirs %s=%s: the path / is taken", path, dir)
		}
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return fmt.Errorf("--static-dirs %s=%s: %s is no folder", path, dir, dir)
		}
	}
	if dir := o.Bundles.Dir; dir != "" {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return fmt.Errorf("--assets %s: there is no such folder: \"panelgo assets pull -o %[1]s\" makes it", dir)
		}
	}
	if err := o.Options.Check(); err != nil {
		return err
	}
	if err := o.checkHosts(); err != nil {
		return err
	}
	if err := o.checkLatency(); err != nil {
		return err
	}
	if _, err := o.SigningSecret(); err != nil {
		return err
	}
	if o.Log == nil {
		_, err := o.Logger(io.Discard)
		return err
	}
	return nil
}

// checkHosts checks the hosts that requests may name.
func (o *Options) checkHosts() error {
	if len(o.AllowHosts) > 0 && !o.Dev {
		return errors.New("--allow-host has no effect without --dev: requests may name any host")
	}
	for _, pattern := range o.AllowHosts {
		host := strings.TrimPrefix(pattern, "*.")
		strange := strings.ContainsAny(host, "/*@?#, ")
		if name, _, err := net.SplitHostPort(host); err == nil {
			host = name // the port does not matter
		}
		host = strings.Trim(host, "[]")
		if pattern != "*" && (strange || host == "" || strings.Contains(host, ":") && net.ParseIP(host) == nil) {
			return fmt.Errorf("--allow-host %q: use a host, as dev.example, *.dev.example for all below it, or * for every host", pattern)
		}
	}
	return nil
}

// checkLatency refuses to slow down a server of the network by mistake. On this machine
// alone no visitor is harmed, and what visitors far away would get can be measured.
func (o *Options) checkLatency() error {
	host := net.ParseIP(o.Address)
	if o.Latency > 0 && !o.Dev && o.Address != "localhost" && !host.IsLoopback() {
		return fmt.Errorf("--latency %v would have the visitors of %s wait: it is for --dev, or for --address localhost", o.Latency, o.Address)
	}
	return nil
}

// Logger makes the log of the server, which writes to w. What scripts and visitors
// say in it is cut, and as text it has no characters that a terminal acts on.
func (o *Options) Logger(w io.Writer) (*slog.Logger, error) {
	var level slog.Level
	if err := level.UnmarshalText([]byte(o.LogLevel)); err != nil {
		return nil, fmt.Errorf("--log-level %q: use debug, info, warn or error", o.LogLevel)
	}
	switch o.LogFormat {
	case "json":
		return slog.New(logs.Clean(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}), false)), nil
	case "text":
		file, isFile := w.(*os.File)
		plain := !isFile || !isTerminal(file)
		return slog.New(logs.Clean(tint.NewTextHandler(w, &tint.Options{Level: level, TimeFormat: time.TimeOnly, NoColor: plain}), true)), nil
	}
	return nil, fmt.Errorf("--log-format %q: use text or json", o.LogFormat)
}

func isTerminal(f *os.File) bool {
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// Misplaced reports an argument that was meant as the value of --reuse-sessions: after
// a flag that needs no value, a word of its own is a script.
func Misplaced(f *pflag.FlagSet, args []string) error {
	if !f.Changed("reuse-sessions") {
		return nil
	}
	for _, word := range args {
		var mode server.Reuse
		if (&reuse{&mode}).Set(word) != nil {
			continue
		}
		if _, err := os.Stat(word); errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("%s is no file or folder: for the flag, write --reuse-sessions=%[1]s", word)
		}
	}
	return nil
}

// reuse is the flag --reuse-sessions, which needs no value.
type reuse struct{ value *server.Reuse }

func (r *reuse) Type() string   { return "mode" }
func (r *reuse) String() string { return string(*r.value) }
func (r *reuse) Set(s string) error {
	switch strings.ToLower(s) {
	case "true", "1", "on":
		*r.value = server.ReuseOn
	case "warm":
		*r.value = server.ReuseWarm
	case "lazy":
		*r.value = server.ReuseLazy
	case "false", "0", "off":
		*r.value = server.ReuseOff
	default:
		return fmt.Errorf("use --reuse-sessions alone, =warm or =lazy")
	}
	return nil
}

// milliseconds is a duration, or a number of milliseconds as in Panel.
type milliseconds struct{ value *time.Duration }

func (m *milliseconds) Type() string   { return "duration" }
func (m *milliseconds) String() string { return m.value.String() }
func (m *milliseconds) Set(s string) error {
	d, err := time.ParseDuration(s)
	if n, bare := strconv.ParseInt(s, 10, 64); bare == nil {
		d, err = time.Duration(n)*time.Millisecond, nil
	}
	if err != nil || d <= 0 {
		return errors.New("use milliseconds, as 15000, or a duration, as 15s")
	}
	*m.value = d
	return nil
}

// list is a flag with several values, with commas between them or given again. What is
// given replaces the default.
type list struct {
	value *[]string
	use   string // what a value is
	given bool
}

func (l *list) Type() string   { return "strings" }
func (l *list) String() string { return strings.Join(*l.value, ",") }
func (l *list) Set(s string) error {
	var values []string
	for one := range strings.SplitSeq(s, ",") {
		if one = strings.TrimSpace(one); one == "" {
			return errors.New("a value is empty: use " + l.use)
		}
		values = append(values, one)
	}
	if !l.given {
		*l.value, l.given = nil, true
	}
	*l.value = append(*l.value, values...)
	return nil
}

// dirs is the flag --static-dirs: path=folder, which may be repeated.
type dirs struct{ value *map[string]string }

func (d *dirs) Type() string { return "path=folder" }
func (d *dirs) String() string {
	out := make([]string, 0, len(*d.value))
	for path, dir := range *d.value {
		out = append(out, path+"="+dir)
	}
	sort.Strings(out)
	return strings.Join(out, ",")
}

func (d *dirs) Set(s string) error {
	for _, one := range strings.Split(s, ",") {
		path, dir, ok := strings.Cut(one, "=")
		path = strings.Trim(path, "/")
		if !ok || path == "" || dir == "" {
			return errors.New("use path=folder, as assets=./assets")
		}
		if strings.HasPrefix(path, "_panelgo") || path == "liveness" {
			return fmt.Errorf("the path /%s is taken", path)
		}
		if *d.value == nil {
			*d.value = map[string]string{}
		}
		(*d.value)[path] = dir
	}
	return nil
}
