package pn_test

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/panelgo/panelgo/pn"
)

// info is a visitor's request with every kind of information.
func info() pn.RequestInfo {
	return pn.RequestInfo{
		Path:       "/weather",
		RawQuery:   "city=Paris&c%69ty=Rome&n=7&bad=a%ffb&empty=",
		Headers:    http.Header{"Accept-Language": {"de"}, "Cookie": {"theme=dark; theme=light", `quoted="a b"`, "=;broken"}},
		RemoteAddr: "192.0.2.1:4711",
		User:       "ada",
	}
}

// What a script reads, and what is recorded of it: the exact key of its page.
func TestRequestReads(t *testing.T) {
	tests := []struct {
		name string
		read func(r *pn.Request) any
		want any
		kept pn.Read
	}{
		{"a parameter", func(r *pn.Request) any { return r.Arg("city", "Berlin") }, "Paris", pn.Read{Kind: pn.ReadArg, Name: "city", Value: "=Paris"}},
		{"one that is absent", func(r *pn.Request) any { return r.Arg("x", "Berlin") }, "Berlin", pn.Read{Kind: pn.ReadArg, Name: "x"}},
		{"one without values", func(r *pn.Request) any { return r.Arg("none", "Berlin") }, "Berlin", pn.Read{Kind: pn.ReadArg, Name: "none"}},
		{"an empty one is not absent", func(r *pn.Request) any { return r.Arg("empty", "x") }, "", pn.Read{Kind: pn.ReadArg, Name: "empty", Value: "="}},
		{"bad UTF-8", func(r *pn.Request) any { return r.Arg("bad", "") }, "a\uFFFDb", pn.Read{Kind: pn.ReadArg, Name: "bad", Value: "=a\uFFFDb"}},
		{"a number", func(r *pn.Request) any { return r.ArgInt("n", 3) }, 7, pn.Read{Kind: pn.ReadArg, Name: "n", Value: "=7"}},
		{"what is no number", func(r *pn.Request) any { return r.ArgInt("city", 3) }, 3, pn.Read{Kind: pn.ReadArg, Name: "city", Value: "=Paris"}},
		{"all values", func(r *pn.Request) any { return strings.Join(r.Args("city"), "|") }, "Paris|Rome", pn.Read{Kind: pn.ReadArgs, Name: "city", Value: "=Paris&=Rome"}},
		{"all values of none", func(r *pn.Request) any { return len(r.Args("x")) }, 0, pn.Read{Kind: pn.ReadArgs, Name: "x"}},
		{"a header", func(r *pn.Request) any { return r.Header("accept-language") }, "de", pn.Read{Kind: pn.ReadHeader, Name: "Accept-Language", Value: "de"}},
		{"a cookie, the first of its name", func(r *pn.Request) any { return r.Cookie("theme", "") }, "dark", pn.Read{Kind: pn.ReadCookie, Name: "theme", Value: "=dark"}},
		{"a quoted cookie", func(r *pn.Request) any { return r.Cookie("quoted", "") }, "a b", pn.Read{Kind: pn.ReadCookie, Name: "quoted", Value: "=a b"}},
		{"a cookie that is absent", func(r *pn.Request) any { return r.Cookie("x", "none") }, "none", pn.Read{Kind: pn.ReadCookie, Name: "x"}},
		{"the user", func(r *pn.Request) any { return r.User() }, "ada", pn.Read{Kind: pn.ReadUser, Value: "ada"}},
		{"the path", func(r *pn.Request) any { return r.Path() }, "/weather", pn.Read{Kind: pn.ReadPath, Value: "/weather"}},
		{"the address", func(r *pn.Request) any { return r.RemoteAddr() }, "192.0.2.1:4711", pn.Read{Kind: pn.ReadAddr, Value: "192.0.2.1:4711"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			r := pn.NewRequest(info())
			for range 2 {
				if got := test.read(r); got != test.want {
					t.Errorf("read %q, want %q", got, test.want)
				}
			}
			if got := r.Reads(); !slices.Equal(got, []pn.Read{test.kept}) {
				t.Errorf("recorded %q, want %q once", got, test.kept)
			}
			sealed := pn.Seal("/weather", []pn.Read{test.kept})
			if got := test.read(sealed); got != test.want {
				t.Errorf("sealed, read %q, want %q", got, test.want)
			}
			if leak, ok := sealed.Leaked(); ok {
				t.Errorf("sealed, it could not answer %v", leak)
			}
		})
	}
}

// Some reads depend on who the visitor is, others do not.
func TestReadIdentity(t *testing.T) {
	for read, want := range map[pn.Read]bool{
		{Kind: pn.ReadUser}:                            true,
		{Kind: pn.ReadCookie, Name: "x"}:               true,
		{Kind: pn.ReadAddr}:                            true,
		{Kind: pn.ReadHeader, Name: "Authorization"}:   true,
		{Kind: pn.ReadHeader, Name: "X-Unknown"}:       true,
		{Kind: pn.ReadHeader, Name: "Accept-Language"}: false,
		{Kind: pn.ReadArg, Name: "x"}:                  false,
		{Kind: pn.ReadArgs, Name: "x"}:                 false,
		{Kind: pn.ReadPath}:                            false,
	} {
		if got := read.Identity(); got != want {
			t.Errorf("%v: %v", read, got)
		}
	}
}

// The reads of a run are recorded up to the bound and one beyond it, which
// shows that there were more.
func TestReadsAreBounded(t *testing.T) {
	query := url.Values{}
	for i := range 10_000 {
		query.Set(fmt.Sprint("p", i), strings.Repeat("x", 100))
	}
	r := pn.NewRequest(pn.RequestInfo{RawQuery: query.Encode()})
	for i := range 200 {
		if got := r.Arg(fmt.Sprint("p", i), ""); len(got) != 100 {
			t.Fatalf("parameter %d is %q", i, got)
		}
	}
	if got := len(r.Reads()); got != pn.MaxReads+1 {
		t.Errorf("%d reads are recorded, want %d", got, pn.MaxReads+1)
	}
	many := pn.NewRequest(pn.RequestInfo{RawQuery: url.Values{"x": make([]string, 10_000)}.Encode()})
	if got := len(many.Args("x")); got != 10_000 {
		t.Errorf("%d values", got)
	}
}

// A sealed request records the first read that it cannot answer, and fits a
// visitor whose request gives its answers.
func TestSeal(t *testing.T) {
	reads := []pn.Read{{Kind: pn.ReadArg, Name: "city", Value: "=Paris"}, {Kind: pn.ReadUser, Value: "ada"}}
	r := pn.Seal("/weather", reads)
	if r.Arg("city", "") != "Paris" || r.Arg("n", "none") != "none" || r.Cookie("theme", "") != "" {
		t.Error("other answers")
	}
	if leak, ok := r.Leaked(); !ok || leak != (pn.Read{Kind: pn.ReadArg, Name: "n"}) {
		t.Errorf("the first leak is %v", leak)
	}
	if !r.Fits(info()) {
		t.Error("does not fit the request it was made from")
	}
	r.Open(info())
	if got := r.Arg("n", "none"); got != "7" {
		t.Errorf("opened, it reads %q", got)
	}
	if got := r.Info().User; got != "ada" {
		t.Errorf("opened, its user is %q", got)
	}
}

// A sealed request stops fitting when any of its reads changes.
func TestTamperedSealIsRefused(t *testing.T) {
	r := pn.NewRequest(info())
	r.Arg("city", "")
	r.Args("city")
	r.Arg("absent", "")
	r.Cookie("theme", "")
	r.Header("Accept-Language")
	r.User()
	reads := r.Reads()
	for i, read := range reads {
		for name, change := range map[string]pn.Read{
			"another value": {Kind: read.Kind, Name: read.Name, Value: read.Value + "x"},
			"there or not":  {Kind: read.Kind, Name: read.Name, Value: map[bool]string{true: "=", false: ""}[read.Value == ""]},
			"unknown kind":  {Kind: "Body", Name: read.Name, Value: "x"},
		} {
			list := slices.Clone(reads)
			list[i] = change
			if pn.Seal("/weather", list).Fits(info()) {
				t.Errorf("%v with %s fits", read, name)
			}
		}
	}
	twice := pn.Seal("/weather", append(reads, pn.Read{Kind: pn.ReadUser, Value: "bob"}, pn.Read{Kind: pn.ReadUser, Value: "ada"}))
	if leak, ok := twice.Leaked(); !ok || leak.Kind != pn.ReadUser {
		t.Errorf("two answers to one question: leak %v, %v", leak, ok)
	}
}

// For any request, reading returns text, the record is bounded, and a request
// sealed with it gives the same answers.
func FuzzRequest(f *testing.F) {
	f.Add("city=Paris&city=Rome&n=7", "theme=dark", "de", "city")
	f.Add(strings.Repeat("a=%ff&", 1_000), "=;;=\xff", "\x00\xff", "a")
	f.Add(strings.Repeat("x", 100_000), strings.Repeat("a=b; ", 2_000), "", "\xff")
	f.Add("%", "\"", "é", "")
	f.Add("a;b=c&=x&&", "a", "\r\n", "a;b")
	f.Fuzz(func(t *testing.T, query, cookie, header, name string) {
		values, _ := url.ParseQuery(query) // as net/http does: what is malformed is left out
		info := pn.RequestInfo{
			Path: "/" + name, RawQuery: query, User: header, RemoteAddr: header,
			Headers: http.Header{"Cookie": {cookie}, "X-Any": {header}},
		}
		r := pn.NewRequest(info)
		want := answers(r, values, name)
		if got := r.Args(name); len(got) != len(values[name]) {
			t.Errorf("%q: %d values of %q, net/url finds %d", query, len(got), name, len(values[name]))
		}
		for _, text := range want {
			if !utf8.ValidString(text) {
				t.Errorf("%q is not UTF-8", text)
			}
		}
		reads := r.Reads()
		if len(reads) > pn.MaxReads+1 {
			t.Fatalf("%d reads", len(reads))
		}
		for _, read := range reads {
			if got := info.Lookup(read.Kind, read.Name); got != read.Value {
				t.Errorf("recorded %q, asked again %q", read, got)
			}
		}
		if len(reads) > pn.MaxReads {
			return // served to its own visitor only
		}
		sealed := pn.Seal(info.Path, reads)
		if got := answers(sealed, values, name); !slices.Equal(got, want) {
			t.Errorf("sealed: %q, want %q", got, want)
		}
		if leak, ok := sealed.Leaked(); ok || !sealed.Fits(info) {
			t.Errorf("leak %v, fits %v", leak, sealed.Fits(info))
		}
		sealed.Open(info)
		if got := answers(sealed, values, name); !slices.Equal(got, want) {
			t.Errorf("opened: %q, want %q", got, want)
		}
	})
}

// answers performs every read of a request.
func answers(r *pn.Request, values url.Values, name string) []string {
	out := []string{r.Cookie(name, "none"), r.Header("x-any"), r.User(), r.Path(), r.RemoteAddr(), fmt.Sprint(r.ArgInt(name, -1))}
	names := []string{name}
	for key := range values {
		names = append(names, key)
	}
	slices.Sort(names)
	for _, name := range names[:min(len(names), pn.MaxReads)] { // more are not kept
		out = append(out, r.Arg(name, "none"))
		out = append(out, r.Args(name)...)
	}
	return out
}
