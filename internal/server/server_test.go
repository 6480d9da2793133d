package server_test

import (
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

func TestMain(m *testing.M) {
	waitfor.MainApart(m, 10, goleak.IgnoreTopFunction("net/http.(*persistConn).readLoop"), goleak.IgnoreTopFunction("net/http.(*persistConn).writeLoop"))
}

// script writes a script of one App into a folder of its own. replace are
// pairs of old and new text.
func script(t *testing.T, name, body string, replace ...string) string {
	t.Helper()
	source := "package main\n\nimport \"github.com/panelgo/panelgo/pn\"\n" + strings.NewReplacer(replace...).Replace(body) + "\n"
	if strings.Contains(body, "package ") {
		source = body
	}
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// edit changes a script as an editor does: a new file takes the old one's place.
func edit(t *testing.T, path, old, now string) {
	t.Helper()
	source, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	changed := strings.ReplaceAll(string(source), old, now)
	if changed == string(source) {
		t.Fatalf("%s does not hold %q", path, old)
	}
	if err := os.WriteFile(path+".new~", []byte(changed), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new~", path); err != nil {
		t.Fatal(err)
	}
}

func reuse(o *panelgo.Options) { o.Reuse = server.ReuseOn }
func warm(o *panelgo.Options)  { o.Reuse = server.ReuseWarm }
func plain(*panelgo.Options)   {}
func dev(o *panelgo.Options)   { o.Dev = true }

func handler(t *testing.T, change func(*panelgo.Options), scripts ...string) *panelgo.Server {
	t.Helper()
	o := panelgo.Defaults()
	o.LogLevel = "error"
	change(&o)
	h, err := panelgo.Handler(scripts, panelgo.WithOptions(o))
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// serve serves scripts until the test ends.
func serve(t *testing.T, change func(*panelgo.Options), scripts ...string) string {
	t.Helper()
	return pntest.Serve(t, handler(t, change, scripts...))
}

type answer struct {
	status int
	body   string
	header http.Header
}

// get asks for a URL. headers are pairs of name and value.
func get(t *testing.T, url string, headers ...string) answer {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer{response.StatusCode, string(body), response.Header}
}
