package reuse_test

import (
	"context"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/pn"
)

// counting is a site whose page shows how often it was made, and is fresh for
// a while. It must be made inside the bubble of the test.
func counting(t *testing.T, fresh time.Duration, o reuse.Options) *site {
	s := newSite(t, o, nil)
	s.fresh = fresh
	s.run = func(r *pn.Request) string { return fmt.Sprint("run ", s.runs.Load(), r.Arg("key", "")) }
	return s
}

// hold makes runs wait until release is called or they are cancelled.
func (s *site) hold() (release func()) {
	gate := make(chan struct{})
	s.wait = func(ctx context.Context) error {
		select {
		case <-gate:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return func() { close(gate) }
}

// expect asks for a page and compares.
func (s *site) expect(when, want string) {
	s.t.Helper()
	if got := s.get(request()); got != want {
		s.t.Errorf("%s: %q, want %q", when, got, want)
	}
}

func TestAnOldViewIsShownWhileOneNewIsMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := counting(t, time.Minute, reuse.Options{})
		s.expect("at first", "run 1 (miss)")
		time.Sleep(time.Minute)
		s.expect("after a minute", "run 1 (hit)")
		time.Sleep(time.Millisecond)
		release := s.hold()
		for range 100 {
			s.expect("later", "run 1 (stale)")
		}
		synctest.Wait()
		if n := s.runs.Load(); n != 2 {
			t.Errorf("100 requests for an old view made the script run %d times", n-1)
		}
		release()
		synctest.Wait()
		s.expect("then", "run 2 (hit)")
	})
}

// A view that cannot be made anew stays on show, and the script is not run
// for every visitor meanwhile.
func TestAViewThatCannotBeMadeAnew(t *testing.T) {
	for fresh, pause := range map[time.Duration]time.Duration{300 * time.Millisecond: time.Second, time.Minute: time.Minute} {
		t.Run(fmt.Sprint(fresh), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log strings.Builder
				s := counting(t, fresh, reuse.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
				s.expect("at first", "run 1 (miss)")
				good := s.run
				for _, bad := range []script{func(*pn.Request) string { return "error: no" }, func(*pn.Request) string { panic("no") }} {
					s.run = bad
					time.Sleep(fresh + time.Millisecond)
					log.Reset()
					for range 10 {
						s.expect("after a failure", "run 1 (stale)")
						synctest.Wait()
						time.Sleep(pause / 20)
					}
					if n := strings.Count(log.String(), "level=ERROR"); n != 1 || !strings.Contains(log.String(), "app=app") {
						t.Errorf("one failure is logged %d times: %s", n, log.String())
					}
					time.Sleep(pause / 2)
				}
				s.run = good
				s.expect("before the last try", "run 1 (stale)")
				synctest.Wait()
				s.expect("after the last try", "run 4 (hit)")
			})
		})
	}
}

// A view that is too old is made anew before anything is shown.
func TestAViewThatIsTooOldIsNotShown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := counting(t, time.Minute, reuse.Options{})
		s.expect("at first", "run 1 (miss)")
		time.Sleep(10*time.Minute + time.Second)
		s.expect("a while later", "run 2 (miss)")
		s.expect("then", "run 2 (hit)")
		time.Sleep(10*time.Minute - time.Second)
		release := s.hold()
		s.expect("before it is too old", "run 2 (stale)")
		time.Sleep(time.Minute)
		late := make(chan string)
		go func() { late <- s.get(request()) }()
		synctest.Wait()
		release()
		if got := <-late; got != "run 3 (miss)" {
			t.Errorf("who comes while it is made anew, and it is too old, gets %q", got)
		}
		time.Sleep(11 * time.Minute)
		s.run = func(*pn.Request) string { return "error: no" }
		s.expect("when it cannot be made", "error: no")
	})
}

func TestARefreshEndsWithItsApp(t *testing.T) {
	for name, end := range map[string]func(*site){
		"edited": func(s *site) { s.cache.Drop("app"); s.cache.Drop("app") },
		"closed": func(s *site) { s.cache.Close() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var log strings.Builder
				s := counting(t, time.Minute, reuse.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
				s.expect("at first", "run 1 (miss)")
				time.Sleep(2 * time.Minute)
				s.hold()
				ended := false
				wait := s.wait
				s.wait = func(ctx context.Context) error { err := wait(ctx); ended = true; return err }
				s.expect("later", "run 1 (stale)")
				synctest.Wait()
				end(s)
				synctest.Wait()
				if !ended {
					t.Error("the run goes on")
				}
				if log.Len() > 0 {
					t.Errorf("a run that was called off is logged: %s", log.String())
				}
				s.wait = nil
				if name == "edited" {
					s.expect("after the edit", "run 3 (miss)")
					return
				}
				s.expect("closed", "run 1 (stale)")
				s.app = reuse.NewApp("other", "1", reuse.Key{})
				s.expect("what is not there", reuse.ErrClosed.Error())
			})
		})
	}
}

// Visitors who wait for a refresh get their page, also when the app is
// edited.
func TestWhoWaitsForARefreshIsNotLeftAlone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := counting(t, time.Minute, reuse.Options{})
		s.expect("at first", "run 1 (miss)")
		time.Sleep(10 * time.Minute)
		release := s.hold()
		s.expect("just not too old", "run 1 (stale)")
		time.Sleep(time.Minute)
		got := make(chan string)
		go func() { got <- s.get(request()) }()
		synctest.Wait()
		s.cache.Drop("app")
		s.cache.Drop("app")
		release()
		if page := <-got; page != "run 2 (miss)" {
			t.Errorf("who waited got %q", page)
		}
		s.expect("what was made of the old sources is not kept", "run 3 (miss)")
	})
}

// At most eight views are refreshed at a time.
func TestRefreshesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := counting(t, time.Minute, reuse.Options{})
		ask := func() {
			for i := range 100 {
				s.get(request("?key", fmt.Sprint(" of ", i)))
			}
			synctest.Wait()
		}
		ask()
		time.Sleep(2 * time.Minute)
		release := s.hold()
		ask()
		if n := s.runs.Load() - 100; n != 8 {
			t.Errorf("%d runs at a time", n)
		}
		release()
		for range 100 {
			ask()
		}
		if n := s.runs.Load() - 100; n != 100 {
			t.Errorf("%d of 100 views were made anew", n)
		}
	})
}

// A view that was replaced is found for a while, so that its pages can go
// live.
func TestAReplacedViewIsFoundByItsPages(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := counting(t, time.Second, reuse.Options{})
		id := func(run int) string {
			return reuse.ViewID("app", "1", "", document.Digest{"c1": {Value: fmt.Sprint("run ", run)}})
		}
		found := func(run int) bool { _, ok := s.cache.ByID(id(run)); return ok }
		renew := func() { s.get(request()); synctest.Wait(); time.Sleep(1100 * time.Millisecond) }
		for range 3 {
			renew()
		}
		shown, ok := s.cache.ByID(id(1))
		if !ok || shown.Digest["c1"].Value != "run 1" || !found(3) {
			t.Errorf("what the first page shows: %v %v", shown, ok)
		}
		time.Sleep(3 * time.Minute)
		renew()
		renew()
		if found(1) || !found(5) {
			t.Error("it is remembered for ever, or the present one is not")
		}
		s.cache.Drop("app")
		if found(4) || found(5) {
			t.Error("it is remembered when the app is edited")
		}
	})
}

// A view that a refresh makes again unchanged is found as long as it is
// shown.
func TestTheSameViewAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := counting(t, time.Second, reuse.Options{})
		s.run = func(*pn.Request) string { return "page" }
		for range 500 {
			s.get(request())
			synctest.Wait()
			time.Sleep(1100 * time.Millisecond)
		}
		id := reuse.ViewID("app", "1", "", document.Digest{"c1": {Value: "page"}})
		if _, ok := s.cache.ByID(id); !ok {
			t.Error("the present view is not found")
		}
		s.cache.Drop("app")
		if _, ok := s.cache.ByID(id); ok {
			t.Error("it is found when nobody shows it")
		}
	})
}

// What is remembered of replaced views is bounded by number and bytes.
func TestReplacedViewsAreBounded(t *testing.T) {
	for name, o := range map[string]reuse.Options{"number": {}, "bytes": {MaxBytes: 1 << 20}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := counting(t, time.Millisecond, o)
				ids := map[string]bool{}
				for range 1_300 {
					v, _, _, err := s.cache.Get(t.Context(), s.app, request(), s.make(request()))
					if err != nil {
						t.Fatal(err)
					}
					ids[v.ID] = true
					synctest.Wait()
					time.Sleep(2 * time.Millisecond)
				}
				found := 0
				for id := range ids {
					if _, ok := s.cache.ByID(id); ok {
						found++
					}
				}
				if most := map[string]int{"number": 1_001, "bytes": 1 << 20 / 16 / 300}[name]; found > most || found < 100 {
					t.Errorf("%d of %d are remembered, at most %d should be", found, len(ids), most)
				}
			})
		})
	}
}
