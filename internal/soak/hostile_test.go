package soak_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// hostile are scripts that harm themselves: what App does, or what the button "Go" does
// when its name does not begin with "app ".
var hostile = map[string]string{
	"app panic":             `panic("in App")`,
	"app loop":              `for {}`,
	"app exit":              `os.Exit(3)`,
	"app goroutines":        `for { go func() { select {} }() }`,
	"app sleep":             `time.Sleep(time.Hour)`,
	"panic":                 `panic("in a callback")`,
	"goroutine panic":       `go panic("in a goroutine")`,
	"exit":                  `os.Exit(3)`,
	"fatal":                 `log.Fatal("the end")`,
	"loop":                  `for {}`,
	"goroutine loop":        `go func() { for { text.Set(fmt.Sprint(time.Now())) } }()`,
	"sleep":                 `time.Sleep(time.Hour)`,
	"recursion":             `var f func(int) int; f = func(n int) int { return f(n+1) + 1 }; f(0)`,
	"timer panic":           `time.AfterFunc(time.Millisecond, func() { panic("in a timer") })`,
	"timer exit":            `time.AfterFunc(time.Millisecond, func() { os.Exit(3) })`,
	"timers":                `for { time.AfterFunc(time.Hour, func() { panic("late") }) }`,
	"unlock":                `var mu sync.Mutex; mu.Unlock()`,
	"unlock later":          `var mu sync.RWMutex; go mu.RUnlock()`,
	"deadlock":              `var mu sync.Mutex; mu.Lock(); mu.Lock()`,
	"huge make":             `n := 1 << 50; text.Set(fmt.Sprint(len(make([]int, n))))`,
	"huge Grow":             `var b bytes.Buffer; b.Grow(1 << 50)`,
	"goroutines":            `for { go func() { select {} }() }`,
	"panics without end":    `for { go panic("again") }`,
	"lines without end":     `for { fmt.Println("and again") }`,
	"reader without end":    `io.Copy(io.Discard, endless{})`,
	"reader that panics":    `io.ReadAll(failing{})`,
	"a variable of package": `io.EOF = nil; go func() { p := &io.EOF; *p = errors.New("mine") }()`,
	"map race":              `m := map[int]int{}; for range 4 { go func() { for { m[1]++ } }() }; for { json.Marshal(m) }`,
	"comparison that never": `sort.Slice([]int{1, 2, 3}, func(i, j int) bool { for {} })`,
	"server":                `go http.ListenAndServe("127.0.0.1:0", nil)`,
	"a request that panics": `http.Post("http://127.0.0.1:9", "text/plain", failing{})`,
	"a long text":           `text.Set(strings.Repeat("x", 5<<20))`,
	"many components":       `for range 5_000 { s.Main(pn.Text("more")) }`,
	"used twice":            `s.Main(text)`,
	"values without end":    `type list []any; l := list{nil}; l[0] = l; text.Set(fmt.Sprint(l))`,
}

const hostileScript = `package main

import (
	"bytes"; "encoding/json"; "errors"; "fmt"; "io"; "log"; "net/http"; "os"; "sort"; "strings"; "sync"; "time"

	"github.com/panelgo/panelgo/pn"
)

var mutable = map[string]int{}

type endless struct{}

func (endless) Read(b []byte) (int, error) { return 0, nil }

type failing struct{}

func (failing) Read(b []byte) (int, error) { panic("in a reader") }

func App(s *pn.Session) {
	mutable["sessions"]++
	clicks, text := 0, pn.Text("clicks: 0")
	s.Main(text, pn.Button("Go").OnClick(func() {
		clicks++
		text.Set(fmt.Sprint("clicks: ", clicks))
		IN CALLBACK
	}))
	IN APP
}

func use() { _, _, _, _, _, _, _, _, _, _, _, _ = bytes.NewReader, json.Marshal, errors.New, fmt.Sprint, io.EOF, log.Print, http.Get, os.Exit, sort.Ints, strings.Repeat, sync.NewCond, time.Now }
`

// TestHostile has scripts that harm themselves beside one that does not. The visitors of
// that see what they should; how long they wait with and without the hostile ones is
// logged. When everybody has left, the process holds what it held.
func TestHostile(t *testing.T) {
	length := *soakFor
	if testing.Short() {
		length = min(length, 2*time.Second)
	}
	if waitfor.RaceDetector { // these use up its numbers: see MainApart
		for _, name := range []string{"goroutine loop", "timers", "panics without end", "lines without end", "map race"} {
			delete(hostile, name)
		}
	}
	s := newSite(t)
	s.phase(t, time.Second, len(hostile), &waits{}) // makes what is made once
	before := s.empty(t, resources{})
	quiet, harmed := &waits{}, &waits{}
	for end := time.Now().Add(length); time.Now().Before(end); {
		phase := min(15*time.Second, length/2)
		s.phase(t, phase/3, 0, quiet)
		s.phase(t, phase, 2, harmed)
	}
	after := s.empty(t, before)
	t.Logf("%d visits of hostile scripts", s.harms.Load())
	t.Logf("quiet:   %v", quiet)
	t.Logf("hostile: %v", harmed)
	t.Logf("before: %v", before)
	t.Logf("after:  %v", after)
}

// site is a server with the hostile scripts, and a calm one.
type site struct {
	server *panelgo.Server
	web    *httptest.Server
	http   *http.Client
	harms  atomic.Int64
}

func newSite(t *testing.T) *site {
	dir, paths := t.TempDir(), []string{}
	write := func(name, inApp, inCallback string) {
		path := filepath.Join(dir, slug(name)+".go")
		source := strings.NewReplacer("IN APP", inApp, "IN CALLBACK", inCallback).Replace(hostileScript)
		if err := os.WriteFile(path, []byte(source), 0o644); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	write("calm", "", "")
	for name, does := range hostile {
		if strings.HasPrefix(name, "app ") {
			write(name, does, "")
		} else {
			write(name, "", does)
		}
	}
	o := panelgo.Defaults()
	o.Reuse, o.UnusedLifetime, o.CheckUnused = server.ReuseOn, lifetime, lifetime/10
	o.StartTimeout, o.CallbackTimeout = 10*time.Second, 20*time.Second // no calm session takes that long
	o.Log = slog.New(slog.NewTextHandler(io.Discard, nil))
	h, err := panelgo.Handler(paths, panelgo.WithOptions(o))
	if err != nil {
		t.Fatal(err)
	}
	s := &site{server: h, web: httptest.NewServer(h), http: &http.Client{Timeout: patience}}
	t.Cleanup(func() {
		if err := h.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
		s.web.Close()
	})
	return s
}

func slug(name string) string { return strings.ReplaceAll(name, " ", "-") }

// phase has visitors of the calm script, and some of the hostile ones, for a while.
func (s *site) phase(t *testing.T, length time.Duration, hostiles int, calm *waits) {
	ctx, stop := context.WithTimeout(t.Context(), length)
	defer stop()
	names := slices.Sorted(maps.Keys(hostile))
	var all sync.WaitGroup
	for i := range hostiles {
		all.Go(func() {
			for n := i * len(names) / hostiles; ctx.Err() == nil; n++ {
				s.harm(names[n%len(names)])
				s.harms.Add(1)
			}
		})
	}
	for range 4 {
		all.Go(func() {
			for ctx.Err() == nil {
				if err := s.visitCalm(calm); err != nil {
					t.Error(err)
					return
				}
				time.Sleep(20 * time.Millisecond)
			}
		})
	}
	all.Wait()
}

// harm visits a hostile script, and goes away when its session has ended, or soon.
func (s *site) harm(name string) {
	v, err := s.open(&http.Client{Timeout: time.Second}, slug(name))
	if err != nil {
		return // its App does not return
	}
	defer v.conn.Close()
	v.click()
	v.conn.SetReadDeadline(time.Now().Add(300 * time.Millisecond))
	for {
		if _, _, err := v.conn.ReadMessage(); err != nil {
			return
		}
	}
}

// visitCalm visits the calm script, and clicks.
func (s *site) visitCalm(calm *waits) error {
	begin := time.Now()
	v, err := s.open(s.http, "calm")
	if err != nil {
		return fmt.Errorf("the calm page: %w", err)
	}
	defer v.conn.Close()
	for n := 1; n <= 5; n++ {
		if n > 1 {
			begin = time.Now()
		}
		v.click()
		if err := v.read(fmt.Sprint("clicks: ", n)); err != nil {
			return fmt.Errorf("the calm page, click %d: %w", n, err)
		}
		calm.add(time.Since(begin), n == 1)
	}
	return nil
}

// guest is a page with a button, and its socket.
type guest struct {
	conn   *websocket.Conn
	button string // its id
	seq    int
	last   int // number of the last patch
	own    int // of the first after which the page is its session's
}

// open loads a page and opens its socket.
func (s *site) open(client *http.Client, app string) (*guest, error) {
	response, err := client.Get(s.web.URL + "/" + app)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s %w", response.Status, err)
	}
	hello := map[string]any{"type": "hello", "last": 0}
	for _, m := range attributes.FindAllStringSubmatch(string(body), -1) {
		hello[m[1]] = m[2]
	}
	dom, err := pntest.ParseDOM(string(body))
	if err != nil {
		return nil, err
	}
	button := (&page{dom: dom}).labelled("Go")
	if button == nil {
		return nil, errors.New("there is no button")
	}
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.2"}, HandshakeTimeout: patience}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(s.web.URL, "http")+"/"+app, nil)
	if err != nil {
		return nil, err
	}
	v := &guest{conn: conn, button: attribute(button, "id")}
	conn.WriteJSON(hello)
	err = v.read(`"welcome"`)
	for err == nil && v.last < v.own {
		err = v.read(`"patch"`)
	}
	if err != nil {
		conn.Close()
		return nil, err
	}
	return v, nil
}

func (v *guest) click() {
	v.seq++
	v.conn.WriteJSON(map[string]any{"type": "event", "seq": v.seq, "id": v.button, "on": v.last, "event": "click"})
}

// read waits for a message with a text in it.
func (v *guest) read(part string) error {
	v.conn.SetReadDeadline(time.Now().Add(patience))
	for {
		_, data, err := v.conn.ReadMessage()
		if err != nil {
			return err
		}
		var m struct{ Own, N int }
		if err := json.Unmarshal(data, &m); err != nil {
			return fmt.Errorf("read the message %q: %w", data, err)
		}
		if v.own = max(v.own, m.Own); m.N > 0 {
			v.last = m.N
			v.conn.WriteJSON(map[string]any{"type": "applied", "n": m.N})
		}
		if strings.Contains(string(data), part) {
			return nil
		}
	}
}

// empty waits until nobody is there and the process holds what it did before, which is
// nothing at the beginning: then it is the least that it holds within a while.
func (s *site) empty(t *testing.T, before resources) (now resources) {
	t.Helper()
	s.http.CloseIdleConnections()
	err := eventually("the process to be as it was", func() bool {
		now = held()
		return s.server.Stats().Sessions == 0 && (before == resources{} || now.within(before) == nil)
	})
	if err != nil {
		stacks := make([]byte, 1<<20)
		t.Errorf("%v: %d sessions, %v\n%s", err, s.server.Stats().Sessions, now.within(before), stacks[:runtime.Stack(stacks, true)])
	}
	for i := 0; i < 20 && before == (resources{}); i++ {
		time.Sleep(50 * time.Millisecond)
		now.heap = min(now.heap, held().heap)
	}
	return now
}

// waits are how long visitors waited.
type waits struct {
	mu           sync.Mutex
	first, later []time.Duration // from the request to the first click's answer; from a click to its answer
}

func (w *waits) add(d time.Duration, first bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if first {
		w.first = append(w.first, d)
	} else {
		w.later = append(w.later, d)
	}
}

func (w *waits) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return fmt.Sprintf("a page and its first click %s; a click %s", spread(w.first), spread(w.later))
}

// spread says how durations are spread.
func spread(list []time.Duration) string {
	if len(list) == 0 {
		return "never"
	}
	slices.Sort(list)
	at := func(part float64) time.Duration {
		return list[int(part*float64(len(list)-1))].Round(10 * time.Microsecond)
	}
	return fmt.Sprintf("%v in the middle, %v of 99 %%, %v at most (%d)", at(0.5), at(0.99), at(1), len(list))
}
