package web

import (
	"context"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"slices"
	"sync"
)

// Defaults are what package net/http keeps for the process, of one interpreter: its
// default client, transport and mux, made when they are first used, and what it has
// opened by them. Clients and servers without a transport or a handler of their own use
// these. The zero value is ready to be used; its methods are safe for concurrent use.
type Defaults struct {
	Log *log.Logger // what servers without a log of their own write to; nil for that of the process

	once      sync.Once
	client    *http.Client
	transport http.RoundTripper
	mux       *http.ServeMux

	mu    sync.Mutex
	ended bool
	open  map[io.Closer]struct{} // connections and servers
}

// ErrAbort is what a handler panics with to give up its connection. Package net/http says
// nothing of it.
var ErrAbort = http.ErrAbortHandler

var errEnded = errors.New("the script has ended")

// made makes what the interpreter has of its own when it is first asked for. The
// transport is as the process's is configured; the client and the mux are new.
func (w *Defaults) made() *Defaults {
	w.once.Do(func() {
		w.client, w.mux, w.transport = &http.Client{}, http.NewServeMux(), http.DefaultTransport
		if t, ok := http.DefaultTransport.(*http.Transport); ok {
			w.transport = w.ownTransport(t)
		}
	})
	return w
}

// ownTransport copies a transport, with what the copy would have in common with it. The
// connections that the copy opens, and copies of it, end with the interpreter.
func (w *Defaults) ownTransport(t *http.Transport) *http.Transport {
	own := t.Clone()
	if c := own.TLSClientConfig; c != nil {
		c.NextProtos, c.Certificates = slices.Clone(c.NextProtos), slices.Clone(c.Certificates)
		c.CipherSuites, c.CurvePreferences = slices.Clone(c.CipherSuites), slices.Clone(c.CurvePreferences)
		if c.RootCAs != nil {
			c.RootCAs = c.RootCAs.Clone()
		}
	}
	if proxy := own.Proxy; proxy != nil {
		own.Proxy = func(r *http.Request) (*url.URL, error) { return ownURL(proxy(r)) }
	}
	dial := own.DialContext
	if dial == nil {
		dial = new(net.Dialer).DialContext
	}
	own.DialContext = func(ctx context.Context, network, address string) (net.Conn, error) {
		c, err := dial(ctx, network, address)
		if err != nil {
			return nil, err
		}
		conn := &webConn{Conn: c, web: w}
		if err := w.add(conn); err != nil {
			return nil, err
		}
		return conn, nil
	}
	return own
}

// ownURL copies a URL that net/http keeps.
func ownURL(u *url.URL, err error) (*url.URL, error) {
	if u == nil {
		return nil, err
	}
	own := *u
	return &own, err
}

// webConn is a connection that ends with the interpreter.
type webConn struct {
	net.Conn
	web *Defaults
}

// Close closes the connection, and the interpreter forgets it.
func (c *webConn) Close() error {
	c.web.forget(c)
	return c.Conn.Close()
}

// add notes what is to be closed at the end. After the end it is closed at once.
func (w *Defaults) add(c io.Closer) error {
	w.mu.Lock()
	ended := w.ended
	if !ended {
		if w.open == nil {
			w.open = map[io.Closer]struct{}{}
		}
		w.open[c] = struct{}{}
	}
	w.mu.Unlock()
	if ended {
		c.Close()
		return errEnded
	}
	return nil
}

func (w *Defaults) forget(c io.Closer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, c)
}

// End closes everything that is open. What is opened later is closed at once.
func (w *Defaults) End() {
	w.mu.Lock()
	open := w.open
	w.ended, w.open = true, nil
	w.mu.Unlock()
	for c := range open {
		c.Close()
	}
}

// noTransport answers for a transport that a script has set to nil.
type noTransport struct{}

func (noTransport) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("http: no Client.Transport or DefaultTransport")
}

// clientOf returns a client as it acts: with the interpreter's transport if it has none.
func (w *Defaults) clientOf(c *http.Client) *http.Client {
	if c == nil {
		return c
	}
	own := *c
	if own.Transport == nil {
		own.Transport = w.made().transport
	}
	switch t := own.Transport.(type) {
	case nil:
		own.Transport = noTransport{}
	case *http.Transport:
		own.Transport = guarded{t}
	}
	return &own
}

// acting is the interpreter's default client as it acts.
func (w *Defaults) acting() *http.Client { return w.clientOf(w.made().client) }

// serving runs a server by a function, with the interpreter's mux if it has no handler.
// The server ends with the interpreter.
func (w *Defaults) serving(s *http.Server, run func() error) error {
	if s.Handler == nil {
		s.Handler = w.made().mux
	}
	if s.ErrorLog == nil {
		s.ErrorLog = w.Log
	}
	if err := w.add(s); err != nil {
		return err
	}
	defer w.forget(s)
	return run()
}
