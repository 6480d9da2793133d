package server_test

import (
	"bytes"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

// journal is a log that a test reads.
type journal struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (j *journal) Write(p []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(p)
}

// lines are those that have all parts.
func (j *journal) lines(parts ...string) (out []string) {
	j.mu.Lock()
	defer j.mu.Unlock()
next:
	for line := range strings.Lines(j.text.String()) {
		for _, part := range parts {
			if !strings.Contains(line, part) {
				continue next
			}
		}
		out = append(out, line)
	}
	return out
}

func logTo(j *journal) *slog.Logger { return slog.New(slog.NewTextHandler(j, nil)) }

// A page of a foreign origin is told that it may not connect, whatever it asks for, and the
// log has one line for it, with the flag that allows it. With that flag it connects.
func TestForeignOrigin(t *testing.T) {
	app := script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("hello")) }`)
	handshake := []string{"Connection", "Upgrade", "Upgrade", "websocket", "Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "MDEyMzQ1Njc4OWFiY2RlZg==", "Sec-WebSocket-Protocol", "panelgo.2"}
	for origin, flag := range map[string]string{
		"https://public.example":      "https://public.example",
		"http://public.example:8080":  "http://public.example:8080",
		"http://[2001:db8::7]:8080":   "http://[2001:db8::7]:8080",
		"null":                        "*",
		"chrome-extension://abcdefgh": "*",
	} {
		t.Run(origin, func(t *testing.T) {
			var log journal
			url := serve(t, func(o *panelgo.Options) { o.Log = logTo(&log) }, app)
			asked := map[string]func(url string) *http.Response{
				"a socket": func(url string) *http.Response {
					r, err := http.NewRequest(http.MethodGet, url+"/app", nil)
					if err != nil {
						t.Fatal(err)
					}
					for i := 0; i < len(handshake); i += 2 {
						r.Header.Set(handshake[i], handshake[i+1])
					}
					r.Header.Set("Origin", origin)
					answer, err := http.DefaultTransport.RoundTrip(r)
					if err != nil {
						t.Fatal(err)
					}
					t.Cleanup(func() { answer.Body.Close() })
					return answer
				},
				"a stream": func(url string) *http.Response {
					return post(t, url+"/app", "panelgo.2", `{"type":"hello"}`, "Origin", origin)
				},
				"an answer": func(url string) *http.Response {
					return post(t, url+"/app", "probe", "", "Origin", origin)
				},
			}
			for what, ask := range asked {
				answer := ask(url)
				said, err := io.ReadAll(answer.Body)
				if err != nil || answer.StatusCode != http.StatusForbidden || answer.Header.Get("Panelgo-Stream") != "foreign" || !strings.Contains(string(said), origin) {
					t.Errorf("%s: %s, %q %s, %v", what, answer.Status, answer.Header.Get("Panelgo-Stream"), said, err)
				}
			}
			if got := log.lines(origin, "path=/app", "--allow-websocket-origin="+flag); len(got) != 1 {
				t.Errorf("the log has %q", got)
			}
			allowed := serve(t, func(o *panelgo.Options) { o.WebSocketOrigins = []string{flag} }, app)
			for what, ask := range asked {
				if answer := ask(allowed); answer.StatusCode >= 300 {
					t.Errorf("%s, allowed: %s", what, answer.Status)
				}
			}
		})
	}
}

// Pages of more origins than the log is told of are refused as well.
func TestManyForeignOrigins(t *testing.T) {
	var log journal
	url := serve(t, func(o *panelgo.Options) { o.Log = logTo(&log) }, script(t, "app.go", `func App(s *pn.Session) {}`))
	for i := range 150 {
		origin := "https://" + strings.Repeat("x", i+1) + ".example"
		if got := post(t, url+"/app", "probe", "", "Origin", origin).StatusCode; got != http.StatusForbidden {
			t.Fatalf("%s: %d", origin, got)
		}
	}
	if got := log.lines("may not connect"); len(got) != 100 {
		t.Errorf("the log has %d lines of it, want 100", len(got))
	}
}

// An origin that no page has ends the start.
func TestImpossibleOrigin(t *testing.T) {
	o := panelgo.Defaults()
	o.WebSocketOrigins = []string{"https://public.example/app"}
	h, err := panelgo.Handler([]string{script(t, "app.go", `func App(s *pn.Session) {}`)}, panelgo.WithOptions(o))
	if err == nil {
		h.Close()
		t.Fatal("it starts")
	}
	if want := `--allow-websocket-origin "https://public.example/app": an origin has no path`; !strings.Contains(err.Error(), want) {
		t.Errorf("it says %v, want %s", err, want)
	}
}

// wrapped is what middleware may leave of a ResponseWriter.
type wrapped struct{ inner http.ResponseWriter }

func (w wrapped) Header() http.Header         { return w.inner.Header() }
func (w wrapped) Write(p []byte) (int, error) { return w.inner.Write(p) }
func (w wrapped) WriteHeader(status int)      { w.inner.WriteHeader(status) }
func (w wrapped) Unwrap() http.ResponseWriter { return w.inner }

// Behind middleware whose ResponseWriter has only Unwrap, pages, sockets and streams are
// what they are without it.
func TestBehindMiddleware(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			h := handler(t, mode, script(t, "app.go", good))
			pntest.Serve(t, h)
			url := serveHTTP(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(wrapped{wrapped{w}}, r) })) + "/app"
			p := pntest.Visit(t, url)
			p.Send("c2", "click", nil)
			p.WaitText(".pn-text", "1")
			s := liveStream(t, url)
			s.wantSent(click(1))
			if ops := s.patch(); ops != "[[text c1 [] 1]]" {
				t.Errorf("patched with %s", ops)
			}
		})
	}
}
