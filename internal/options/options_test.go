package options_test

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/spf13/pflag"

	"github.com/panelgo/panelgo/internal/options"
	"github.com/panelgo/panelgo/internal/server"
)

// parse takes words of a command line, and an environment.
func parse(words string, environ ...string) (options.Options, []string, error) {
	o := options.Defaults()
	flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	flags.SetOutput(&bytes.Buffer{})
	o.AddFlags(flags)
	if err := flags.Parse(strings.Fields(words)); err != nil {
		return o, nil, err
	}
	err := o.FromEnvironment(flags, environ)
	return o, flags.Args(), err
}

func TestFlags(t *testing.T) {
	tests := []struct {
		words string
		want  func(*options.Options)
	}{
		{"", func(o *options.Options) {}},
		{"--port 0 --address 0.0.0.0 --show", func(o *options.Options) { o.Port, o.Address, o.Show = 0, "0.0.0.0", true }},
		{"--prefix /tools --index weather", func(o *options.Options) { o.Prefix, o.Index = "/tools", "weather" }},
		{"--static-dirs assets=./a --static-dirs /more/=./b", func(o *options.Options) {
			o.StaticDirs = map[string]string{"assets": "./a", "more": "./b"}
		}},
		{"--assets .", func(o *options.Options) { o.Bundles.Dir = "." }},
		{"--dev --warm --global-loading-spinner --liveness", func(o *options.Options) { o.Dev, o.Warm, o.Spinner, o.Liveness = true, true, true, true }},
		{"--dev --allow-host dev.example --allow-host *.lan:80,*,[::1]:80,fe80::1", func(o *options.Options) {
			o.Dev, o.AllowHosts = true, []string{"dev.example", "*.lan:80", "*", "[::1]:80", "fe80::1"}
		}},
		{"--reuse-sessions", func(o *options.Options) { o.Reuse = server.ReuseOn }},
		{"--reuse-sessions=warm", func(o *options.Options) { o.Reuse = server.ReuseWarm }},
		{"--reuse-sessions=off", func(o *options.Options) {}},
		{"--allow-websocket-origin a.example --allow-websocket-origin b.example:80", func(o *options.Options) {
			o.WebSocketOrigins = []string{"a.example", "b.example:80"}
		}},
		{"--root-path /team/x --trusted-proxies 10.0.0.0/8,192.0.2.1 --trusted-proxies ::1", func(o *options.Options) {
			o.RootPath, o.TrustedProxies = "/team/x", []string{"10.0.0.0/8", "192.0.2.1", "::1"}
		}},
		{"--trusted-proxies none", func(o *options.Options) { o.TrustedProxies = []string{"none"} }},
		{"--unused-session-lifetime 15000 --check-unused-sessions 1m --keep-alive 500ms", func(o *options.Options) {
			o.UnusedLifetime, o.CheckUnused, o.KeepAlive = 15*time.Second, time.Minute, 500*time.Millisecond
		}},
		{"--latency 100", func(o *options.Options) { o.Latency = 100 * time.Millisecond }},
		{"--latency 1s --address ::1", func(o *options.Options) { o.Latency, o.Address = time.Second, "::1" }},
		{"--latency 1s --address 0.0.0.0 --dev", func(o *options.Options) { o.Latency, o.Address, o.Dev = time.Second, "0.0.0.0", true }},
		{"--websocket-max-message-size 1000 --log-level debug --log-format json", func(o *options.Options) {
			o.MaxMessage, o.LogLevel, o.LogFormat = 1000, "debug", "json"
		}},
	}
	for _, test := range tests {
		got, _, err := parse(test.words)
		if err != nil {
			t.Errorf("%s: %v", test.words, err)
			continue
		}
		want := options.Defaults()
		test.want(&want)
		if err := got.Check(); len(got.StaticDirs) == 0 && err != nil {
			t.Errorf("%s: %v", test.words, err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", test.words, got, want)
		}
	}
}

// --reuse-sessions may stand alone, and then leaves the next word alone.
func TestReuseSessionsTakesNoFile(t *testing.T) {
	o, rest, err := parse("--reuse-sessions apps/weather.go")
	if err != nil || o.Reuse != server.ReuseOn || len(rest) != 1 || rest[0] != "apps/weather.go" {
		t.Errorf("%q, the rest is %q, %v", o.Reuse, rest, err)
	}
}

// A word after --reuse-sessions that was meant as its value is explained; a script of
// that name is a script.
func TestReuseSessionsInTwoWords(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("lazy", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"--reuse-sessions warm":          "write --reuse-sessions=warm",
		"--reuse-sessions off app.go":    "write --reuse-sessions=off",
		"app.go --reuse-sessions warm":   "write --reuse-sessions=warm",
		"--reuse-sessions app.go":        "",
		"--reuse-sessions=warm app.go":   "",
		"--reuse-sessions lazy":          "",
		"--dev warm":                     "",
		"--reuse-sessions app.go nowarm": "",
	} {
		o := options.Defaults()
		flags := pflag.NewFlagSet("serve", pflag.ContinueOnError)
		o.AddFlags(flags)
		if err := flags.Parse(strings.Fields(words)); err != nil {
			t.Fatal(err)
		}
		err := options.Misplaced(flags, flags.Args())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q in it", words, err, want)
		}
	}
}

// The environment says what the command line does not.
func TestEnvironment(t *testing.T) {
	o, _, err := parse("--port 7000", "PANELGO_PORT=8000", "PANELGO_ADDRESS=::1", "PANELGO_REUSE_SESSIONS=warm", "PANELGO_DEV=true", "PANELGO_PREFIX=", "PORT=1")
	if err != nil || o.Port != 7000 || o.Address != "::1" || o.Reuse != server.ReuseWarm || !o.Dev {
		t.Errorf("%+v, %v", o, err)
	}
	_, _, err = parse("", "PANELGO_PORT=many", "PANELGO_KEEP_ALIVE=-1", "PANELGO_PROT=80")
	for _, part := range []string{`PANELGO_PORT="many"`, `PANELGO_KEEP_ALIVE="-1"`, "PANELGO_PROT is the variable of no flag (did you mean PANELGO_PORT?)"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v, want %s in it", err, part)
		}
	}
}

func TestWrongFlags(t *testing.T) {
	tests := []struct{ words, want string }{
		{"--reuse-sessions=maybe", "use --reuse-sessions alone"},
		{"--keep-alive soon", "use milliseconds"},
		{"--keep-alive 0", "use milliseconds"},
		{"--static-dirs assets", "use path=folder"},
		{"--static-dirs _panelgo/x=.", "is taken"},
		{"--port 70000", "from 0 to 65535"},
		{"--static-dirs a=./nowhere", "is no folder"},
		{"--assets ./nowhere", "--assets ./nowhere: there is no such folder: \"panelgo assets pull -o ./nowhere\" makes it"},
		{"--max-sessions -1", "--max-sessions -1: a bound is not negative"},
		{"--websocket-max-message-size -5", "not negative"},
		{"--log-level loud", `--log-level "loud"`},
		{"--log-format xml", `--log-format "xml"`},
		{"--allow-host dev.example", "--allow-host has no effect without --dev"},
		{"--dev --allow-host https://dev.example", `--allow-host "https://dev.example": use a host`},
		{"--dev --allow-host dev.*", `--allow-host "dev.*"`},
		{"--prefix a?b", `--prefix "a?b"`},
		{"--prefix /a/../b", `--prefix "/a/../b"`},
		{"--root-path a//b", `--root-path "a//b"`},
		{"--root-path https://a.example/b", `--root-path "https://a.example/b"`},
		{"--trusted-proxies 10.0.0.0/8,proxy.example", `--trusted-proxies "proxy.example": use an address or a network`},
		{"--trusted-proxies none,::1", "--trusted-proxies none,::1: none stands alone"},
		{"--trusted-proxies * --trusted-proxies none", "--trusted-proxies *,none: none stands alone"},
		{"--trusted-proxies=", "a value is empty: use an address or a network"},
		{"--dev --allow-host=", "a value is empty: use a host, as dev.example"},
		{"--dev --allow-host a,,b", "a value is empty"},
		{"--allow-websocket-origin=", "a value is empty: use a host, as example.com"},
		{"--allow-websocket-origin a.example --allow-websocket-origin=", "a value is empty"},
		{"--allow-websocket-origin a.example,https://b.example/app", `--allow-websocket-origin "https://b.example/app": an origin has no path`},
		{"--allow-websocket-origin b.*.example", `--allow-websocket-origin "b.*.example": * stands for`},
	}
	for _, test := range tests {
		o, _, err := parse(test.words)
		if err == nil {
			err = o.Check()
		}
		if err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %q in it", test.words, err, test.want)
		}
	}
}

// What is written to a file has no colours.
func TestLogger(t *testing.T) {
	for format, want := range map[string]string{"text": "INF told app=x", "json": `"msg":"told","app":"x"`} {
		o := options.Defaults()
		o.LogFormat = format
		var out bytes.Buffer
		log, err := o.Logger(&out)
		if err != nil {
			t.Fatal(err)
		}
		log.Debug("not told")
		log.Info("told", "app", "x")
		if got := out.String(); !strings.Contains(got, want) || strings.Contains(got, "not told") || strings.Contains(got, "\x1b") {
			t.Errorf("%s: %q", format, got)
		}
	}
}
