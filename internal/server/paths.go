package server

import (
	"context"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/templates"
)

// appRoot is the way to the root from where apps are shown, "/NAME" and "/", as toRoot
// gives it. It is the same for all of them, so that a view holds at both.
const appRoot = "."

// toRoot is the way from the address of a request to the server's root, as a relative
// reference without a slash at its end: "." or "../..". The address that a browser has
// ends as the path of the request does, whatever a proxy or http.StripPrefix has taken
// off: so the way is right without knowing what that was.
func toRoot(r *http.Request) string {
	at := r.URL.EscapedPath()
	if at == "" { // http.StripPrefix has left nothing: the root is a folder with the last name of the address
		address, _, _ := strings.Cut(r.RequestURI, "?")
		return "./" + path.Base(address)
	}
	depth, _ := depthOf(at)
	if depth == 0 {
		return "."
	}
	return strings.TrimSuffix(strings.Repeat("../", depth), "/")
}

// depthOf is the number of folders that an escaped path goes down, as a browser counts
// them: empty ones too. It reports whether ".." leads above the root on the way.
func depthOf(at string) (depth int, above bool) {
	for folder, rest, more := strings.Cut(strings.TrimPrefix(at, "/"), "/"); more; folder, rest, more = strings.Cut(rest, "/") {
		switch folder {
		case ".":
		case "..":
			above = above || depth == 0
			depth = max(depth-1, 0)
		default:
			depth++
		}
	}
	return depth, above
}

// public is where the server stands below the address that a browser has, as far as it is
// known, of Options.RootPath or of a proxy that is trusted.
type public struct {
	takenOff string // the path that a proxy has taken off, unescaped
	root     string // the server's root, escaped, without a slash at its end
}

type publicKey struct{}

// publicOf returns what is known of the public path of a request.
func publicOf(r *http.Request) (public, bool) {
	p, known := r.Context().Value(publicKey{}).(public)
	return p, known
}

// at returns a request that knows that a path was taken off. One that ends in
// Options.Prefix stands for the prefix, too.
func (s *Server) at(r *http.Request, takenOff string) *http.Request {
	p := public{takenOff, escaped(takenOff)}
	if !strings.HasSuffix(takenOff, s.prefix()) {
		p.root += escaped(s.prefix())
	}
	return r.WithContext(context.WithValue(r.Context(), publicKey{}, p))
}

// redirect leads to a path of the server, escaped, with the same query. http.Redirect
// would leave what was taken off the address.
func redirect(w http.ResponseWriter, r *http.Request, to string) {
	redirectBelow(toRoot(r), w, r, to)
}

// redirectBelow leads to a path below the server's root, which is named by its public
// path where that is known, and else by the way to it from the address of the request.
func redirectBelow(root string, w http.ResponseWriter, r *http.Request, to string) {
	if p, known := publicOf(r); known {
		root = p.root
	}
	if r.URL.RawQuery != "" {
		to += "?" + r.URL.RawQuery
	}
	w.Header().Set("Location", root+to)
	w.WriteHeader(http.StatusFound)
}

// mount serves what is below a path by a handler that sees paths without it. Without
// its slash the path leads there; http.ServeMux would do it without what was taken off
// the address. The path is no pattern.
func mount(mux *http.ServeMux, at string, h http.Handler) {
	pattern := escaped(at)
	mux.HandleFunc(pattern+"/", func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, without(r, at)) })
	mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) { redirect(w, r, pattern+"/") })
}

// cleaned leads from paths with empty parts, "." and ".." to those without, as
// http.ServeMux does. What leads above the root is not there.
func (s *Server) cleaned(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		clean := path.Clean("/" + r.URL.Path)
		if clean != "/" && strings.HasSuffix(r.URL.Path, "/") {
			clean += "/"
		}
		_, above := depthOf(r.URL.EscapedPath())
		switch {
		case above:
			s.notFound(w, r)
		case clean != r.URL.Path:
			redirect(w, r, escaped(clean))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// stripPrefix removes Options.Prefix from paths, unless a proxy has done so. Handlers
// behind it see paths without it; outside answers for paths that are not below it.
func (s *Server) stripPrefix(next, outside http.Handler) http.Handler {
	prefix := s.prefix()
	if prefix == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, below := strings.CutPrefix(r.URL.Path, prefix)
		switch {
		case !below || rest != "" && rest[0] != '/':
			if p, known := publicOf(r); known && strings.HasSuffix(p.takenOff, prefix) {
				next.ServeHTTP(w, r)
				return
			}
			outside.ServeHTTP(w, r)
		case rest == "":
			redirectBelow(toRoot(r)+escaped(prefix), w, r, "/")
		default:
			next.ServeHTTP(w, without(r, prefix))
		}
	})
}

// unproxied takes Options.RootPath off the paths of requests that come without the proxy
// that does so: at the address that the server prints, redirects lead there. What has such
// a path on this server comes first.
func (s *Server) unproxied(next http.Handler) http.Handler {
	root := plainPath(s.opts.RootPath)
	if root == "" {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rest, below := strings.CutPrefix(r.URL.Path, root)
		if below && (rest == "" || rest[0] == '/') && !s.has(r.URL.Path) {
			r = without(r, root)
		}
		next.ServeHTTP(w, r)
	})
}

// has reports whether an app is at a path, or a static folder above it.
func (s *Server) has(at string) bool {
	at = strings.TrimPrefix(at, s.prefix())
	slug, rest, _ := strings.Cut(strings.TrimPrefix(at, "/"), "/")
	return s.app(slug) != nil && rest == "" || slices.ContainsFunc(s.static, func(folder static) bool {
		return strings.HasPrefix(at+"/", folder.at+"/")
	})
}

// outside answers for a path that is not below Options.Prefix.
func (s *Server) outside(w http.ResponseWriter, r *http.Request) {
	s.writeError(w, r, toRoot(r)+escaped(s.prefix()), templates.Error{Status: http.StatusNotFound}, errNoPage)
}

// without returns a request without the beginning of its path, which the path has. Other
// than http.StripPrefix it takes the beginning also where it is written in another way.
func without(r *http.Request, beginning string) *http.Request {
	stripped, u := *r, *r.URL
	u.Path = strings.TrimPrefix(u.Path, beginning)
	u.RawPath = withoutParts(u.RawPath, strings.Count(beginning, "/"))
	stripped.URL = &u
	return &stripped
}

// withoutParts returns an escaped path without its first n parts, which may be written in
// several ways. "" stays "".
func withoutParts(raw string, n int) string {
	for range n {
		next := strings.IndexByte(strings.TrimPrefix(raw, "/"), '/')
		if next < 0 {
			return ""
		}
		raw = raw[next+1:]
	}
	return raw
}

// prefix is Options.Prefix with a slash in front and none behind, or "".
func (s *Server) prefix() string { return plainPath(s.opts.Prefix) }

// plainPath is a path with a slash in front and none behind, or "".
func plainPath(path string) string {
	if path = strings.Trim(path, "/"); path != "" {
		return "/" + path
	}
	return ""
}

// escaped is a path as it stands in a URL.
func escaped(path string) string { return (&url.URL{Path: path}).EscapedPath() }
