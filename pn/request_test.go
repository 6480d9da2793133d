package pn_test

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// info is a visitor's request with every kind of information.
func info() visit.Info {
	return visit.Info{
		Path:       "/weather",
		RawQuery:   "city=Paris&c%69ty=Rome&n=7&bad=a%ffb&empty=",
		Headers:    http.Header{"Accept-Language": {"de"}, "Cookie": {"theme=dark; theme=light", `quoted="a b"`, "=;broken", `prefs={"a":1}; bad name=2; ; a=ü; after=yes`}},
		Host:       "example.com:8080",
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
		kept visit.Read
	}{
		{"a parameter", func(r *pn.Request) any { return r.Arg("city", "Berlin") }, "Paris", visit.Read{Kind: visit.Arg, Name: "city", Value: "=Paris"}},
		{"one that is absent", func(r *pn.Request) any { return r.Arg("x", "Berlin") }, "Berlin", visit.Read{Kind: visit.Arg, Name: "x"}},
		{"one without values", func(r *pn.Request) any { return r.Arg("none", "Berlin") }, "Berlin", visit.Read{Kind: visit.Arg, Name: "none"}},
		{"an empty one is not absent", func(r *pn.Request) any { return r.Arg("empty", "x") }, "", visit.Read{Kind: visit.Arg, Name: "empty", Value: "="}},
		{"bad UTF-8", func(r *pn.Request) any { return r.Arg("bad", "") }, "a\uFFFDb", visit.Read{Kind: visit.Arg, Name: "bad", Value: "=a\uFFFDb"}},
		{"a number", func(r *pn.Request) any { return r.ArgInt("n", 3) }, 7, visit.Read{Kind: visit.Arg, Name: "n", Value: "=7"}},
		{"what is no number", func(r *pn.Request) any { return r.ArgInt("city", 3) }, 3, visit.Read{Kind: visit.Arg, Name: "city", Value: "=Paris"}},
		{"all values", func(r *pn.Request) any { return strings.Join(r.Args("city"), "|") }, "Paris|Rome", visit.Read{Kind: visit.Args, Name: "city", Value: "=Paris&=Rome"}},
		{"all values of none", func(r *pn.Request) any { return len(r.Args("x")) }, 0, visit.Read{Kind: visit.Args, Name: "x"}},
		{"a header", func(r *pn.Request) any { return r.RequestHeader("accept-language") }, "de", visit.Read{Kind: visit.Header, Name: "Accept-Language", Value: "de"}},
		{"a cookie, the first of its name", func(r *pn.Request) any { return r.Cookie("theme", "") }, "dark", visit.Read{Kind: visit.Cookie, Name: "theme", Value: "=dark"}},
		{"a quoted cookie", func(r *pn.Request) any { return r.Cookie("quoted", "") }, "a b", visit.Read{Kind: visit.Cookie, Name: "quoted", Value: "=a b"}},
		{"a cookie that is absent", func(r *pn.Request) any { return r.Cookie("x", "none") }, "none", visit.Read{Kind: visit.Cookie, Name: "x"}},
		{"a cookie beside malformed ones", func(r *pn.Request) any { return r.Cookie("after", "") }, "yes", visit.Read{Kind: visit.Cookie, Name: "after", Value: "=yes"}},
		{"the host", func(r *pn.Request) any { return r.RequestHeader("host") }, "example.com:8080", visit.Read{Kind: visit.Header, Name: "Host", Value: "example.com:8080"}},
		{"the user", func(r *pn.Request) any { return r.User() }, "ada", visit.Read{Kind: visit.User, Value: "ada"}},
		{"the path", func(r *pn.Request) any { return r.Path() }, "/weather", visit.Read{Kind: visit.Path, Value: "/weather"}},
		{"the address", func(r *pn.Request) any { return r.RemoteAddr() }, "192.0.2.1:4711", visit.Read{Kind: visit.Addr, Value: "192.0.2.1:4711"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			recorded := visit.NewRequest(info())
			r := pn.NewRequest(recorded)
			for range 2 {
				if got := test.read(r); got != test.want {
					t.Errorf("read %q, want %q", got, test.want)
				}
			}
			if got := recorded.Reads(); !slices.Equal(got, []visit.Read{test.kept}) {
				t.Errorf("recorded %q, want %q once", got, test.kept)
			}
			sealed := visit.Seal("/weather", "", []visit.Read{test.kept})
			if got := test.read(pn.NewRequest(sealed)); got != test.want {
				t.Errorf("sealed, read %q, want %q", got, test.want)
			}
			if leak, ok := sealed.Leaked(); ok {
				t.Errorf("sealed, it could not answer %v", leak)
			}
		})
	}
}

// Reads of anything but the address depend on who the visitor is.
func TestReadIdentity(t *testing.T) {
	for read, want := range map[visit.Read]bool{
		{Kind: visit.User}:                            true,
		{Kind: visit.Cookie, Name: "x"}:               true,
		{Kind: visit.Addr}:                            true,
		{Kind: visit.Header, Name: "Authorization"}:   true,
		{Kind: visit.Header, Name: "X-Unknown"}:       true,
		{Kind: visit.Header, Name: "Accept-Language"}: true,
		{Kind: visit.Header, Name: "User-Agent"}:      true,
		{Kind: visit.Header, Name: "Host"}:            true,
		{Kind: visit.Arg, Name: "x"}:                  false,
		{Kind: visit.Args, Name: "x"}:                 false,
		{Kind: visit.Path}:                            false,
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
	recorded := visit.NewRequest(visit.Info{RawQuery: query.Encode()})
	r := pn.NewRequest(recorded)
	for i := range 200 {
		if got := r.Arg(fmt.Sprint("p", i), ""); len(got) != 100 {
			t.Fatalf("parameter %d is %q", i, got)
		}
	}
	if got := len(recorded.Reads()); got != visit.MaxReads+1 {
		t.Errorf("%d reads are recorded, want %d", got, visit.MaxReads+1)
	}
	many := pn.NewRequest(visit.NewRequest(visit.Info{RawQuery: url.Values{"x": make([]string, 10_000)}.Encode()}))
	if got := len(many.Args("x")); got != 10_000 {
		t.Errorf("%d values", got)
	}
}

// A sealed request records the first read that it cannot answer, and fits a
// visitor whose request gives its answers.
func TestSeal(t *testing.T) {
	reads := []visit.Read{{Kind: visit.Arg, Name: "city", Value: "=Paris"}, {Kind: visit.User, Value: "ada"}}
	sealed := visit.Seal("/weather", "", reads)
	r := pn.NewRequest(sealed)
	if r.Arg("city", "") != "Paris" || r.Arg("n", "none") != "none" || r.Cookie("theme", "") != "" {
		t.Error("other answers")
	}
	if leak, ok := sealed.Leaked(); !ok || leak != (visit.Read{Kind: visit.Arg, Name: "n"}) {
		t.Errorf("the first leak is %v", leak)
	}
	if !sealed.Fits(info()) {
		t.Error("does not fit the request it was made from")
	}
	sealed.Open(info())
	if got := r.Arg("n", "none"); got != "7" {
		t.Errorf("opened, it reads %q", got)
	}
	if got := sealed.Info().User; got != "ada" {
		t.Errorf("opened, its user is %q", got)
	}
}

// A sealed request stops fitting when any of its reads changes.
func TestTamperedSealIsRefused(t *testing.T) {
	recorded := visit.NewRequest(info())
	r := pn.NewRequest(recorded)
	r.Arg("city", "")
	r.Args("city")
	r.Arg("absent", "")
	r.Cookie("theme", "")
	r.RequestHeader("Accept-Language")
	r.User()
	reads := recorded.Reads()
	for i, read := range reads {
		for name, change := range map[string]visit.Read{
			"another value": {Kind: read.Kind, Name: read.Name, Value: read.Value + "x"},
			"there or not":  {Kind: read.Kind, Name: read.Name, Value: map[bool]string{true: "=", false: ""}[read.Value == ""]},
			"unknown kind":  {Kind: "Body", Name: read.Name, Value: "x"},
		} {
			list := slices.Clone(reads)
			list[i] = change
			if visit.Seal("/weather", "", list).Fits(info()) {
				t.Errorf("%v with %s fits", read, name)
			}
		}
	}
	twice := visit.Seal("/weather", "", append(reads, visit.Read{Kind: visit.User, Value: "bob"}, visit.Read{Kind: visit.User, Value: "ada"}))
	if leak, ok := twice.Leaked(); !ok || leak.Kind != visit.User {
		t.Errorf("two answers to one question: leak %v, %v", leak, ok)
	}
}

// A query is read as browsers read it: nothing of it is lost, whatever it is.
func TestQueries(t *testing.T) {
	for query, want := range map[string]string{
		"q=100%":            "100%",
		"q=100%&x=1":        "100%",
		"q=%":               "%",
		"q=%zz%4":           "%zz%4",
		"q=%zz%41":          "%zzA",
		"q=%2541":           "%41",
		"q=a;b":             "a;b",
		"q=a%3Bb;c=d":       "a;b;c=d",
		";q=1&q=2":          "2",
		"q=a+b%2B%20c":      "a b+ c",
		"q=a=b==":           "a=b==",
		"%71=1":             "1",
		"%q=1&q=2":          "2",
		"q":                 "",
		"&&q=&":             "",
		"q=%C3%A9\u00e9%e9": "éé\uFFFD",
	} {
		r := pn.NewRequest(visit.NewRequest(visit.Info{RawQuery: query}))
		if got := r.Arg("q", "none"); got != want {
			t.Errorf("?%s: q is %q, want %q", query, got, want)
		}
		if got := r.Args("q"); !slices.Equal(got, []string{want}) {
			t.Errorf("?%s: all values of q are %q, want %q", query, got, want)
		}
	}
	r := pn.NewRequest(visit.NewRequest(visit.Info{RawQuery: "50%=half&a;b=c&\xff=x"}))
	if got := []string{r.Arg("50%", ""), r.Arg("a;b", ""), r.Arg("\uFFFD", "")}; !slices.Equal(got, []string{"half", "c", "x"}) {
		t.Errorf("names with marks have %q", got)
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
		values, malformed := url.ParseQuery(query) // leaves out what is malformed
		info := visit.Info{
			Path: "/" + name, RawQuery: query, User: header, RemoteAddr: header,
			Headers: http.Header{"Cookie": {cookie}, "X-Any": {header}},
		}
		recorded := visit.NewRequest(info)
		r := pn.NewRequest(recorded)
		want := answers(r, values, name)
		plain := malformed == nil && utf8.ValidString(name+strings.Join(slices.Collect(maps.Keys(values)), ""))
		if got := r.Args(name); plain && len(got) != len(values[name]) || len(got) < len(values[name]) {
			t.Errorf("%q: %d values of %q, net/url finds %d", query, len(got), name, len(values[name]))
		}
		for _, text := range want {
			if !utf8.ValidString(text) {
				t.Errorf("%q is not UTF-8", text)
			}
		}
		reads := recorded.Reads()
		if len(reads) > visit.MaxReads+1 {
			t.Fatalf("%d reads", len(reads))
		}
		for _, read := range reads {
			if got := info.Lookup(read.Kind, read.Name); got != read.Value {
				t.Errorf("recorded %q, asked again %q", read, got)
			}
		}
		if len(reads) > visit.MaxReads {
			return // served to its own visitor only
		}
		sealed := visit.Seal(info.Path, "", reads)
		if got := answers(pn.NewRequest(sealed), values, name); !slices.Equal(got, want) {
			t.Errorf("sealed: %q, want %q", got, want)
		}
		if leak, ok := sealed.Leaked(); ok || !sealed.Fits(info) {
			t.Errorf("leak %v, fits %v", leak, sealed.Fits(info))
		}
		sealed.Open(info)
		if got := answers(pn.NewRequest(sealed), values, name); !slices.Equal(got, want) {
			t.Errorf("opened: %q, want %q", got, want)
		}
	})
}

// answers performs every read of a request.
func answers(r *pn.Request, values url.Values, name string) []string {
	out := []string{r.Cookie(name, "none"), r.RequestHeader("x-any"), r.User(), r.Path(), r.RemoteAddr(), fmt.Sprint(r.ArgInt(name, -1))}
	names := []string{name}
	for key := range values {
		names = append(names, key)
	}
	slices.Sort(names)
	for _, name := range names[:min(len(names), visit.MaxReads)] { // more are not kept
		out = append(out, r.Arg(name, "none"))
		out = append(out, r.Args(name)...)
	}
	return out
}
