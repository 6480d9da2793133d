package host

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"sync"
)

// web is what package net/http keeps for the process, of one interpreter: its default
// client, transport and mux, made when they are first used, and what it has opened by
// them. Clients and servers without a transport or a handler of their own use these.
type web struct {
	once      sync.Once
	client    *http.Client
	transport http.RoundTripper
	mux       *http.ServeMux

	mu    sync.Mutex
	ended bool
	open  map[io.Closer]struct{} // connections and servers
}

var errEnded = errors.New("the script has ended")

// defaults makes what the interpreter has of its own when it is first asked for. The
// transport is as the process's is configured; the client and the mux are new.
func (w *web) defaults() *web {
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
func (w *web) ownTransport(t *http.Transport) *http.Transport {
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
	return clone(u), err
}

// webConn is a connection that ends with the interpreter.
type webConn struct {
	net.Conn
	web *web
}

// Close closes the connection, and the interpreter forgets it.
func (c *webConn) Close() error {
	c.web.forget(c)
	return c.Conn.Close()
}

// add notes what is to be closed at the end. After the end it is closed at once.
func (w *web) add(c io.Closer) error {
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

func (w *web) forget(c io.Closer) {
	w.mu.Lock()
	defer w.mu.Unlock()
	delete(w.open, c)
}

// end closes everything that is open.
func (w *web) end() {
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
func (h *Host) clientOf(c *http.Client) *http.Client {
	if c == nil || c.Transport != nil {
		return c
	}
	own := *c
	own.Transport = h.web.defaults().transport
	if own.Transport == nil {
		own.Transport = noTransport{}
	}
	return &own
}

// client is the interpreter's default client as it acts.
func (h *Host) client() *http.Client { return h.clientOf(h.web.defaults().client) }

// serving runs a server by a function, with the interpreter's mux if it has no handler.
// The server ends with the interpreter.
func (h *Host) serving(s *http.Server, run func() error) error {
	if s.Handler == nil {
		s.Handler = h.web.defaults().mux
	}
	if err := h.web.add(s); err != nil {
		return err
	}
	defer h.web.forget(s)
	return run()
}

// webFuncs are the functions of net/http that use its defaults, as an interpreter has
// them.
var webFuncs = map[string]func(h *Host) any{
	"DefaultClient":    func(h *Host) any { return &h.web.defaults().client },
	"DefaultTransport": func(h *Host) any { return &h.web.defaults().transport },
	"DefaultServeMux":  func(h *Host) any { return &h.web.defaults().mux },

	"Get":  func(h *Host) any { return func(url string) (*http.Response, error) { return h.client().Get(url) } },
	"Head": func(h *Host) any { return func(url string) (*http.Response, error) { return h.client().Head(url) } },
	"Post": func(h *Host) any {
		return func(url, contentType string, body io.Reader) (*http.Response, error) {
			return h.client().Post(url, contentType, body)
		}
	},
	"PostForm": func(h *Host) any {
		return func(url string, data url.Values) (*http.Response, error) { return h.client().PostForm(url, data) }
	},

	"Handle": func(h *Host) any {
		return func(pattern string, handler http.Handler) { h.web.defaults().mux.Handle(pattern, handler) }
	},
	"HandleFunc": func(h *Host) any {
		return func(pattern string, handler func(http.ResponseWriter, *http.Request)) {
			h.web.defaults().mux.HandleFunc(pattern, handler)
		}
	},

	"ListenAndServe": func(h *Host) any {
		return func(addr string, handler http.Handler) error {
			s := &http.Server{Addr: addr, Handler: handler}
			return h.serving(s, s.ListenAndServe)
		}
	},
	"ListenAndServeTLS": func(h *Host) any {
		return func(addr, cert, key string, handler http.Handler) error {
			s := &http.Server{Addr: addr, Handler: handler}
			return h.serving(s, func() error { return s.ListenAndServeTLS(cert, key) })
		}
	},
	"Serve": func(h *Host) any {
		return func(l net.Listener, handler http.Handler) error {
			s := &http.Server{Handler: handler}
			return h.serving(s, func() error { return s.Serve(l) })
		}
	},
	"ServeTLS": func(h *Host) any {
		return func(l net.Listener, handler http.Handler, cert, key string) error {
			s := &http.Server{Handler: handler}
			return h.serving(s, func() error { return s.ServeTLS(l, cert, key) })
		}
	},
}

// webMethods are the methods of clients and servers that use the defaults: functions of
// the host package, with the receiver as the first parameter.
var webMethods = map[string]func(h *Host) any{
	"ClientCloseIdleConnections": func(h *Host) any { return func(c *http.Client) { h.clientOf(c).CloseIdleConnections() } },
	"ClientDo": func(h *Host) any {
		return func(c *http.Client, r *http.Request) (*http.Response, error) { return h.clientOf(c).Do(r) }
	},
	"ClientGet": func(h *Host) any {
		return func(c *http.Client, url string) (*http.Response, error) { return h.clientOf(c).Get(url) }
	},
	"ClientHead": func(h *Host) any {
		return func(c *http.Client, url string) (*http.Response, error) { return h.clientOf(c).Head(url) }
	},
	"ClientPost": func(h *Host) any {
		return func(c *http.Client, url, contentType string, body io.Reader) (*http.Response, error) {
			return h.clientOf(c).Post(url, contentType, body)
		}
	},
	"ClientPostForm": func(h *Host) any {
		return func(c *http.Client, url string, data url.Values) (*http.Response, error) {
			return h.clientOf(c).PostForm(url, data)
		}
	},

	"ServerListenAndServe": func(h *Host) any {
		return func(s *http.Server) error { return h.serving(s, s.ListenAndServe) }
	},
	"ServerListenAndServeTLS": func(h *Host) any {
		return func(s *http.Server, cert, key string) error {
			return h.serving(s, func() error { return s.ListenAndServeTLS(cert, key) })
		}
	},
	"ServerServe": func(h *Host) any {
		return func(s *http.Server, l net.Listener) error { return h.serving(s, func() error { return s.Serve(l) }) }
	},
	"ServerServeTLS": func(h *Host) any {
		return func(s *http.Server, l net.Listener, cert, key string) error {
			return h.serving(s, func() error { return s.ServeTLS(l, cert, key) })
		}
	},
}

// webMethod returns a method of a client or server in a script's interface as the
// interpreter has it, as a function. ok is false for others.
func (h *Host) webMethod(x any, name string) (method any, ok bool) {
	kind := ""
	switch x.(type) {
	case *http.Client:
		kind = "Client"
	case *http.Server:
		kind = "Server"
	}
	made, ok := webMethods[kind+name]
	if !ok {
		return nil, false
	}
	f := reflect.ValueOf(made(h))
	m, _ := reflect.TypeOf(x).MethodByName(name)
	bound := reflect.MakeFunc(reflect.ValueOf(x).Method(m.Index).Type(), func(args []reflect.Value) []reflect.Value {
		return f.Call(append([]reflect.Value{reflect.ValueOf(x)}, args...))
	})
	return bound.Interface(), true
}
