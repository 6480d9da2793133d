package interp_test

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// webScript uses net/http in every way in which that has something for the process.
const webScript = `package main
import ("errors"; "io"; "net/http"; "net/url"; "strings"; "example.com/listen")

type own struct{ name string }
func (o own) RoundTrip(r *http.Request) (*http.Response, error) {
	return &http.Response{StatusCode: 200, Body: io.NopCloser(strings.NewReader(o.name + " " + r.Method)), Request: r}, nil
}

type doer interface{ Do(*http.Request) (*http.Response, error) }
type wrapped struct{ *http.Client }

func SetTransport(name string) { http.DefaultTransport = own{name} }
func SetNil() { http.DefaultTransport = nil }
func SetProxy() { http.DefaultTransport.(*http.Transport).Proxy = func(*http.Request) (*url.URL, error) { return nil, errors.New("mine") } }
func SetClient(name string) { http.DefaultClient = &http.Client{Transport: own{name}} }
func SetField(name string) { http.DefaultClient.Transport = own{name} }

func text(r *http.Response, err error) string {
	if err != nil { return "error: " + err.Error() }
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil { return "error: " + err.Error() }
	return string(b)
}

func Get(url string) string { return text(http.Get(url)) }
func Ways(address string) (all []string) {
	add := func(r *http.Response, err error) { all = append(all, text(r, err)) }
	request := func() *http.Request { r, _ := http.NewRequest("PUT", address, nil); return r }
	c := &http.Client{}
	add(http.Get(address)); add(http.Head(address)); add(http.Post(address, "", nil)); add(http.PostForm(address, nil))
	add(c.Get(address)); add(c.Head(address)); add(c.Post(address, "", nil)); add(c.PostForm(address, nil)); add(c.Do(request()))
	f := http.Get
	add(f(address))
	g := c.Do
	add(g(request()))
	h := (*http.Client).Do
	add(h(c, request()))
	var d doer = c
	add(d.Do(request()))
	k := d.Do
	add(k(request()))
	add(wrapped{c}.Do(request()))
	d = wrapped{c}
	add(d.Do(request()))
	var v http.Client
	add(v.Do(request()))
	add(http.DefaultClient.Do(request()))
	var p interface{ PostForm(string, url.Values) (*http.Response, error) } = c
	add(p.PostForm(address, url.Values{"a": {"b"}}))
	return all
}

func Handle(text string) {
	http.HandleFunc("/own", func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, text) })
	http.Handle("/other", http.NotFoundHandler())
}
func Serve() error { return http.Serve(listen.Listener(), nil) }
func ServeBy() error { s := &http.Server{}; return s.Serve(listen.Listener()) }
func ServeInterface() error {
	var s interface{ Serve(listen.Any) error } = &http.Server{}
	return s.Serve(listen.Listener())
}
`

// webSessions are two interpreters of webScript, and the listeners that they are given.
func webSessions(t *testing.T) (a, b counter, listeners chan net.Listener) {
	listeners = make(chan net.Listener, 10)
	lent := interp.Symbols{"example.com/listen/listen": {
		"Listener": reflect.ValueOf(func() net.Listener {
			l, err := net.Listen("tcp", "127.0.0.1:0")
			if err != nil {
				t.Error(err)
			}
			listeners <- l
			return l
		}),
		"Any": reflect.ValueOf((*net.Listener)(nil)),
	}}
	p, err := load(t, webScript, interp.Config{Symbols: []interp.Symbols{symbols.Std(), lent}})
	if err != nil {
		t.Fatal(err)
	}
	if p.Shared() {
		t.Fatal("the sessions share an interpreter")
	}
	var list []counter
	for range 2 {
		i, err := p.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(i.Kill)
		list = append(list, counter{i, t})
	}
	return list[0], list[1], listeners
}

// Whatever a script sets of the default client and transport, no other session and no
// compiled code sees it.
func TestWebDefaultsAreTheSessions(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "real") }))
	defer server.Close()
	client, transport := *http.DefaultClient, http.DefaultTransport
	for _, set := range []string{"SetTransport", "SetNil", "SetProxy", "SetClient", "SetField"} {
		a, b, _ := webSessions(t)
		if f, _ := a.Func(set); f.Type().NumIn() == 1 {
			a.call(set, "mine")
		} else {
			a.call(set)
		}
		if got := a.call("Get", server.URL).(string); !strings.Contains(got, "mine") && !strings.Contains(got, "no Client.Transport or DefaultTransport") {
			t.Errorf("%s: the session itself gets %q", set, got)
		}
		if got := b.call("Get", server.URL); got != "real" {
			t.Errorf("%s: another session gets %q", set, got)
		}
		r, err := http.Get(server.URL)
		if err != nil {
			t.Fatalf("%s: compiled code gets %v", set, err)
		}
		r.Body.Close()
		if !reflect.DeepEqual(client, *http.DefaultClient) || transport != http.DefaultTransport {
			t.Errorf("%s: the process has another client or transport", set)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

// A client without a transport has the session's, however its methods are called.
func TestClientsUseTheSessionsTransport(t *testing.T) {
	a, _, _ := webSessions(t)
	a.call("SetTransport", "mine")
	want := "[mine GET mine HEAD mine POST mine POST mine GET mine HEAD mine POST mine POST mine PUT mine GET" + strings.Repeat(" mine PUT", 8) + " mine POST]"
	if got := fmt.Sprint(a.call("Ways", "http://none.example/")); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

// A session's connections end with it: those that wait for another request, and those in
// use, whose request fails.
func TestConnectionsEndWithTheSession(t *testing.T) {
	states, asked := make(chan http.ConnState, 100), make(chan bool)
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/slow" {
			asked <- true
			<-r.Context().Done()
		}
	}))
	server.Config.ConnState = func(_ net.Conn, s http.ConnState) { states <- s }
	server.Start()
	defer server.Close()

	a, _, _ := webSessions(t)
	a.call("Get", server.URL)
	f, err := a.Func("Get")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan bool)
	b, _, _ := webSessions(t)
	b.call("Get", server.URL)
	go func() {
		defer close(done)
		defer func() { _ = recover() }() // the interpreter is stopped
		f.Call([]reflect.Value{reflect.ValueOf(server.URL + "/slow")})
	}()
	<-asked
	a.Kill()
	b.Kill()
	closed := 0
	waitfor.True(t, "the connections to be closed and the request to fail", func() bool {
		select {
		case s := <-states:
			if s == http.StateClosed {
				closed++
			}
		default:
		}
		select {
		case <-done:
			return closed == 2
		default:
			return false
		}
	})
}

// What a session handles and serves by default is its own, and served until it ends.
func TestServersEndWithTheSession(t *testing.T) {
	for _, serve := range []string{"Serve", "ServeBy", "ServeInterface"} {
		a, b, listeners := webSessions(t)
		a.call("Handle", "of a")
		b.call("Handle", "of b")
		f, err := a.Func(serve)
		if err != nil {
			t.Fatal(err)
		}
		done := make(chan bool)
		go func() {
			defer close(done)
			defer func() { _ = recover() }() // the interpreter is stopped
			f.Call(nil)
		}()
		url := "http://" + (<-listeners).Addr().String() + "/own"
		r, err := http.Get(url)
		if err != nil {
			t.Fatal(err)
		}
		text, _ := io.ReadAll(r.Body)
		r.Body.Close()
		if string(text) != "of a" {
			t.Errorf("%s: it serves %q", serve, text)
		}
		a.Kill()
		<-done
		if _, err := http.Get(url); err == nil {
			t.Errorf("%s: it serves after the end", serve)
		}
	}
	r := httptest.NewRequest("GET", "/own", nil)
	if _, pattern := http.DefaultServeMux.Handler(r); pattern != "" {
		t.Errorf("the process handles %s", pattern)
	}
	http.DefaultClient.CloseIdleConnections()
}

// What net/http says of a handler goes to the standard error of its session. A handler
// that aborts its request fails in nobody's eyes but the client's.
func TestHandlersOfSessions(t *testing.T) {
	listeners := make(chan net.Listener, 1)
	lent := interp.Symbols{"example.com/listen/listen": {"Listener": reflect.ValueOf(func() net.Listener {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Error(err)
		}
		listeners <- l
		return l
	})}}
	p, err := load(t, `package main
import ("net/http"; "example.com/listen")
func F() { go http.Serve(listen.Listener(), http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/abort": panic(http.ErrAbortHandler)
	case "/panic": panic("in a handler")
	}
	w.WriteHeader(200)
	w.WriteHeader(500)
})) }`, interp.Config{Symbols: []interp.Symbols{symbols.Std(), lent}})
	if err != nil {
		t.Fatal(err)
	}
	var log strings.Builder
	told := make(chan *interp.PanicError, 9)
	instance, err := p.New(t.Context(), interp.Env{Stderr: &log, OnPanic: func(e *interp.PanicError) { told <- e }})
	if err != nil {
		t.Fatal(err)
	}
	counter{instance, t}.call("F")
	url := "http://" + (<-listeners).Addr().String()
	client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
	for path, fails := range map[string]bool{"/abort": true, "/panic": true, "/": false} {
		r, err := client.Get(url + path)
		if (err != nil) != fails {
			t.Errorf("%s: %v", path, err)
		}
		if err == nil {
			r.Body.Close()
		}
	}
	instance.Kill()
	waitfor.NoGoroutines(t)
	if !strings.Contains(log.String(), "superfluous response.WriteHeader") {
		t.Errorf("the session says %q", log.String())
	}
	if e := <-told; fmt.Sprint(e.Value) != "in a handler" || len(told) > 0 {
		t.Errorf("it told of %v, and of %d more", e, len(told))
	}
}
