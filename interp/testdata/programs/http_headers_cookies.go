package main

import (
	"context"
	"fmt"
	"net/http"
	"strings"
)

func main() {
	h := http.Header{}
	h.Add("accept", "a")
	h.Add("Accept", "b")
	h.Set("x-one", "1")
	fmt.Println(h, h.Get("ACCEPT"), h.Values("accept"), len(h))
	h.Del("X-One")
	c := h.Clone()
	c.Set("New", "y")
	fmt.Println(h, len(c))
	ck := http.Cookie{Name: "s", Value: "v 1", Path: "/", MaxAge: 60, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	fmt.Println(ck.String())
	r, _ := http.NewRequest("POST", "http://host/p?a=1", strings.NewReader("a=2&b=3"))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.AddCookie(&ck)
	r.SetBasicAuth("u", "p")
	fmt.Println(r.ParseForm(), r.Form, r.PostForm, r.FormValue("b"), r.Host, r.URL.Path)
	got, err := r.Cookie("s")
	fmt.Println(got.Value, err)
	_, err = r.Cookie("none")
	u, p, ok := r.BasicAuth()
	fmt.Println(err == http.ErrNoCookie, err, u, p, ok, r.UserAgent() == "")
	ctx := context.WithValue(r.Context(), "k", 5)
	fmt.Println(r.WithContext(ctx).Context().Value("k"))
	t, err := http.ParseTime("Sun, 06 Nov 1994 08:49:37 GMT")
	fmt.Println(t, err)
}
