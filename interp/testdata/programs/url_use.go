package main

import (
	"errors"
	"fmt"
	"net/url"
)

func main() {
	u, err := url.Parse("https://bob:s%20ecret@example.com:8080/a%20b/c?q=1&q=2&z=%C3%A9#frag")
	fmt.Println(u.Scheme, u.Host, u.Hostname(), u.Port(), u.Path, u.RawPath, u.RawQuery, u.Fragment, u.User.Username(), err)
	pw, ok := u.User.Password()
	fmt.Println(pw, ok, u, u.Query()["q"], u.Query().Get("z"), u.IsAbs())
	q := u.Query()
	q.Set("new", "a b&c")
	q.Add("q", "3")
	q.Del("z")
	u.RawQuery = q.Encode()
	fmt.Println(u.String(), q.Has("q"))
	ref, _ := url.Parse("../d?x=y")
	fmt.Println(u.ResolveReference(ref), u.JoinPath("e", "../f").Path)
	fmt.Println(url.QueryEscape("a b/é&"), url.PathEscape("a b/é"))
	s, err := url.QueryUnescape("a%zz")
	fmt.Println(s, err)
	_, err = url.Parse("http://[::1")
	fmt.Println(err)
	_, err = url.Parse(":bad")
	var ue *url.Error
	fmt.Println(errors.As(err, &ue), ue.Op, ue.URL)
	v, err := url.ParseQuery("a=1;b=2&c")
	fmt.Println(v, err)
	vals := url.Values{"k": {"v1", "v2"}, "a": {""}}
	fmt.Println(vals.Encode(), vals.Get("none") == "")
}
