package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
)

type hello struct{ name string }

func (h hello) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("X-Name", h.name)
	w.WriteHeader(http.StatusTeapot)
	fmt.Fprintf(w, "hello %s from %s %s", r.URL.Query().Get("q"), r.Method, h.name)
}

type recorder struct {
	head http.Header
	code int
	bytes.Buffer
}

func (r *recorder) Header() http.Header  { return r.head }
func (r *recorder) WriteHeader(code int) { r.code = code }

func wrap(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("X-Wrapped", "yes")
		next.ServeHTTP(w, r)
	})
}

func do(h http.Handler, method, target, body string) {
	r, err := http.NewRequest(method, target, strings.NewReader(body))
	if err != nil {
		fmt.Println(err)
		return
	}
	rec := &recorder{head: http.Header{}, code: 200}
	h.ServeHTTP(rec, r)
	fmt.Println(rec.code, strings.TrimSpace(rec.String()), rec.head)
}

func main() {
	mux := http.NewServeMux()
	mux.Handle("/hello", hello{"srv"})
	mux.HandleFunc("POST /items/{id}", func(w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		fmt.Fprint(w, r.PathValue("id"), " ", string(b), " ", r.FormValue("x"))
	})
	mux.Handle("/old", http.RedirectHandler("/new", http.StatusFound))
	mux.HandleFunc("/err", func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "broken", 500) })
	h := wrap(mux)
	do(h, "GET", "/hello?q=you", "")
	do(h, "POST", "/items/42", "payload")
	do(h, "GET", "/items/42", "")
	do(h, "GET", "/old", "")
	do(h, "GET", "/err", "")
	do(h, "GET", "/none", "")
	do(http.StripPrefix("/a", http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { fmt.Fprint(w, r.URL.Path) })), "GET", "/a/b", "")
	fmt.Println(http.StatusText(404), http.MethodPut, http.CanonicalHeaderKey("x-foo-bar"), http.DetectContentType([]byte("<html>")))
}
