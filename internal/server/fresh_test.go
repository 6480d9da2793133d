package server

import (
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

// compiledServer serves one app, called "app". The caller closes it.
func compiledServer(t testing.TB, o Options, describe func(*pn.Session)) *Server {
	t.Helper()
	registry, err := plugins.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	o.Plugins, o.Log = registry, slog.New(slog.NewTextHandler(t.Output(), nil))
	s, err := New(t.Context(), o, nil, []app.Compiled{{Slug: "app", App: describe}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// ask gives the answer to a request, and how it came about.
func ask(s *Server, target string, headers ...string) (answer *httptest.ResponseRecorder, how string) {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer = httptest.NewRecorder()
	s.ServeHTTP(answer, r)
	return answer, answer.Header().Get("Server-Timing")
}

var (
	shownRun = regexp.MustCompile(`run \d+`)
	shownID  = regexp.MustCompile(`data-pn-view="([^"]+)"`)
)

// A page that is no longer fresh is shown while a new one is made, which costs
// its visitor no session. The old page can still go live.
func TestFreshFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var runs atomic.Int64
		s := compiledServer(t, Options{Reuse: ReuseLazy, MaxSessionsPerClient: 1}, func(s *pn.Session) {
			s.FreshFor(time.Minute)
			s.Main(pn.Text(fmt.Sprint("run ", runs.Add(1))))
		})
		defer s.Close()
		first, how := ask(s, "/app")
		if first.Code != http.StatusOK || how != "reuse;desc=miss" {
			t.Fatalf("%d %s", first.Code, how)
		}
		sess, err := s.sessions.Start(t.Context(), s.app("app").Program(), visit.NewRequest(visit.Info{RemoteAddr: "192.0.2.1:1234"}))
		if err != nil {
			t.Fatal(err)
		}
		defer sess.End(nil)
		for _, step := range []struct {
			after     time.Duration
			how, show string
		}{
			{time.Minute, "hit", "run 1"}, {time.Second, "stale", "run 1"}, {0, "hit", "run 3"},
		} {
			time.Sleep(step.after)
			got, how := ask(s, "/app")
			if shown := shownRun.FindString(got.Body.String()); how != "reuse;desc="+step.how || shown != step.show {
				t.Errorf("%q (%s), want %q (%s)", shown, how, step.show, step.how)
			}
			synctest.Wait()
		}
		id := shownID.FindStringSubmatch(first.Body.String())
		if _, ok := s.views.ByID(id[1]); !ok {
			t.Error("a page that was replaced a moment ago cannot go live with what is different")
		}
	})
}

// A spare shows what a view shows, and is no older.
func TestSparesAreFresh(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := compiledServer(t, Options{Reuse: ReuseWarm}, func(s *pn.Session) { s.FreshFor(time.Minute) })
		defer s.Close()
		ask(s, "/app")
		synctest.Wait()
		if n := s.spares.Len(); n != 1 {
			t.Fatalf("%d spares", n)
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if n := s.spares.Len(); n != 0 {
			t.Errorf("%d spares are older than a page may be", n)
		}
	})
}

// Without reuse every page is new anyway.
func TestFreshForWithoutReuse(t *testing.T) {
	s := compiledServer(t, Options{}, func(s *pn.Session) { s.FreshFor(time.Nanosecond) })
	defer s.Close()
	for range 2 {
		if got, how := ask(s, "/app"); got.Code != http.StatusOK || how != "reuse;desc=bypass" {
			t.Errorf("%d %s", got.Code, how)
		}
	}
}

// Closing a server cancels its refreshes and waits for them.
func TestCloseCallsOffRefreshes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var runs atomic.Int64
		s := compiledServer(t, Options{Reuse: ReuseOn}, func(s *pn.Session) {
			s.FreshFor(time.Minute)
			if runs.Add(1) > 1 {
				<-s.Context().Done()
			}
		})
		ask(s, "/app")
		time.Sleep(2 * time.Minute)
		if _, how := ask(s, "/app"); how != "reuse;desc=stale" {
			t.Errorf("%s", how)
		}
		synctest.Wait()
		if err := s.Close(); err != nil || runs.Load() != 2 {
			t.Errorf("%v after %d runs", err, runs.Load())
		}
	})
}
