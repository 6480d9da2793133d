package web

import (
	"io"
	"net"
	"net/http"
	"net/url"
)

// Funcs are the functions and variables of net/http that use its defaults, or hand them
// out, as an interpreter has them: functions, and pointers to variables.
var Funcs = map[string]func(w *Defaults) any{
	"DefaultClient":    func(w *Defaults) any { return &w.made().client },
	"DefaultTransport": func(w *Defaults) any { return &w.made().transport },
	"DefaultServeMux":  func(w *Defaults) any { return &w.made().mux },

	"ProxyFromEnvironment": func(*Defaults) any {
		return func(r *http.Request) (*url.URL, error) { return ownURL(http.ProxyFromEnvironment(r)) }
	},

	"Get":  func(w *Defaults) any { return func(url string) (*http.Response, error) { return w.acting().Get(url) } },
	"Head": func(w *Defaults) any { return func(url string) (*http.Response, error) { return w.acting().Head(url) } },
	"Post": func(w *Defaults) any {
		return func(url, contentType string, body io.Reader) (*http.Response, error) {
			return w.acting().Post(url, contentType, body)
		}
	},
	"PostForm": func(w *Defaults) any {
		return func(url string, data url.Values) (*http.Response, error) { return w.acting().PostForm(url, data) }
	},

	"Handle": func(w *Defaults) any {
		return func(pattern string, handler http.Handler) { w.made().mux.Handle(pattern, handler) }
	},
	"HandleFunc": func(w *Defaults) any {
		return func(pattern string, handler func(http.ResponseWriter, *http.Request)) {
			w.made().mux.HandleFunc(pattern, handler)
		}
	},

	"ListenAndServe": func(w *Defaults) any {
		return func(addr string, handler http.Handler) error {
			s := &http.Server{Addr: addr, Handler: handler}
			return w.serving(s, s.ListenAndServe)
		}
	},
	"ListenAndServeTLS": func(w *Defaults) any {
		return func(addr, cert, key string, handler http.Handler) error {
			s := &http.Server{Addr: addr, Handler: handler}
			return w.serving(s, func() error { return s.ListenAndServeTLS(cert, key) })
		}
	},
	"Serve": func(w *Defaults) any {
		return func(l net.Listener, handler http.Handler) error {
			s := &http.Server{Handler: handler}
			return w.serving(s, func() error { return s.Serve(l) })
		}
	},
	"ServeTLS": func(w *Defaults) any {
		return func(l net.Listener, handler http.Handler, cert, key string) error {
			s := &http.Server{Handler: handler}
			return w.serving(s, func() error { return s.ServeTLS(l, cert, key) })
		}
	},
}

// Methods are the methods of clients and servers that use the defaults: functions of
// the host package, with the receiver as the first parameter.
var Methods = map[string]func(w *Defaults) any{
	"ClientCloseIdleConnections": func(w *Defaults) any { return func(c *http.Client) { w.clientOf(c).CloseIdleConnections() } },
	"ClientDo": func(w *Defaults) any {
		return func(c *http.Client, r *http.Request) (*http.Response, error) { return w.clientOf(c).Do(r) }
	},
	"ClientGet": func(w *Defaults) any {
		return func(c *http.Client, url string) (*http.Response, error) { return w.clientOf(c).Get(url) }
	},
	"ClientHead": func(w *Defaults) any {
		return func(c *http.Client, url string) (*http.Response, error) { return w.clientOf(c).Head(url) }
	},
	"ClientPost": func(w *Defaults) any {
		return func(c *http.Client, url, contentType string, body io.Reader) (*http.Response, error) {
			return w.clientOf(c).Post(url, contentType, body)
		}
	},
	"ClientPostForm": func(w *Defaults) any {
		return func(c *http.Client, url string, data url.Values) (*http.Response, error) {
			return w.clientOf(c).PostForm(url, data)
		}
	},

	"ServerListenAndServe": func(w *Defaults) any {
		return func(s *http.Server) error { return w.serving(s, s.ListenAndServe) }
	},
	"ServerListenAndServeTLS": func(w *Defaults) any {
		return func(s *http.Server, cert, key string) error {
			return w.serving(s, func() error { return s.ListenAndServeTLS(cert, key) })
		}
	},
	"ServerServe": func(w *Defaults) any {
		return func(s *http.Server, l net.Listener) error { return w.serving(s, func() error { return s.Serve(l) }) }
	},
	"ServerServeTLS": func(w *Defaults) any {
		return func(s *http.Server, l net.Listener, cert, key string) error {
			return w.serving(s, func() error { return s.ServeTLS(l, cert, key) })
		}
	},
}

// Kind returns what the names of the methods of a client, a server or a folder begin with
// in Methods and FileMethods, "" for other values.
func Kind(x any) string {
	switch x.(type) {
	case *http.Client:
		return "Client"
	case *http.Server:
		return "Server"
	case http.Dir:
		return "Dir"
	}
	return ""
}
