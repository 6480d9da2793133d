package web

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"slices"
	"testing"
)

// The addresses of proxies that net/http keeps are copied before a script gets them.
func TestProxiesAreCopies(t *testing.T) {
	t.Setenv("HTTP_PROXY", "http://proxy.example:1")
	r, err := http.NewRequest("GET", "http://a.example/", nil)
	if err != nil {
		t.Fatal(err)
	}
	w := &Defaults{}
	for name, proxy := range map[string]func(*http.Request) (*url.URL, error){
		"the function":  Funcs["ProxyFromEnvironment"](w).(func(*http.Request) (*url.URL, error)),
		"the transport": w.made().transport.(*http.Transport).Proxy,
	} {
		u, err := proxy(r)
		if err != nil || u == nil || u.Host != "proxy.example:1" {
			t.Fatalf("%s: %v, %v", name, u, err)
		}
		u.Host = "other.example"
		if u, err := http.ProxyFromEnvironment(r); err != nil || u.Host != "proxy.example:1" {
			t.Errorf("%s: the process asks %v, %v", name, u, err)
		}
	}
}

// What is set in the transport of an interpreter is not set in the process's.
func TestTransportIsACopy(t *testing.T) {
	own := (&Defaults{}).made().transport.(*http.Transport)
	theirs := http.DefaultTransport.(*http.Transport)
	if own == theirs || own.MaxIdleConns != theirs.MaxIdleConns || !own.ForceAttemptHTTP2 {
		t.Fatal("it is not a copy")
	}
	before := slices.Clone(theirs.TLSClientConfig.NextProtos)
	for i := range own.TLSClientConfig.NextProtos {
		own.TLSClientConfig.NextProtos[i] = "mine"
	}
	if !slices.Equal(theirs.TLSClientConfig.NextProtos, before) {
		t.Errorf("the process speaks %v", theirs.TLSClientConfig.NextProtos)
	}
}

// After the end nothing is opened any more, by copies of the transport either.
func TestNothingIsOpenedAfterTheEnd(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	w := &Defaults{}
	copied := w.made().transport.(*http.Transport).Clone()
	w.End()
	for _, c := range []*http.Client{w.acting(), {Transport: copied}} {
		if _, err := c.Get("http://" + l.Addr().String()); !errors.Is(err, errEnded) {
			t.Errorf("a request gives %v", err)
		}
	}
	if err := w.serving(&http.Server{}, func() error { return nil }); !errors.Is(err, errEnded) {
		t.Errorf("a server gives %v", err)
	}
}
