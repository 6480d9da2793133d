package main

import (
	"fmt"
	"regexp"
)

type params map[string]string
type handler func(params) string
type route struct {
	re *regexp.Regexp
	h  handler
}
type router struct{ routes []route }

func (r *router) on(pattern string, h handler) *router {
	re := regexp.MustCompile(`\{(\w+)(?::([^}]+))?\}`)
	expr := re.ReplaceAllStringFunc(pattern, func(m string) string {
		sub := re.FindStringSubmatch(m)
		cls := sub[2]
		if cls == "" {
			cls = `[^/]+`
		}
		return fmt.Sprintf("(?P<%s>%s)", sub[1], cls)
	})
	r.routes = append(r.routes, route{regexp.MustCompile("^" + expr + "$"), h})
	return r
}
func (r *router) serve(path string) string {
	for _, rt := range r.routes {
		m := rt.re.FindStringSubmatch(path)
		if m == nil {
			continue
		}
		p := params{}
		for i, n := range rt.re.SubexpNames() {
			if n != "" {
				p[n] = m[i]
			}
		}
		return rt.h(p)
	}
	return "404"
}

func main() {
	show := func(name string) handler { return func(p params) string { return fmt.Sprint(name, " ", p) } }
	r := (&router{}).on("/", show("home")).on(`/user/{id:\d+}`, show("user")).on("/user/{name}/post/{slug}", show("post")).on("/user/{name}", show("name"))
	for _, p := range []string{"/", "/user/42", "/user/bob", "/user/bob/post/hi-there", "/zap", "/user/"} {
		fmt.Println(p, r.serve(p))
	}
}
