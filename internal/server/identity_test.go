package server_test

import (
	"log/slog"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

// member is an app whose key says less than its page.
const member = `
	func SessionKey(r *pn.Request) string {
		if r.Cookie("sid", "") == "" { return "guest" }
		return "member"
	}

	func App(s *pn.Session) {
		s.Main(pn.Text("hello " + s.Cookie("sid", "stranger") + ", a " + s.Key()))
	}`

// A SessionKey that puts all members into one bucket shows no member to another. What the
// page says of its key is no read of identity: a page that reads nothing else is shared.
func TestACoarseKeyAndIdentity(t *testing.T) {
	for name, mode := range modes {
		t.Run(name, func(t *testing.T) {
			url := serve(t, mode, script(t, "member.go", member))
			for _, step := range []struct{ cookie, want string }{
				{"sid=alice", "hello alice, a member"}, {"sid=bob", "hello bob, a member"}, {"sid=alice", "hello alice, a member"}, {"", "hello stranger, a guest"},
			} {
				if got := get(t, url+"/member", "Cookie", step.cookie).body; !strings.Contains(got, step.want) {
					t.Errorf("with the cookie %q it does not show %q", step.cookie, step.want)
				}
				if name == "own session" {
					continue // the page below joins the session that was made with it
				}
				p := pntest.Load(t, url+"/member") // as a stranger
				p.Header("Cookie", step.cookie)
				p.GoLive()
				p.WaitText(".pn-text", step.want)
			}
		})
	}
	url := serve(t, reuse, script(t, "member.go", member, `s.Cookie("sid", "stranger")`, `"you"`))
	for i, who := range []string{"alice", "bob"} {
		if got, want := get(t, url+"/member", "Cookie", "sid="+who).header.Get("Server-Timing"), []string{"reuse;desc=miss", "reuse;desc=hit"}[i]; got != want {
			t.Errorf("%s, of a page that reads no identity: %s, want %s", who, got, want)
		}
	}
}

// A SessionKey that puts all visitors into one bucket shows nothing of one visitor's
// request to another, but what stands in the address.
func TestACoarseKeyAndHeaders(t *testing.T) {
	for _, header := range []string{"User-Agent", "Accept-Language", "Accept", "Accept-Encoding", "Referer", "X-Team", "X-Forwarded-For"} {
		for name, mode := range modes {
			t.Run(header+", "+name, func(t *testing.T) {
				url := serve(t, mode, script(t, "app.go", `
					func SessionKey(r *pn.Request) string { return "all" }

					func App(s *pn.Session) { s.Main(pn.Text("it is " + s.RequestHeader("`+header+`"))) }`)) + "/app"
				for _, value := range []string{"red", "blue", "red"} {
					if got := get(t, url, header, value).body; !strings.Contains(got, "it is "+value+"<") {
						t.Errorf("who sends %s is not shown it: %s", value, got)
					}
				}
			})
		}
	}
}

// What only a server needs of a request and a session, scripts cannot name.
func TestScriptsReachNoMoreOfARequest(t *testing.T) {
	for _, word := range []string{"s.Info()", "s.Open", "s.Seal", "s.Fits", "s.Leaked()", "s.Reads()", "s.Document()", "s.Page()", "s.Freshness()", "s.Request.Info()", "pn.NewSession", "pn.NewRequest", "pn.Seal", "pn.RequestInfo{}"} {
		quiet := func(o *panelgo.Options) { o.Dev, o.Log = true, slog.New(slog.DiscardHandler) }
		answer := get(t, serve(t, quiet, script(t, "app.go", "func App(s *pn.Session) { _ = "+word+" }"))+"/app")
		if answer.status != 500 || !strings.Contains(answer.body, "undefined") {
			t.Errorf("%s: status %d, want a page that says it is undefined", word, answer.status)
		}
	}
}

// Whatever is answered carries the same headers of safety: pages, shared or one
// visitor's own, and all that may be taken for a page.
func TestSafetyHeaders(t *testing.T) {
	files := folder(t, map[string]string{"index.html": "<p>page"})
	for name, mode := range modes {
		url := serve(t, func(o *panelgo.Options) {
			mode(o)
			o.StaticDirs, o.Stats = map[string]string{"files": files}, true
		}, script(t, "app.go", good), script(t, "other.go", good), script(t, "bad.go", `func App(s *pn.Session) { panic("bad") }`))
		for _, path := range []string{"/app", "/app", "/", "/bad", "/nothing", "/app/", "/files", "/files/", "/files/none", "/stats", "/_panelgo/none", "/app?" + strings.Repeat("&", 2_000)} {
			got := get(t, url+path)
			if h := got.header; h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "same-origin" {
				t.Errorf("%s, %.20s (%d): %v", name, path, got.status, h)
			}
		}
	}
}

// A page says what the app is for, in the words of the script.
func TestDescription(t *testing.T) {
	source := "// Count counts \"clicks\" & <taps>. Nothing else.\npackage main\n\nimport \"github.com/panelgo/panelgo/pn\"\n" + good
	described := `<meta name="description" content="Count counts &#34;clicks&#34; &amp; &lt;taps&gt;.">`
	for name, mode := range modes {
		url := serve(t, mode, script(t, "app.go", source), script(t, "other.go", good))
		for _, visit := range []string{"first", "second"} {
			if body := get(t, url+"/app").body; strings.Count(body, described) != 1 {
				t.Errorf("%s, %s visit: the page has no description", name, visit)
			}
		}
		for _, path := range []string{"/other", "/", "/nothing"} {
			if body := get(t, url+path).body; strings.Contains(body, `name="description"`) {
				t.Errorf("%s: %s has a description", name, path)
			}
		}
	}
}
