package panelgo_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/fstest"

	"go.uber.org/goleak"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

const secret = "a secret of thirty-two bytes, or more"

// asProgram has the executable of these tests be a program of an app.
const asProgram = "DOOR_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		panelgo.Main(environment, panelgo.WithSlug("program"), panelgo.WithFiles(fstest.MapFS{"part.txt": {Data: []byte("of the program")}}),
			panelgo.WithPlugins(clock{}), func() []string { return []string{"?warm"} })
		return
	}
	waitfor.Main(m, goleak.IgnoreTopFunction("net/http.(*persistConn).readLoop"), goleak.IgnoreTopFunction("net/http.(*persistConn).writeLoop"))
}

// environment shows what an app sees of the process.
func environment(s *pn.Session) {
	text, err := s.ReadFile("part.txt")
	s.Title(fmt.Sprintf("%s, %v, secret %q", text, err, os.Getenv("PANELGO_SECRET")))
}

var quiet = slog.New(slog.DiscardHandler)

func handler(t *testing.T, opts ...panelgo.Option) *panelgo.Server {
	t.Helper()
	h, err := panelgo.Handler(nil, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// Whatever the order of the options, none of them is lost.
func TestOptionsInAnyOrder(t *testing.T) {
	o := panelgo.Defaults()
	o.Prefix, o.Added, o.Log = "/tools", []plugins.Plugin{sundial{}}, quiet
	opts := []panelgo.Option{
		panelgo.WithOptions(o), panelgo.WithPlugins(clock{}), panelgo.WithApp("hello", hello), panelgo.WithApp("other", hello),
	}
	each(opts, func(order []panelgo.Option) {
		url := pntest.Serve(t, handler(t, order...)) + "/tools"
		for path, want := range map[string]string{"/_panelgo/plugins/clock/": "Noon", "/_panelgo/plugins/sundial/": "Shade", "/hello": "Hello you", "/other": "Hello you"} {
			if got := title(url + path); got != want {
				t.Errorf("%s is %q, want %q", path, got, want)
			}
		}
	})
	if len(o.Added) != 1 {
		t.Error("the options of the caller were changed")
	}
}

// each calls f with every order of a list.
func each[T any](list []T, f func([]T), begun ...T) {
	if len(list) == 0 {
		f(begun)
	}
	for i, x := range list {
		each(slices.Delete(slices.Clone(list), i, i+1), f, append(slices.Clone(begun), x)...)
	}
}

// sundial is another plugin with a route.
type sundial struct{}

func (sundial) Name() string { return "sundial" }
func (sundial) Routes() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, "<title>Shade</title>") })
}

// Apps of one program have keys, first views and files of their own.
func TestOptionsOfOneApp(t *testing.T) {
	file := func(s *pn.Session) {
		text, _ := s.ReadFile("name.txt")
		s.Title(string(text) + s.Arg("tail", ""))
	}
	named := func(name string) panelgo.AppOption {
		return panelgo.WithFiles(fstest.MapFS{"name.txt": {Data: []byte(name)}})
	}
	o := panelgo.Defaults()
	o.Reuse, o.Warm, o.Log = "true", true, quiet
	var files fs.FS = fstest.MapFS{"name.txt": {Data: []byte("three")}}
	url := pntest.Serve(t, handler(t, panelgo.WithOptions(o),
		panelgo.WithApp("one", file, named("one"), func(*pn.Request) string { return "all" }),
		panelgo.WithApp("two", file, func() []string { return []string{"?tail=s"} }, named("two")),
		panelgo.WithApp("three", file, panelgo.WithFiles(files), panelgo.WithSynopsis("Three is \"odd\".")),
	))
	for _, test := range []struct{ path, title, how string }{
		{"/one?tail=1", "one", "hit"}, // one view for all, made when the server started
		{"/two?tail=s", "twos", "hit"},
		{"/two?tail=t", "twot", "miss"},
		{"/three?tail=s", "threes", "miss"},
	} {
		answer, err := http.Get(url + test.path)
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if how := answer.Header.Get("Server-Timing"); how != "reuse;desc="+test.how || !strings.Contains(string(page), "<title>"+test.title+"</title>") {
			t.Errorf("%s: %s, want %s and the title %s in\n%s", test.path, how, test.how, test.title, page)
		}
		described := strings.Contains(string(page), `<meta name="description" content="Three is &#34;odd&#34;.">`)
		if want := test.title == "threes"; described != want || want == !strings.Contains(string(page), `name="description"`) {
			t.Errorf("%s: described %v in\n%s", test.path, described, page)
		}
	}
}

// What cannot be an option is an error, for all options at once.
func TestWrongOptions(t *testing.T) {
	bad := panelgo.Defaults()
	bad.MaxSessions = -1
	short := panelgo.Defaults()
	short.Secret = "guessed"
	for _, test := range []struct {
		opts []panelgo.Option
		want []string
	}{
		{[]panelgo.Option{panelgo.WithApp("a", hello, 5), panelgo.WithApp("b", hello, "x", panelgo.WithPlugins(clock{}))},
			[]string{"app a: an app takes a SessionKey", "not int", "app b: ", "not string", "an Option is for all apps"}},
		{[]panelgo.Option{panelgo.WithApp("a", nil)}, []string{"app a: an app needs a function App"}},
		{[]panelgo.Option{panelgo.WithApp("a", hello, panelgo.WithSlug("not a slug"))}, []string{`"not a slug" cannot stand in a URL`}},
		{[]panelgo.Option{panelgo.WithOptions(bad), panelgo.WithApp("a", hello)}, []string{"--max-sessions -1"}},
		{[]panelgo.Option{panelgo.WithOptions(short), panelgo.WithApp("a", hello)}, []string{"the secret has 7 bytes"}},
	} {
		h, err := panelgo.Handler(nil, test.opts...)
		if err == nil {
			h.Close()
			t.Errorf("no error, want %q", test.want)
			continue
		}
		for _, part := range test.want {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%v, want %q in it", err, part)
			}
		}
		if strings.Contains(err.Error(), "guessed") {
			t.Errorf("%v has the secret", err)
		}
	}
}

// The URL that a server prints is one that answers on this machine.
func TestPrintedAddressAnswers(t *testing.T) {
	addresses := []string{"localhost", "", "127.0.0.1", "127.0.0.2", "0.0.0.0", "::", "::1"}
	if own, err := os.Hostname(); err == nil {
		addresses = append(addresses, own)
	}
	for _, address := range addresses {
		if l, err := net.Listen("tcp", net.JoinHostPort(address, "0")); err != nil {
			t.Logf("this machine does not listen at %q: %v", address, err)
			continue
		} else {
			l.Close()
		}
		for _, prefix := range []string{"", "/tools", "/größe/x/"} {
			o := panelgo.Defaults()
			o.Port, o.Address, o.Prefix, o.Dev, o.Index, o.Log = 0, address, prefix, true, "weather", quiet
			ctx, stop := context.WithCancel(t.Context())
			var shown, got string
			err := panelgo.Serve(ctx, o, []string{"apps/weather.go"}, func(url string) {
				go func() {
					defer stop()
					shown, got = url, title(url)
				}()
			})
			if err != nil || got != "Berlin Weather" {
				t.Errorf("--address %q --prefix %q: %s answers %q, %v", address, prefix, shown, got, err)
			}
		}
	}
}

// Servers with one secret know the tokens of each other's sessions, also after a restart.
func TestTokensOfOneSecret(t *testing.T) {
	file := filepath.Join(t.TempDir(), "secret")
	if err := os.WriteFile(file, []byte(secret+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	given, fromFile := panelgo.Defaults(), panelgo.Defaults()
	given.Secret, fromFile.SecretFile = secret, file
	for name, o := range map[string]panelgo.Options{"given": given, "from a file": fromFile, "random": panelgo.Defaults()} {
		o.Log = quiet
		answer, err := http.Get(pntest.Serve(t, handler(t, panelgo.WithOptions(o), panelgo.WithApp("hello", hello))) + "/hello")
		if err != nil {
			t.Fatal(err)
		}
		page, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		token := regexp.MustCompile(`data-pn-session="([^"]+)"`).FindSubmatch(page)
		if token == nil {
			t.Fatalf("%s: the page has no session:\n%s", name, page)
		}
		if _, known := session.NewSigner(secret).Verify(string(token[1])); known != (name != "random") {
			t.Errorf("%s: another server knows the token: %v", name, known)
		}
	}
}

// Main makes a program with the flags of "panelgo serve". Neither its app nor what it
// prints has the secret.
func TestMainIsAProgram(t *testing.T) {
	program := exec.Command(os.Args[0], "--port", "0", "--reuse-sessions", "--warm", "--log-level", "debug")
	program.Env = append(os.Environ(), asProgram+"=1", "PANELGO_SECRET="+secret)
	errors, err := program.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := program.Start(); err != nil {
		t.Fatal(err)
	}
	defer program.Process.Kill()
	lines, printed := bufio.NewScanner(errors), ""
	url := ""
	for url == "" && lines.Scan() {
		printed += lines.Text() + "\n"
		if found := regexp.MustCompile(`serving at (\S+)/ `).FindStringSubmatch(lines.Text()); found != nil {
			url = found[1]
		}
	}
	if got, want := title(url+"/program"), "of the program, &lt;nil&gt;, secret &#34;&#34;"; got != want {
		t.Errorf("its page is %q, want %q", got, want)
	}
	if got := title(url + "/_panelgo/plugins/clock/"); got != "Noon" {
		t.Errorf("its plugin answers %q", got)
	}
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	for lines.Scan() {
		printed += lines.Text() + "\n"
	}
	if err := program.Wait(); err != nil || strings.Contains(printed, secret) {
		t.Errorf("it ends with %v, and has printed\n%s", err, printed)
	}
}

// A program that cannot start says why, and its exit code is 1.
func TestMainThatCannotStart(t *testing.T) {
	for words, want := range map[string]string{
		"app.go":                              "the app is this program: it takes no files, but was given app.go",
		"--reuse-sessions warm":               "write --reuse-sessions=warm",
		"--port 99999":                        "a port is from 0 to 65535",
		"--secret-file none":                  "--secret-file: open none",
		"--allow-host dev.example --port 0":   "--allow-host has no effect without --dev",
		"--static-dirs a=none-such --port=0":  "is no folder",
		"--index none --port=0 --log-level=x": "--log-level",
	} {
		program := exec.Command(os.Args[0], strings.Fields(words)...)
		program.Env = append(os.Environ(), asProgram+"=1")
		out, err := program.CombinedOutput()
		if err == nil || program.ProcessState.ExitCode() != 1 || !strings.Contains(string(out), want) {
			t.Errorf("%s: %v, and it prints %q, want %q in it", words, err, out, want)
		}
	}
}

// A script may have a main that calls all of the door.
func TestScriptWithMain(t *testing.T) {
	script := filepath.Join(t.TempDir(), "app.go")
	source := `package main

import (
	"os"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) { s.Title("script") }

func main() {
	o := panelgo.Defaults()
	o.Prefix = "/tools"
	files := panelgo.WithFiles(os.DirFS("."))
	panelgo.Main(App, panelgo.WithOptions(o), panelgo.WithSlug("other"), panelgo.WithSynopsis("An app."), files, panelgo.WithApp("more", App, files))
}
`
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	o := panelgo.Defaults()
	o.Log = quiet
	h, err := panelgo.Handler([]string{script}, panelgo.WithOptions(o))
	if err != nil {
		t.Fatal(err)
	}
	if got := title(pntest.Serve(t, h) + "/app"); got != "script" {
		t.Errorf("its page is %q", got)
	}
}
