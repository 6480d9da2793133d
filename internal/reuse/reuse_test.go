package reuse_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn"
)

func TestMain(m *testing.M) { waitfor.MainApart(m, 8) }

// script is an app in these tests: what it reads of a request decides what it
// shows.
type script func(*pn.Request) string

// keyOf is a SessionKey as a cache calls it.
func keyOf(f func(*pn.Request) (string, error)) func(*visit.Request) (string, error) {
	return func(r *visit.Request) (string, error) { return f(pn.NewRequest(r)) }
}

// site is a cache with one app, and counts the runs.
type site struct {
	t     testing.TB
	cache *reuse.Cache
	app   reuse.App
	run   script
	runs  atomic.Int64
	fresh time.Duration               // of the views
	wait  func(context.Context) error // before a run, if there is something to wait for
}

func newSite(t testing.TB, o reuse.Options, run script) *site {
	t.Helper()
	c, err := reuse.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return &site{t: t, cache: c, app: reuse.NewApp("app", "1", reuse.Key{}), run: run}
}

func (s *site) make(info visit.Info) reuse.Make {
	return func(ctx context.Context, key string, _ reuse.How) (*reuse.View, error) {
		s.runs.Add(1)
		if s.wait != nil {
			if err := s.wait(ctx); err != nil {
				return nil, err
			}
		}
		r := visit.NewRequest(info).Keyed(func() (string, error) { return key, nil })
		html := s.run(pn.NewRequest(r))
		if strings.HasPrefix(html, "error") {
			return nil, errors.New(html)
		}
		digest := document.Digest{"c1": {Value: html}}
		return reuse.NewView(reuse.Content{
			ID: reuse.ViewID("app", "1", "", digest), HTML: []byte(html), Digest: digest, Key: key, Reads: r.Reads(), FreshFor: s.fresh,
		}), nil
	}
}

// get asks for a page; the answer is its HTML and how it came about.
func (s *site) get(info visit.Info) string {
	s.t.Helper()
	v, _, how, err := s.cache.Get(context.Background(), s.app, info, s.make(info))
	if err != nil {
		return err.Error()
	}
	return fmt.Sprintf("%s (%s)", v.HTML, how)
}

// request makes a request from pairs: "?name" is a parameter, "@user" the
// user, anything else a cookie.
func request(pairs ...string) visit.Info {
	info, query := visit.Info{Path: "/app", Headers: http.Header{}}, url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		switch name, value := pairs[i], pairs[i+1]; {
		case name == "@user":
			info.User = value
		case name[0] == '?':
			query.Set(name[1:], value)
		default:
			info.Headers.Add("Cookie", name+"="+value)
		}
	}
	info.RawQuery = query.Encode()
	return info
}

func TestTheKeyIsWhatTheRunReads(t *testing.T) {
	s := newSite(t, reuse.Options{}, func(r *pn.Request) string {
		city := r.Arg("city", "Berlin")
		if city == "Rome" { // only then is the language looked at
			return city + " in " + r.Arg("lang", "en")
		}
		return city
	})
	steps := []struct {
		ask  visit.Info
		want string
	}{
		{request(), "Berlin (miss)"},
		{request(), "Berlin (hit)"},
		{request("?lang", "it", "?other", "1", "cookie", "x"), "Berlin (hit)"}, // nothing of this was read
		{request("?city", "Oslo"), "Oslo (miss)"},
		{request("?city", "Oslo", "?lang", "it"), "Oslo (hit)"},
		{request("?city", "Rome"), "Rome in en (miss)"},
		{request("?city", "Rome", "?lang", "it"), "Rome in it (miss)"},
		{request("?city", "Rome", "?lang", "it", "?other", "2"), "Rome in it (hit)"},
		{request("?city", "Berlin"), "Berlin (miss)"}, // given, though it is the fallback: the script could tell
		{request("?city", ""), " (miss)"},
	}
	for i, step := range steps {
		if got := s.get(step.ask); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
}

func TestSessionKeyPicksTheBucketAndIdentityStillCounts(t *testing.T) {
	s := newSite(t, reuse.Options{}, func(r *pn.Request) string {
		return r.Arg("city", "") + " for " + r.User() + r.Cookie("name", "nobody")
	})
	s.app = reuse.NewApp("app", "1", reuse.Key{Of: keyOf(func(r *pn.Request) (string, error) { return r.Arg("city", "")[:1], nil })})
	for i, step := range []struct{ ask, want string }{
		{"Rome", "Rome for nobody (miss)"},
		{"Riga", "Rome for nobody (hit)"}, // the author said that R is R
		{"Oslo", "Oslo for nobody (miss)"},
	} {
		if got := s.get(request("?city", step.ask)); got != step.want {
			t.Errorf("step %d: %q, want %q", i, got, step.want)
		}
	}
	for _, name := range []string{"Ada", "Grace"} {
		if got, want := s.get(request("?city", "Rome", "name", name)), "Rome for "+name+" (miss)"; got != want {
			t.Errorf("%q, want %q: nobody gets another one's page", got, want)
		}
		if got, want := s.get(request("?city", "Rome", "@user", name)), "Rome for "+name+"nobody (miss)"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A key that says little of an identity keeps visitors apart all the same, when the page
// says more.
func TestACoarseKeyShowsNobodyToAnother(t *testing.T) {
	greeting := func(r *pn.Request) string { return "hello " + r.Cookie("sid", "stranger") }
	coarse := keyOf(func(r *pn.Request) (string, error) {
		if r.Cookie("sid", "") == "" {
			return "guest", nil
		}
		return "member", nil
	})
	for name, key := range map[string]reuse.Key{"SessionKey": {Of: coarse}, "pure SessionKey": {Of: coarse, Pure: true}} {
		s := newSite(t, reuse.Options{}, greeting)
		s.app = reuse.NewApp("app", "1", key)
		for _, step := range []struct{ sid, want string }{
			{"alice", "hello alice (miss)"}, {"bob", "hello bob (miss)"}, {"alice", "hello alice (hit)"}, {"bob", "hello bob (hit)"},
		} {
			if got := s.get(request("sid", step.sid)); got != step.want {
				t.Errorf("%s: %s got %q, want %q", name, step.sid, got, step.want)
			}
		}

		s.run = func(*pn.Request) string { return "hello" } // reads no identity, so members share it
		s.app = reuse.NewApp("app", "2", key)
		if first, second := s.get(request("sid", "alice")), s.get(request("sid", "bob")); first != "hello (miss)" || second != "hello (hit)" {
			t.Errorf("%s: a page without identity is made %q, then %q", name, first, second)
		}
	}
}

// A pure SessionKey is called once for each set of values that it reads; what
// it reads next may depend on what it has read.
func TestAPureSessionKeyIsAskedOnce(t *testing.T) {
	s := newSite(t, reuse.Options{}, func(r *pn.Request) string { return "page" })
	asked := 0
	s.app = reuse.NewApp("app", "1", reuse.Key{Pure: true, Of: keyOf(func(r *pn.Request) (string, error) {
		asked++
		if r.Arg("by", "city") == "city" {
			return r.Arg("city", ""), nil
		}
		return r.Arg("country", ""), nil
	})})
	steps := []struct {
		ask  visit.Info
		want string
		keys int
	}{
		{request("?city", "Rome"), "page (miss)", 1},
		{request("?city", "Rome"), "page (hit)", 1},
		{request("?city", "Rome", "?country", "Chad"), "page (hit)", 1}, // the country is not looked at
		{request("?city", "Oslo"), "page (miss)", 2},
		{request("?by", "country", "?country", "Chad"), "page (miss)", 3},
		{request("?by", "country", "?country", "Chad", "?city", "Oslo"), "page (hit)", 3},
		{request("?by", "country", "?country", "Rome"), "page (hit)", 4}, // another way to the same key
	}
	for i, step := range steps {
		if got := s.get(step.ask); got != step.want || asked != step.keys {
			t.Errorf("step %d: %q after %d calls of SessionKey, want %q after %d", i, got, asked, step.want, step.keys)
		}
	}
}

func TestAppsAndVersionsAreApart(t *testing.T) {
	s := newSite(t, reuse.Options{}, func(*pn.Request) string { return "page" })
	for _, app := range [][2]string{{"a", "1"}, {"a", "2"}, {"b", "1"}, {"a1", ""}, {"", "a1"}} {
		s.app = reuse.NewApp(app[0], app[1], reuse.Key{Of: keyOf(func(r *pn.Request) (string, error) { return "same", nil })})
		if got := s.get(request()); got != "page (miss)" {
			t.Errorf("%q got %s", app, got)
		}
	}
}

func TestAnErrorIsNotKept(t *testing.T) {
	fail := true
	s := newSite(t, reuse.Options{}, func(*pn.Request) string {
		if fail {
			return "error: not now"
		}
		return "page"
	})
	if got := s.get(request()); got != "error: not now" {
		t.Errorf("got %q", got)
	}
	fail = false
	if got := s.get(request()); got != "page (miss)" {
		t.Errorf("after the error: %q", got)
	}
}

func TestAFailingSessionKeyFailsItsRequestOnly(t *testing.T) {
	s := newSite(t, reuse.Options{}, func(*pn.Request) string { return "page" })
	s.app = reuse.NewApp("app", "1", reuse.Key{Of: keyOf(func(r *pn.Request) (string, error) {
		if r.Arg("bad", "") != "" {
			return "", errors.New("no key")
		}
		return "", nil
	})})
	if got := s.get(request("?bad", "1")); !strings.Contains(got, "no key") {
		t.Errorf("got %q", got)
	}
	if got := s.get(request()); got != "page (miss)" {
		t.Errorf("got %q", got)
	}
}

func TestOneRunHoweverManyAsk(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, reuse.Options{}, func(*pn.Request) string { time.Sleep(time.Second); return "page" }) // until all have asked
		var wg sync.WaitGroup
		for range 10_000 {
			wg.Go(func() {
				if got := s.get(request()); got != "page (miss)" {
					t.Errorf("got %q", got)
				}
			})
		}
		wg.Wait()
		if n := s.runs.Load(); n != 1 {
			t.Errorf("10,000 requests made the script run %d times", n)
		}
	})
}

func TestVisitorsWhoWaitGetTheirOwnPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newSite(t, reuse.Options{}, func(r *pn.Request) string { time.Sleep(time.Second); return r.Cookie("name", "") })
		var wg sync.WaitGroup
		for i := range 200 {
			name := fmt.Sprint("visitor", i%20)
			wg.Go(func() {
				if got := s.get(request("name", name)); !strings.HasPrefix(got, name+" ") {
					t.Errorf("%s got %q", name, got)
				}
			})
		}
		wg.Wait()
		if n := s.runs.Load(); n != 20 {
			t.Errorf("20 different visitors made the script run %d times", n)
		}
	})
}

func TestTheFirstVisitorLeavingDoesNotFailTheOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		s := newSite(t, reuse.Options{}, func(*pn.Request) string { <-release; return "page" })
		leaving, leave := context.WithCancel(t.Context())
		first := make(chan error)
		go func() {
			_, _, _, err := s.cache.Get(leaving, s.app, request(), s.make(request()))
			first <- err
		}()
		synctest.Wait()
		second := make(chan string)
		go func() { second <- s.get(request()) }()
		synctest.Wait()
		leave()
		if err := <-first; !errors.Is(err, context.Canceled) {
			t.Errorf("who left got %v", err)
		}
		close(release)
		if got := <-second; got != "page (miss)" {
			t.Errorf("who stayed got %q", got)
		}
		if n := s.runs.Load(); n != 1 {
			t.Errorf("the script ran %d times for both", n)
		}
	})
}

func TestDroppedViewsDoNotComeBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		release := make(chan struct{})
		s := newSite(t, reuse.Options{}, func(*pn.Request) string { <-release; return "old" })
		done := make(chan string)
		go func() { done <- s.get(request()) }()
		synctest.Wait()
		s.cache.Drop("app") // while it is being made
		close(release)
		<-done
		s.run = func(*pn.Request) string { return "new" }
		if got := s.get(request()); got != "new (miss)" {
			t.Errorf("after the drop: %q", got)
		}
		s.cache.Drop("app")
		if got := s.get(request()); got != "new (miss)" {
			t.Errorf("after another drop: %q", got)
		}
	})
}

func TestARunThatReadsTooMuchIsForItsVisitorOnly(t *testing.T) {
	s := newSite(t, reuse.Options{}, func(r *pn.Request) string {
		for i := range visit.MaxReads + 10 {
			r.Arg(fmt.Sprint(i), "")
		}
		return r.Arg("x", "")
	})
	for _, x := range []string{"a", "b", "a"} {
		if got := s.get(request("?x", x)); got != x+" (bypass)" {
			t.Errorf("got %q", got)
		}
	}
	if n, _ := s.cache.Len(); n != 0 {
		t.Errorf("%d entries are kept", n)
	}
}

func TestBounds(t *testing.T) {
	page := strings.Repeat("x", 1000)
	s := newSite(t, reuse.Options{MaxBytes: 200_000, MaxEntries: 50}, func(r *pn.Request) string { return r.Arg("key", "") + page })
	for i := range 2_000 {
		s.get(request("?key", fmt.Sprint(i)))
	}
	n, bytes := s.cache.Len()
	if n > 50+1 || bytes > 200_000+10_000 { // the app's last view comes on top
		t.Errorf("%d entries of %d bytes are kept, the bounds are 50 and 200,000", n, bytes)
	}
	if n < 10 {
		t.Errorf("only %d entries are kept", n)
	}
	found := 0
	for i := range 2_000 {
		if v, _, _, err := s.cache.Get(context.Background(), s.app, request("?key", fmt.Sprint(i)), s.make(request("?key", fmt.Sprint(i)))); err == nil {
			if _, ok := s.cache.ByID(v.ID); ok {
				found++
			}
		}
	}
	if found == 0 {
		t.Error("no view is found by its id")
	}
}

// Whatever a script reads, in whatever order, every answer is what a run of
// its own would have shown.
func TestEveryAnswerIsWhatARunWouldShow(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		names := []string{"a", "b", "c"}
		values := rapid.SampledFrom([]string{"", "1", "2", "1:1", "=1"})
		// The script reads one value, which decides what it reads next.
		table := map[string]string{}
		run := func(r *pn.Request) string {
			out := ""
			for range 4 {
				kind, ok := table[out]
				if !ok {
					kind = rapid.SampledFrom([]string{"a", "b", "c", "cookie", "user", "stop"}).Draw(rt, "read after "+out)
					table[out] = kind
				}
				switch kind {
				case "stop":
					return out
				case "cookie":
					out += "[cookie " + r.Cookie("x", "none") + "]"
				case "user":
					out += "[user " + r.User() + "]"
				default:
					out += "[" + kind + " " + r.Arg(kind, "none") + "]"
				}
			}
			return out
		}
		s := newSite(t, reuse.Options{}, run)
		for range 30 {
			var pairs []string
			for _, name := range names {
				if rapid.Bool().Draw(rt, "has "+name) {
					pairs = append(pairs, "?"+name, values.Draw(rt, name))
				}
			}
			if rapid.Bool().Draw(rt, "has a cookie") {
				pairs = append(pairs, "x", rapid.SampledFrom([]string{"1", "2"}).Draw(rt, "cookie"))
			}
			pairs = append(pairs, "@user", rapid.SampledFrom([]string{"", "ada"}).Draw(rt, "user"))
			got, want := s.get(request(pairs...)), run(pn.NewRequest(visit.NewRequest(request(pairs...))))
			if got != want+" (miss)" && got != want+" (hit)" {
				rt.Fatalf("%v got %q, a run shows %q", pairs, got, want)
			}
		}
	})
}

func TestServeHTTP(t *testing.T) {
	html := strings.Repeat("<p>some text</p>", 100)
	view := reuse.NewView(reuse.Content{HTML: []byte(html), CSP: "default-src 'none'"})
	private := reuse.NewView(reuse.Content{HTML: []byte(html), Reads: []visit.Read{{Kind: visit.User, Value: "ada"}}})
	serve := func(v *reuse.View, method string, headers ...string) *http.Response {
		r := httptest.NewRequest(method, "/", nil)
		for i := 0; i+1 < len(headers); i += 2 {
			r.Header.Add(headers[i], headers[i+1])
		}
		w := httptest.NewRecorder()
		v.ServeHTTP(w, r, reuse.Hit)
		return w.Result()
	}
	for accept, want := range map[string]string{"": "", "gzip": "gzip", "br, gzip": "br", "gzip;q=1, br;q=0": "gzip", "identity": "", "*": "br"} {
		got := serve(view, "GET", "Accept-Encoding", accept)
		if got.Header.Get("Content-Encoding") != want || got.Header.Get("Server-Timing") != "reuse;desc=hit" {
			t.Errorf("Accept-Encoding %q: %v", accept, got.Header)
		}
		etag := got.Header.Get("ETag")
		for _, have := range []string{etag, "W/" + etag, `"other", ` + etag, "*"} {
			if again := serve(view, "GET", "Accept-Encoding", accept, "If-None-Match", have); again.StatusCode != http.StatusNotModified {
				t.Errorf("If-None-Match %s: %d", have, again.StatusCode)
			}
		}
		if again := serve(view, "GET", "Accept-Encoding", accept, "If-None-Match", `"other"`); again.StatusCode != http.StatusOK {
			t.Errorf("another tag: %d", again.StatusCode)
		}
	}
	if got := serve(view, "HEAD"); got.ContentLength != int64(len(html)) || got.Body != http.NoBody && readLen(got) != 0 {
		t.Errorf("HEAD: %d bytes of %d", readLen(got), got.ContentLength)
	}
	if got := serve(view, "GET").Header.Get("Cache-Control"); got != "no-cache" {
		t.Errorf("Cache-Control %q", got)
	}
	if got := serve(private, "GET").Header.Get("Cache-Control"); got != "private, no-cache" {
		t.Errorf("Cache-Control of a private view %q", got)
	}
}

func readLen(r *http.Response) int {
	n, _ := r.Body.Read(make([]byte, 10))
	return n
}

func BenchmarkHit(b *testing.B) {
	for _, keys := range []int{1, 10_000} {
		b.Run(fmt.Sprint(keys, " keys"), func(b *testing.B) {
			page := strings.Repeat("<p>some text</p>", 500)
			s := newSite(b, reuse.Options{MaxEntries: 50_000}, func(r *pn.Request) string { return r.Arg("key", "") + page })
			requests := make([]visit.Info, keys)
			for i := range requests {
				requests[i] = request("?key", fmt.Sprint(i))
				if keys == 1 || i < 2_000 {
					s.get(requests[i])
				}
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				info := requests[i%min(keys, 2_000)]
				i++
				if _, _, _, err := s.cache.Get(context.Background(), s.app, info, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
