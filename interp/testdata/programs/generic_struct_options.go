package main

import (
	"fmt"
	"strconv"
	"strings"
)

type option[T any] func(*T)
type server struct {
	host string
	port int
}

func build[T any](opts ...option[T]) *T {
	t := new(T)
	for _, o := range opts {
		o(t)
	}
	return t
}
func host(h string) option[server] { return func(s *server) { s.host = h } }
func port(p int) option[server]    { return func(s *server) { s.port = p } }

type event[T any] struct{ handlers []func(T) }

func (e *event[T]) on(f func(T)) { e.handlers = append(e.handlers, f) }
func (e *event[T]) emit(v T) int {
	for _, h := range e.handlers {
		h(v)
	}
	return len(e.handlers)
}

type repo[ID comparable, E interface{ id() ID }] struct{ m map[ID]E }

func (r *repo[ID, E]) save(e E) {
	if r.m == nil {
		r.m = make(map[ID]E)
	}
	r.m[e.id()] = e
}

type user struct {
	uid  int
	name string
}

func (u user) id() int { return u.uid }

type either[L, R any] struct {
	left  *L
	right *R
}

func fold[L, R, T any](e either[L, R], l func(L) T, r func(R) T) T {
	if e.left != nil {
		return l(*e.left)
	}
	return r(*e.right)
}

func main() {
	fmt.Println(*build(host("h"), port(80)), *build[server]())
	var e event[string]
	var got []string
	e.on(func(s string) { got = append(got, s) })
	e.on(func(s string) { got = append(got, strings.ToUpper(s)) })
	fmt.Println(e.emit("a"), got)
	var r repo[int, user]
	r.save(user{1, "bob"})
	r.save(user{1, "eve"})
	fmt.Println(r.m)
	s := "left"
	fmt.Println(fold(either[string, int]{left: &s}, func(s string) int { return len(s) }, func(i int) int { return i }))
	n := 9
	fmt.Println(fold(either[string, int]{right: &n}, strconv.Quote, strconv.Itoa))
}
