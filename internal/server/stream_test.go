package server_test

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/pn/pntest"
)

// post sends a request of a stream. headers are pairs of name and value.
func post(t *testing.T, url, stream, body string, headers ...string) *http.Response {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Panelgo-Stream", stream)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { answer.Body.Close() })
	return answer
}

// stream is the browser's end of a stream.
type stream struct {
	t       *testing.T
	url, id string
	answer  *http.Response
	in      *bufio.Reader
	session string
	n       int // of the last patch
}

var (
	ownSession = regexp.MustCompile(`data-pn-session="([^"]+)"`)
	sharedView = regexp.MustCompile(`data-pn-view="([^"]+)"`)
)

// stream takes a page live over a stream, as a browser without sockets does.
func liveStream(t *testing.T, url string, headers ...string) *stream {
	t.Helper()
	hello := map[string]any{"type": "hello"}
	page := get(t, url, headers...).body
	if m := ownSession.FindStringSubmatch(page); m != nil {
		hello["session"] = m[1]
	} else if m := sharedView.FindStringSubmatch(page); m != nil {
		hello["view"] = m[1]
	}
	return openStream(t, url, hello, headers...)
}

func openStream(t *testing.T, url string, hello map[string]any, headers ...string) *stream {
	t.Helper()
	body, err := json.Marshal(hello)
	if err != nil {
		t.Fatal(err)
	}
	answer := post(t, url, "panelgo.2", string(body), headers...)
	if answer.StatusCode != http.StatusOK {
		t.Fatalf("open a stream: %s", answer.Status)
	}
	s := &stream{t: t, url: url, answer: answer, in: bufio.NewReader(answer.Body)}
	name, id := s.event()
	if name != "open" {
		t.Fatalf("a stream begins with %q", name)
	}
	s.id = id
	s.session, _ = s.next("welcome")["session"].(string)
	return s
}

// event gives the next event's name and data.
func (s *stream) event() (name, data string) {
	s.t.Helper()
	for {
		line, err := s.in.ReadString('\n')
		if err != nil {
			s.t.Fatalf("the stream is cut: %v", err)
		}
		switch field, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": "); field {
		case "event":
			name = value
		case "data":
			data = value
		case "":
			return name, data
		}
	}
}

// next gives the next message, which must be of a type.
func (s *stream) next(kind string) map[string]any {
	s.t.Helper()
	name, data := s.event()
	var m map[string]any
	if err := json.Unmarshal([]byte(data), &m); err != nil || name != "" || m["type"] != kind {
		s.t.Fatalf("got %q %s, %v, want a message %q", name, data, err, kind)
	}
	return m
}

// patch waits for the next patch and gives its operations as text.
func (s *stream) patch() string {
	s.t.Helper()
	m := s.next("patch")
	s.n++
	if m["n"] != float64(s.n) {
		s.t.Errorf("patch %v came in place of %d", m["n"], s.n)
	}
	return fmt.Sprint(m["ops"])
}

// closed waits for the end and gives its code and reason.
func (s *stream) closed() (code int, reason string) {
	s.t.Helper()
	for {
		name, data := s.event()
		if name != "close" {
			continue
		}
		var end struct {
			Code   int
			Reason string
		}
		if err := json.Unmarshal([]byte(data), &end); err != nil {
			s.t.Fatal(err)
		}
		if rest, err := io.ReadAll(s.in); len(rest) > 0 || err != nil {
			s.t.Errorf("behind the end comes %q, %v", rest, err)
		}
		return end.Code, end.Reason
	}
}

// send posts a list of messages and gives the status of the answer.
func (s *stream) send(messages ...string) int {
	s.t.Helper()
	answer := post(s.t, s.url, s.id, "["+strings.Join(messages, ",")+"]")
	answer.Body.Close()
	return answer.StatusCode
}

func click(seq int) string {
	return fmt.Sprintf(`{"type":"event","seq":%d,"id":"c2","event":"click"}`, seq)
}

func (s *stream) wantSent(messages ...string) {
	s.t.Helper()
	if status := s.send(messages...); status != http.StatusNoContent {
		s.t.Fatalf("answered %d", status)
	}
}

func TestStreamTakesAPageLive(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			url := serve(t, mode, script(t, "app.go", good)) + "/app"
			s := liveStream(t, url)
			h := s.answer.Header
			if h.Get("Content-Type") != "text/event-stream" || h.Get("Cache-Control") != "no-store" || h.Get("X-Accel-Buffering") != "no" {
				t.Errorf("headers %v", h)
			}
			s.wantSent(click(1))
			if ops := s.patch(); ops != "[[text c1 [] 1]]" {
				t.Errorf("patched with %s", ops)
			}
			s.wantSent(`{"type":"applied","n":1}`, click(2), click(3))
			ops := s.patch()
			if ops == "[[text c1 [] 2]]" { // else one patch is for both
				ops = s.patch()
			}
			if ops != "[[text c1 [] 3]]" {
				t.Errorf("patched with %s at last", ops)
			}
			other := liveStream(t, url)
			other.wantSent(click(1))
			if ops := other.patch(); ops != "[[text c1 [] 1]]" {
				t.Errorf("another visitor's page is patched with %s", ops)
			}
		})
	}
}

// A stream that was cut goes on where it was, also as a socket.
func TestCutStreamComesBack(t *testing.T) {
	url := serve(t, reuse, script(t, "app.go", good)) + "/app"
	s := liveStream(t, url)
	s.wantSent(click(1))
	s.patch()
	s.answer.Body.Close()
	again := openStream(t, url, map[string]any{"type": "hello", "session": s.session, "last": 0})
	if ops := again.patch(); ops != "[[text c1 [] 1]]" {
		t.Errorf("the missed patch is %s", ops)
	}
	again.wantSent(click(1), click(2)) // the first was taken before
	if ops := again.patch(); ops != "[[text c1 [] 2]]" {
		t.Errorf("patched with %s", ops)
	}
	if s.send("[]") == http.StatusNoContent {
		t.Error("the old stream still takes messages")
	}
}

func TestPageInAnotherWindowEndsTheStream(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", good)) + "/app"
	s := liveStream(t, url)
	openStream(t, url, map[string]any{"type": "hello", "session": s.session})
	if code, reason := s.closed(); code != 4000 || !strings.Contains(reason, "another window") {
		t.Errorf("closed with %d %q", code, reason)
	}
}

func TestStreamsOfOthers(t *testing.T) {
	o := panelgo.Defaults()
	h, err := panelgo.Handler([]string{script(t, "app.go", good), script(t, "other.go", good)},
		panelgo.WithOptions(o), panelgo.WithPlugins(gauge{}))
	if err != nil {
		t.Fatal(err)
	}
	url := pntest.Serve(t, h)
	s := liveStream(t, url+"/app", "From", "ada")
	tests := []struct {
		name, path, stream string
		status             int
		headers            []string
	}{
		{"a message", "/app", s.id, http.StatusNoContent, []string{"From", "ada"}},
		{"of the page's origin", "/app", s.id, http.StatusNoContent, []string{"From", "ada", "Origin", url}},
		{"of a foreign origin", "/app", s.id, http.StatusForbidden, []string{"From", "ada", "Origin", "http://evil.example"}},
		{"opened by a foreign origin", "/app", "panelgo.2", http.StatusForbidden, []string{"Origin", "null"}},
		{"a form", "/app", s.id, http.StatusUnsupportedMediaType, []string{"From", "ada", "Content-Type", "text/plain"}},
		{"opened by who may not", "/app", "panelgo.2", http.StatusForbidden, []string{"From", "mallory"}},
		{"of who may not", "/app", s.id, http.StatusForbidden, []string{"From", "mallory"}},
		{"of another user", "/app", s.id, http.StatusNotFound, []string{"From", "grace"}},
		{"of another app", "/other", s.id, http.StatusNotFound, []string{"From", "ada"}},
		{"of an unknown stream", "/app", "no-such-stream", http.StatusNotFound, []string{"From", "ada"}},
		{"of another server", "/app", "ABCDEFGHIJKLMNOPQRSTUVWXYZ.234567", http.StatusMisdirectedRequest, []string{"From", "ada"}},
		{"of this server, over", "/app", s.id + "X", http.StatusNotFound, []string{"From", "ada"}},
		{"of none", "/app", "", http.StatusBadRequest, nil},
		{"to the list of apps", "/", "panelgo.2", http.StatusMethodNotAllowed, nil},
		{"to no app", "/nothing", "panelgo.2", http.StatusNotFound, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if got := post(t, url+test.path, test.stream, "[]", test.headers...); got.StatusCode != test.status {
				t.Errorf("answered %s, want %d", got.Status, test.status)
			}
		})
	}
}

func TestStreamAtTheIndex(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { o.Index, o.Prefix = "app", "/tools" }, script(t, "app.go", good), script(t, "other.go", good))
	s := liveStream(t, url+"/tools/")
	s.wantSent(click(1))
	if ops := s.patch(); ops != "[[text c1 [] 1]]" {
		t.Errorf("patched with %s", ops)
	}
}

func TestBadStreamMessages(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { o.MaxMessage, o.MessageRate = 50_000, 1e-9 }, script(t, "app.go", good)) + "/app"
	applied := `{"type":"applied","n":0}`
	tests := []struct {
		name, list string
		status     int
		code       int
		reason     string
	}{
		{"no list", click(1), http.StatusBadRequest, 1008, "no list"},
		{"unknown type", `[{"type":"dance"}]`, http.StatusBadRequest, 1008, "dance"},
		{"too big", `["` + strings.Repeat("x", 60_000) + `"]`, http.StatusRequestEntityTooLarge, 1009, ""},
		{"too many in a list", "[" + strings.Repeat(applied+",", 1000) + applied + "]", http.StatusBadRequest, 1008, "more than 1000"},
		{"unknown component", `[{"type":"event","seq":1,"id":"c99","event":"click"}]`, http.StatusNoContent, 1008, "c99"},
		{"out of order", "[" + click(7) + "]", http.StatusNoContent, 1008, "7"},
		{"hello again", `[{"type":"hello"}]`, http.StatusBadRequest, 1008, "once"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bad, other := liveStream(t, url), liveStream(t, url)
			if got := post(t, url, bad.id, test.list); got.StatusCode != test.status {
				t.Errorf("answered %s", got.Status)
			}
			if code, reason := bad.closed(); code != test.code || !strings.Contains(reason, test.reason) {
				t.Errorf("closed with %d %q", code, reason)
			}
			other.wantSent(click(1))
			other.patch()
		})
	}
	t.Run("too many in a while", func(t *testing.T) {
		bad := liveStream(t, url)
		list := strings.TrimSuffix(strings.Repeat(applied+",", 500), ",")
		bad.wantSent(list)
		bad.wantSent(list)
		if status := bad.send(applied, applied); status != http.StatusBadRequest { // one for the welcome is free
			t.Errorf("answered %d", status)
		}
		if code, reason := bad.closed(); code != 1008 || !strings.Contains(reason, "messages a second") {
			t.Errorf("closed with %d %q", code, reason)
		}
	})
}

// A page of another version is told to load anew.
func TestStreamOfAnotherVersion(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", good)) + "/app"
	for _, version := range []string{"open", "panelgo.1", "panelgo.99"} {
		answer := post(t, url, version, `{"type":"hello","last":0}`)
		body, err := io.ReadAll(answer.Body)
		if err != nil || !strings.Contains(string(body), "data: {\"type\":\"reload\"}\n") || !strings.Contains(string(body), `"code":1001`) {
			t.Errorf("%s: %s %q, %v", version, answer.Status, body, err)
		}
	}
}

// Overlapping requests of one stream do no harm: an event that is sent twice
// counts once.
func TestOverlappingRequestsOfAStream(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", good)) + "/app"
	s := liveStream(t, url)
	var posts sync.WaitGroup
	for range 8 {
		posts.Go(func() {
			r, err := http.NewRequest(http.MethodPost, url, strings.NewReader("["+click(1)+","+click(2)+","+click(3)+"]"))
			if err != nil {
				t.Error(err)
				return
			}
			r.Header.Set("Content-Type", "application/json")
			r.Header.Set("Panelgo-Stream", s.id)
			answer, err := http.DefaultTransport.RoundTrip(r)
			if err != nil {
				t.Error(err)
				return
			}
			answer.Body.Close()
			if answer.StatusCode != http.StatusNoContent {
				t.Errorf("answered %s", answer.Status)
			}
		})
	}
	posts.Wait()
	for before := ""; before != "[[text c1 [] 3]]"; { // what comes while a patch is on its way is in one patch
		ops := s.patch()
		if ops <= before {
			t.Fatalf("patched with %s after %s", ops, before)
		}
		before = ops
	}
	s.wantSent(click(4))
	if ops := s.patch(); ops != "[[text c1 [] 4]]" {
		t.Errorf("patched with %s", ops)
	}
}

// Shutting down ends streams with a close event, also while a script is at
// work.
func TestShuttingDownEndsStreams(t *testing.T) {
	for name, body := range map[string]string{
		"idle": good,
		"busy": `func App(s *pn.Session) {
			label := pn.Text("0")
			s.Main(label, pn.Button("Spin").OnClick(func() { for { } }))
		}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			h := handler(t, impatient, script(t, "app.go", body))
			l, err := server.Listen("127.0.0.1", 0)
			if err != nil {
				t.Fatal(err)
			}
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			served := make(chan error, 1)
			go func() { served <- h.Serve(ctx, l) }()
			s := liveStream(t, "http://"+l.Addr().String()+"/app")
			s.wantSent(click(1))
			if name == "idle" {
				s.patch()
			}
			stop()
			if code, _ := s.closed(); code != 1001 {
				t.Errorf("closed with %d", code)
			}
			if err := <-served; err != nil {
				t.Errorf("shutting down: %v", err)
			}
		})
	}
}
