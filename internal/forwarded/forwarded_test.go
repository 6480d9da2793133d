package forwarded_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/forwarded"
)

func parse(t testing.TB, list ...string) forwarded.Proxies {
	t.Helper()
	p, err := forwarded.Parse(list)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestTrust(t *testing.T) {
	for _, test := range []struct {
		list   []string
		remote string
		want   bool
	}{
		{forwarded.Loopback(), "127.0.0.1:4711", true},
		{forwarded.Loopback(), "127.8.9.10:4711", true},
		{forwarded.Loopback(), "[::1]:4711", true},
		{forwarded.Loopback(), "[::ffff:127.0.0.1]:4711", true},
		{forwarded.Loopback(), "@", true},
		{forwarded.Loopback(), "", true},
		{forwarded.Loopback(), "192.0.2.1:4711", false},
		{forwarded.Loopback(), "[::2]:4711", false},
		{forwarded.Loopback(), "pipe", false},
		{nil, "127.0.0.1:4711", false},
		{nil, "@", false},
		{[]string{"10.0.0.0/8"}, "10.255.0.1:1", true},
		{[]string{"10.1.2.3/8"}, "10.255.0.1:1", true},
		{[]string{"10.0.0.0/8"}, "11.0.0.1:1", false},
		{[]string{"10.0.0.0/8"}, "127.0.0.1:1", false},
		{[]string{"fd00::/8"}, "[fd12::1%eth0]:1", true},
		{[]string{"192.0.2.1", "2001:db8::1"}, "192.0.2.1:1", true},
		{[]string{"192.0.2.1", "2001:db8::1"}, "[2001:db8::1]:1", true},
		{[]string{"192.0.2.1", "2001:db8::1"}, "192.0.2.2:1", false},
		{[]string{"*"}, "192.0.2.2:1", true},
		{[]string{"*"}, "[2001:db8::1]:1", true},
	} {
		if got := parse(t, test.list...).Trust(test.remote); got != test.want {
			t.Errorf("%v, %q: %v, want %v", test.list, test.remote, got, test.want)
		}
	}
	for _, bad := range []string{"", "proxy.example", "10.0.0.0/40", "10.0.0", "10.*", "192.0.2.1:80", "[::1]"} {
		if _, err := forwarded.Parse([]string{"192.0.2.1", bad}); err == nil || !strings.Contains(err.Error(), "use an address or a network") {
			t.Errorf("%q: %v", bad, err)
		}
	}
}

func TestRead(t *testing.T) {
	for _, test := range []struct {
		name    string
		headers []string // pairs of name and value
		want    forwarded.Said
	}{
		{"nothing", nil, forwarded.Said{}},
		{"a client", []string{"X-Forwarded-For", "203.0.113.7"}, forwarded.Said{Client: "203.0.113.7:0"}},
		{"with a port", []string{"X-Forwarded-For", "203.0.113.7:4711"}, forwarded.Said{Client: "203.0.113.7:4711"}},
		{"IPv6", []string{"X-Forwarded-For", "2001:db8::7"}, forwarded.Said{Client: "[2001:db8::7]:0"}},
		{"IPv6 with a port", []string{"X-Forwarded-For", "[2001:db8::7]:4711"}, forwarded.Said{Client: "[2001:db8::7]:4711"}},
		{"what the client has made up", []string{"X-Forwarded-For", "192.0.2.66, 203.0.113.7"}, forwarded.Said{Client: "203.0.113.7:0"}},
		{"a chain", []string{"X-Forwarded-For", "192.0.2.66, 203.0.113.7, 10.0.0.8,10.0.0.9"}, forwarded.Said{Client: "203.0.113.7:0"}},
		{"in lines", []string{"X-Forwarded-For", "203.0.113.7", "X-Forwarded-For", "10.0.0.9"}, forwarded.Said{Client: "203.0.113.7:0"}},
		{"only proxies", []string{"X-Forwarded-For", "10.0.0.7, 10.0.0.8"}, forwarded.Said{Client: "10.0.0.7:0"}},
		{"unknown", []string{"X-Forwarded-For", "unknown"}, forwarded.Said{}},
		{"unknown behind a proxy", []string{"X-Forwarded-For", "203.0.113.7, unknown, 10.0.0.8"}, forwarded.Said{Client: "10.0.0.8:0"}},

		{"https", []string{"X-Forwarded-Proto", "https"}, forwarded.Said{Scheme: "https"}},
		{"of a socket", []string{"X-Forwarded-Proto", "WSS"}, forwarded.Said{Scheme: "https"}},
		{"encrypted up to the first proxy", []string{"X-Forwarded-Proto", "https, http"}, forwarded.Said{Scheme: "https"}},
		{"another scheme", []string{"X-Forwarded-Proto", "gopher"}, forwarded.Said{}},
		{"a host", []string{"X-Forwarded-Host", "public.example:8443"}, forwarded.Said{Host: "public.example:8443"}},
		{"of several proxies", []string{"X-Forwarded-Host", "public.example, inner"}, forwarded.Said{Host: "public.example"}},
		{"no host", []string{"X-Forwarded-Host", "public.example/x"}, forwarded.Said{}},
		{"a user", []string{"X-Forwarded-Host", "user@public.example"}, forwarded.Said{}},

		{"a path", []string{"X-Forwarded-Prefix", "/team/x"}, forwarded.Said{Prefix: "/team/x", HasPrefix: true}},
		{"with a slash", []string{"X-Forwarded-Prefix", "/team/x/"}, forwarded.Said{Prefix: "/team/x", HasPrefix: true}},
		{"none taken off", []string{"X-Forwarded-Prefix", "/"}, forwarded.Said{HasPrefix: true}},
		{"outside ASCII", []string{"X-Forwarded-Prefix", "/gr%C3%B6%C3%9Fe"}, forwarded.Said{Prefix: "/größe", HasPrefix: true}},
		{"of a chain", []string{"X-Forwarded-Prefix", "/a/b", "X-Forwarded-Prefix", "/c"}, forwarded.Said{Prefix: "/a/b/c", HasPrefix: true}},
		{"another host", []string{"X-Forwarded-Prefix", "//evil.example"}, forwarded.Said{}},
		{"slashes alone", []string{"X-Forwarded-Prefix", "//"}, forwarded.Said{}},
		{"another host in a chain", []string{"X-Forwarded-Prefix", "/, //evil.example"}, forwarded.Said{}},
		{"another host, escaped", []string{"X-Forwarded-Prefix", "/%2Fevil.example"}, forwarded.Said{}},
		{"another host, backwards", []string{"X-Forwarded-Prefix", `/\evil.example`}, forwarded.Said{}},
		{"a URL", []string{"X-Forwarded-Prefix", "https://evil.example"}, forwarded.Said{}},
		{"no slash", []string{"X-Forwarded-Prefix", "team"}, forwarded.Said{}},
		{"upwards", []string{"X-Forwarded-Prefix", "/team/../x"}, forwarded.Said{}},
		{"a line break", []string{"X-Forwarded-Prefix", "/team%0d%0aSet-Cookie:x"}, forwarded.Said{}},
		{"no escape", []string{"X-Forwarded-Prefix", "/team%zz"}, forwarded.Said{}},

		{"RFC 7239", []string{"Forwarded", `for=203.0.113.7;proto=https;host=public.example`},
			forwarded.Said{Client: "203.0.113.7:0", Scheme: "https", Host: "public.example"}},
		{"quoted, a chain", []string{"Forwarded", `For="[2001:db8::7]:4711" ; Proto=https;host="public.example:8443"`, "Forwarded", `for=10.0.0.8;proto=http;host=inner`},
			forwarded.Said{Client: "[2001:db8::7]:4711", Scheme: "https", Host: "public.example:8443"}},
		{"separators in quotes", []string{"Forwarded", `by="a,b;for=192.0.2.66\"";for=203.0.113.7`}, forwarded.Said{Client: "203.0.113.7:0"}},
		{"hidden", []string{"Forwarded", `for=_hidden;proto=https`}, forwarded.Said{Scheme: "https"}},
		{"both", []string{"Forwarded", `for=192.0.2.66;proto=http;host=other`, "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https"},
			forwarded.Said{Client: "203.0.113.7:0", Scheme: "https", Host: "other"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			h := http.Header{}
			for i := 0; i < len(test.headers); i += 2 {
				h.Add(test.headers[i], test.headers[i+1])
			}
			if got := parse(t, "10.0.0.0/8").Read(h); got != test.want {
				t.Errorf("%+v, want %+v", got, test.want)
			}
			if says := forwarded.In(h) != ""; says != (len(test.headers) > 0) {
				t.Errorf("that something is said: %v", says)
			}
		})
	}
}

// Whatever is said, what is made of it can stand in front of a path without leading to
// another host.
func FuzzRead(f *testing.F) {
	f.Add("/team/x", `for="[::1]:80";proto=https, for=10.0.0.1`)
	f.Add("//evil.example", `for="\`)
	f.Add("/%2f\\", `host=";,`)
	p := parse(f, "10.0.0.0/8")
	f.Fuzz(func(t *testing.T, path, text string) {
		said := p.Read(http.Header{"X-Forwarded-Prefix": {path}, "Forwarded": {text}, "X-Forwarded-For": {text}})
		u, err := url.Parse((&url.URL{Path: said.Prefix}).EscapedPath() + "/app")
		if err != nil || u.Host != "" || u.Scheme != "" || u.Path != said.Prefix+"/app" {
			t.Errorf("%q becomes %q, which leads to %v, %v", path, said.Prefix, u, err)
		}
	})
}
