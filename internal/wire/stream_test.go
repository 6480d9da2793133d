package wire_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/wire"
)

// streams serves streams, each with one goroutine that reads.
type streams struct {
	t      testing.TB
	url    string
	client *http.Client
	o      wire.Options
	read   func(*wire.Stream)

	mu   sync.Mutex
	open map[string]*wire.Stream
}

// serveStreams serves on loopback until the test ends.
func serveStreams(t testing.TB, o wire.Options, read func(*wire.Stream)) *streams {
	t.Helper()
	s := &streams{t: t, o: o, read: read, open: map[string]*wire.Stream{}}
	web := httptest.NewServer(s)
	t.Cleanup(web.Close)
	s.url, s.client = web.URL, web.Client()
	return s
}

// serveStreamsInBubble serves inside a bubble of synctest.
func serveStreamsInBubble(t testing.TB, o wire.Options, read func(*wire.Stream)) *streams {
	t.Helper()
	s := &streams{t: t, o: o, read: read, open: map[string]*wire.Stream{}}
	transport := &http.Transport{DialContext: serveInBubble(t, s)}
	t.Cleanup(transport.CloseIdleConnections)
	s.url, s.client = "http://server", &http.Client{Transport: transport}
	return s
}

func (s *streams) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	wire.LimitBody(w, r)
	if id := r.Header.Get(wire.StreamHeader); id != wire.Protocol {
		s.mu.Lock()
		stream := s.open[id]
		s.mu.Unlock()
		stream.Take(w, r)
		return
	}
	stream, err := wire.NewStream(w, r, s.o)
	if err != nil {
		return
	}
	s.mu.Lock()
	s.open[stream.ID] = stream
	s.mu.Unlock()
	stream.Open()
	var reader sync.WaitGroup
	reader.Go(func() {
		defer stream.Finish()
		s.read(stream)
	})
	stream.Wait()
	reader.Wait()
}

// post sends a request of a stream.
func (s *streams) post(id string, body io.Reader) (*http.Response, error) {
	r, err := http.NewRequest(http.MethodPost, s.url, body)
	if err != nil {
		return nil, err
	}
	r.Header.Set(wire.StreamHeader, id)
	return s.client.Do(r)
}

// peer is the browser's end of a stream.
type peer struct {
	*streams
	id     string
	answer *http.Response
	events *bufio.Reader
}

func (s *streams) dial(hello string) *peer {
	s.t.Helper()
	answer, err := s.post(wire.Protocol, strings.NewReader(hello))
	if err != nil || answer.StatusCode != http.StatusOK || answer.Header.Get("Content-Type") != "text/event-stream" {
		s.t.Fatalf("open a stream: %v, %v", answer, err)
	}
	s.t.Cleanup(func() { answer.Body.Close() })
	p := &peer{streams: s, answer: answer, events: bufio.NewReader(answer.Body)}
	name, id := p.next()
	if name != "event: open" || len(id) < 20 {
		s.t.Fatalf("a stream begins with %q %q", name, id)
	}
	p.id = id
	return p
}

// next gives the next event: its name's line, if it has one, and its data.
func (p *peer) next() (name, data string) {
	p.t.Helper()
	for {
		line, err := p.events.ReadString('\n')
		line = strings.TrimSuffix(line, "\n")
		switch {
		case err != nil:
			p.t.Fatalf("the stream is cut: %v", err)
		case line == "":
			return name, data
		case strings.HasPrefix(line, "data: "):
			data = strings.TrimPrefix(line, "data: ")
		default:
			name = line
		}
	}
}

// send posts a list and gives the status and the text of the answer.
func (p *peer) send(list string) (int, string) {
	p.t.Helper()
	answer, err := p.post(p.id, strings.NewReader(list))
	if err != nil {
		p.t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return answer.StatusCode, string(text)
}

// echoStream answers every message with an ack.
func echoStream(s *wire.Stream) {
	for {
		m, err := s.Read()
		if err != nil {
			return
		}
		if a, ok := m.(wire.Applied); ok {
			s.Write(wire.AppendAck(nil, a.N))
		}
	}
}

func TestStream(t *testing.T) {
	p := serveStreams(t, wire.Options{}, echoStream).dial(`{"type":"applied","n":1}`)
	if _, data := p.next(); data != `{"type":"ack","ack":1}` {
		t.Errorf("the first message came as %s", data)
	}
	if status, text := p.send("[]"); status != http.StatusNoContent {
		t.Errorf("a sign of life: %d %s", status, text)
	}
	for n := range 100 {
		if status, text := p.send(fmt.Sprintf(`[{"type":"applied","n":%d}, {"type":"applied","n":%d}]`, n, n+1)); status != http.StatusNoContent {
			t.Fatalf("answered %d %s", status, text)
		}
		for _, n := range []int{n, n + 1} {
			if _, data := p.next(); data != fmt.Sprintf(`{"type":"ack","ack":%d}`, n) {
				t.Fatalf("got %s, want %d", data, n)
			}
		}
	}
}

// A stream works over HTTP/2, which has deadlines of its own kind.
func TestStreamOverHTTP2(t *testing.T) {
	s := &streams{t: t, read: echoStream, open: map[string]*wire.Stream{}}
	web := httptest.NewUnstartedServer(s)
	web.EnableHTTP2 = true
	web.StartTLS()
	t.Cleanup(web.Close)
	s.url, s.client = web.URL, web.Client()
	p := s.dial(`{"type":"hello"}`)
	if p.answer.ProtoMajor != 2 {
		t.Fatalf("it is %s", p.answer.Proto)
	}
	p.send(`[{"type":"applied","n":5}]`)
	if _, data := p.next(); data != `{"type":"ack","ack":5}` {
		t.Errorf("got %s", data)
	}
}

// Requests that overlap come one after the other, each whole.
func TestStreamKeepsOrder(t *testing.T) {
	const requests, each = 12, 20
	got := make(chan uint64, requests*each)
	s := serveStreams(t, wire.Options{}, func(s *wire.Stream) {
		for {
			m, err := s.Read()
			if err != nil {
				return
			}
			if a, ok := m.(wire.Applied); ok {
				got <- a.N
			}
		}
	})
	p := s.dial(`{"type":"hello"}`)
	var posts sync.WaitGroup
	for i := range requests {
		posts.Go(func() {
			var list []string
			for n := range each {
				list = append(list, fmt.Sprintf(`{"type":"applied","n":%d}`, i*each+n))
			}
			answer, err := p.post(p.id, strings.NewReader("["+strings.Join(list, ",")+"]"))
			if err != nil {
				t.Error(err)
				return
			}
			answer.Body.Close()
		})
	}
	posts.Wait()
	var seen []uint64
	for range requests {
		first := <-got
		seen = append(seen, first)
		for n := first + 1; n < first+each; n++ {
			if next := <-got; next != n {
				t.Fatalf("%d came in place of %d", next, n)
			}
		}
	}
	slices.Sort(seen)
	if seen = slices.Compact(seen); len(seen) != requests {
		t.Errorf("the lists that came begin with %v", seen)
	}
}

func TestStreamTellsTheReason(t *testing.T) {
	big := `[{"type":"event","seq":1,"id":"c1","event":"x","value":"` + strings.Repeat("x", 5000) + `"}]`
	tests := []struct {
		name, list string
		status     int
		closed     string
	}{
		{"nonsense", "x", http.StatusBadRequest, `"code":1008,"reason":"the protocol is broken: a message cannot be read`},
		{"a bad message", `[{"type":"dance"}]`, http.StatusBadRequest, `"code":1008,"reason":"the protocol is broken: no message is of type \"dance\"`},
		{"too big", big, http.StatusRequestEntityTooLarge, `"code":1009`},
		{"too many", "[" + strings.Repeat(`{"type":"applied"},`, 10) + `{"type":"applied"}]`, http.StatusBadRequest, `"code":1008,"reason":"the protocol is broken: more than 200 messages a second`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p := serveStreams(t, wire.Options{MaxMessage: 4000, Burst: 10}, echoStream).dial(`{"type":"hello"}`)
			if status, text := p.send(test.list); status != test.status {
				t.Errorf("answered %d %s", status, text)
			}
			if name, data := p.next(); name != "event: close" || !strings.Contains(data, test.closed) {
				t.Errorf("closed with %q %s", name, data)
			}
			if status, text := p.send("[]"); status != http.StatusGone {
				t.Errorf("afterwards: %d %s", status, text)
			}
		})
	}
}

// Empty requests, which are signs of life, count as messages: a flood of them
// is refused.
func TestEmptyRequestsAreCounted(t *testing.T) {
	p := serveStreams(t, wire.Options{Burst: 5, Rate: 1e-9}, echoStream).dial(`{"type":"hello"}`)
	for range 5 {
		if status, text := p.send("[]"); status != http.StatusNoContent {
			t.Errorf("answered %d %s", status, text)
		}
	}
	if status, _ := p.send("[]"); status != http.StatusBadRequest {
		t.Errorf("a flood: %d", status)
	}
}

func TestStreamRefusesABadHello(t *testing.T) {
	for hello, want := range map[string]int{
		"x":                       http.StatusBadRequest,
		"[]":                      http.StatusBadRequest,
		"":                        http.StatusBadRequest,
		strings.Repeat("x", 5000): http.StatusRequestEntityTooLarge,
	} {
		s := serveStreams(t, wire.Options{MaxMessage: 4000}, echoStream)
		answer, err := s.post(wire.Protocol, strings.NewReader(hello))
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.StatusCode != want {
			t.Errorf("%.20q: %d, want %d", hello, answer.StatusCode, want)
		}
	}
}

// NewStream refuses a writer that cannot flush or set deadlines.
func TestStreamNeedsDeadlines(t *testing.T) {
	w := httptest.NewRecorder()
	_, err := wire.NewStream(w, httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`{"type":"hello"}`)), wire.Options{})
	if !errors.Is(err, http.ErrNotSupported) || w.Code != http.StatusNotImplemented {
		t.Errorf("%d, %v", w.Code, err)
	}
}

func TestEventIsOneLine(t *testing.T) {
	p := serveStreams(t, wire.Options{}, func(s *wire.Stream) {
		s.Write([]byte("{\"a\":\r\n[1,\n2]}"))
		s.Close(1000, "a\nb")
	}).dial(`{"type":"hello"}`)
	if _, data := p.next(); data != `{"a":  [1, 2]}` {
		t.Errorf("got %q", data)
	}
	if name, data := p.next(); name != "event: close" || data != `{"code":1000,"reason":"a\nb"}` {
		t.Errorf("got %q %q", name, data)
	}
	if rest, err := io.ReadAll(p.events); len(rest) > 0 || err != nil {
		t.Errorf("afterwards comes %q, %v", rest, err)
	}
}

func TestStreamOfAClientThatGoes(t *testing.T) {
	gone := make(chan error, 1)
	p := serveStreams(t, wire.Options{}, func(s *wire.Stream) {
		s.Read() // the hello
		_, err := s.Read()
		gone <- err
	}).dial(`{"type":"hello"}`)
	p.answer.Body.Close()
	if err := <-gone; !errors.Is(err, wire.ErrClosed) {
		t.Errorf("it ended with %v", err)
	}
}

func TestSilentStreamIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := make(chan error, 1)
		p := serveStreamsInBubble(t, wire.Options{KeepAlive: time.Minute}, func(s *wire.Stream) {
			s.Read()
			_, err := s.Read()
			gone <- err
		}).dial(`{"type":"hello"}`)
		began := time.Now()
		for range 2 {
			if name, _ := p.next(); name != ":" {
				t.Errorf("got %q, want a comment", name)
			}
		}
		if err := <-gone; !errors.Is(err, wire.ErrClosed) {
			t.Errorf("it ended with %v", err)
		}
		if after := time.Since(began); after != 3*time.Minute {
			t.Errorf("dropped after %v, want when the third comment is due", after)
		}
	})
}

func TestStreamThatAnswersStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := serveStreamsInBubble(t, wire.Options{KeepAlive: time.Minute}, echoStream).dial(`{"type":"hello"}`)
		for range 60 {
			if name, _ := p.next(); name != ":" {
				t.Fatalf("got %q, want a comment", name)
			}
			time.Sleep(59 * time.Second) // it answers late
			if status, text := p.send("[]"); status != http.StatusNoContent {
				t.Fatalf("answered %d %s", status, text)
			}
		}
	})
}

// Closing a stream does not wait for a client that does not read.
func TestCloseWhileAWriteIsStuck(t *testing.T) {
	done := make(chan error, 1)
	p := serveStreams(t, wire.Options{}, func(s *wire.Stream) {
		var wrote sync.WaitGroup
		full := make(chan struct{}, 1)
		wrote.Go(func() {
			message := make([]byte, 1<<20)
			for {
				writing := time.AfterFunc(200*time.Millisecond, func() {
					select {
					case full <- struct{}{}:
					default:
					}
				})
				err := s.Write(message)
				writing.Stop()
				if err != nil {
					done <- err
					return
				}
			}
		})
		<-full
		s.Close(4000, "enough")
		wrote.Wait()
		if err := s.Write([]byte("{}")); !errors.Is(err, wire.ErrClosed) {
			t.Errorf("a write after the end: %v", err)
		}
	}).dial(`{"type":"hello"}`)
	if err := <-done; err == nil {
		t.Error("a stuck write came through")
	}
	p.answer.Body.Close()
}

func TestDecodeList(t *testing.T) {
	const applied = `{"type":"applied","n":1}`
	tests := []struct {
		name, list string
		n          int
		err        string
	}{
		{"none", "[]", 0, ""},
		{"one", "[" + applied + "]", 1, ""},
		{"white space", " [ " + applied + " ,\n" + applied + "] ", 2, ""},
		{"as many as may be", "[" + strings.Repeat(applied+",", 999) + applied + "]", 1000, ""},
		{"too many", "[" + strings.Repeat(applied+",", 1000) + applied + "]", 0, "more than 1000"},
		{"no list", applied, 0, "no list"},
		{"nothing", "", 0, "cannot be read"},
		{"null", "null", 0, "no list"},
		{"a bad one", "[" + applied + ",1]", 0, "cannot be read"},
		{"no comma", "[" + applied + applied + "]", 0, "cannot be read"},
		{"a comma too many", "[" + applied + ",]", 0, "cannot be read"},
		{"no end", "[" + applied, 0, "cannot be read"},
		{"the wrong end", "[" + applied + "}", 0, "cannot be read"},
		{"more", "[]" + applied, 0, "cannot be read"},
		{"deep", strings.Repeat("[", 100_000), 0, "nested"},
		{"a hello", `[{"type":"hello"}]`, 0, "hello comes once"},
		{"bad UTF-8", "[{\"type\":\"applied\",\"\xff\":1}]", 0, "UTF-8"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			list, err := wire.DecodeList([]byte(test.list))
			if test.err == "" && (err != nil || len(list) != test.n) {
				t.Errorf("%d messages, %v", len(list), err)
			}
			if test.err != "" && (!errors.Is(err, wire.ErrProtocol) || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("error %v, want one with %q", err, test.err)
			}
		})
	}
}

func FuzzDecodeList(f *testing.F) {
	for _, seed := range []string{
		`[]`, `[{"type":"event","seq":3,"id":"c1","event":"change","value":20},{"type":"applied","n":1}]`,
		`[{"type":"hello","inputs":[{}]}]`, `[[[]]]`, `[1 2]`, `[{}`, `[]]`, "\xff", `null`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := wire.DecodeList(data)
		if err != nil {
			if !errors.Is(err, wire.ErrProtocol) || len(err.Error()) > 120 {
				t.Errorf("an error that is none of the protocol's, or too long: %v", err)
			}
			return
		}
		for _, m := range list {
			if m == nil {
				t.Error("a list has a message that is none")
			}
		}
		if again, err := wire.DecodeList(append([]byte(" "), data...)); err != nil || len(again) != len(list) {
			t.Errorf("with a space before it: %d messages, %v; without: %d", len(again), err, len(list))
		}
	})
}
