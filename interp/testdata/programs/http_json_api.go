package main

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
)

type todo struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
	Done bool   `json:"done"`
}
type api struct {
	mu    sync.Mutex
	todos map[int]*todo
	next  int
}

func (a *api) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /todos", a.list)
	mux.HandleFunc("POST /todos", a.create)
	mux.HandleFunc("PUT /todos/{id}/done", a.done)
	return mux
}
func (a *api) list(w http.ResponseWriter, r *http.Request) {
	out := []todo{}
	for i := 1; i <= a.next; i++ {
		if t := a.todos[i]; t != nil {
			out = append(out, *t)
		}
	}
	reply(w, 200, out)
}
func (a *api) create(w http.ResponseWriter, r *http.Request) {
	var t todo
	if err := json.NewDecoder(r.Body).Decode(&t); err != nil || t.Text == "" {
		reply(w, 400, map[string]string{"error": "bad todo"})
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.next++
	t.ID = a.next
	a.todos[t.ID] = &t
	reply(w, 201, t)
}
func (a *api) done(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.PathValue("id"))
	t := a.todos[id]
	if t == nil {
		http.NotFound(w, r)
		return
	}
	t.Done = true
	reply(w, 200, t)
}
func reply(w http.ResponseWriter, code int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	json.NewEncoder(w).Encode(v)
}

type rec struct {
	h    http.Header
	code int
	buf  strings.Builder
}

func (r *rec) Header() http.Header         { return r.h }
func (r *rec) WriteHeader(c int)           { r.code = c }
func (r *rec) Write(p []byte) (int, error) { return r.buf.Write(p) }

func main() {
	h := (&api{todos: map[int]*todo{}}).routes()
	for _, c := range [][3]string{{"GET", "/todos"}, {"POST", "/todos", `{"text":"a"}`}, {"POST", "/todos", `{}`}, {"POST", "/todos", `{"text":"b <c>"}`}, {"PUT", "/todos/2/done"}, {"PUT", "/todos/9/done"}, {"GET", "/todos"}, {"DELETE", "/todos"}} {
		r, err := http.NewRequest(c[0], c[1], strings.NewReader(c[2]))
		if err != nil {
			fmt.Println(err)
			continue
		}
		w := &rec{h: http.Header{}}
		h.ServeHTTP(w, r)
		fmt.Println(c[0], w.code, w.h.Get("Content-Type"), strings.TrimSpace(w.buf.String()))
	}
}
