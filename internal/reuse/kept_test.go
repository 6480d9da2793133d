package reuse_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn"
)

// storm requests pages of another app, each with a key of its own.
func (s *site) storm(n int) {
	calm, run := s.app, s.run
	s.app = reuse.NewApp("storm", "1", reuse.Key{})
	s.run = func(r *pn.Request) string { return r.Arg("key", "") }
	for i := range n {
		s.get(request("?key", fmt.Sprint(i)))
	}
	s.app, s.run = calm, run
}

// However many keys one app is asked for, the cache stays within its bounds,
// and another app keeps its last view, though the way to it may be gone.
func TestAKeyStormOfAnotherApp(t *testing.T) {
	keys := map[string]reuse.Key{
		"what the run reads": {},
		"SessionKey":         {Of: keyOf(func(r *pn.Request) (string, error) { return r.Arg("city", ""), nil })},
		"pure SessionKey":    {Of: keyOf(func(r *pn.Request) (string, error) { return r.Arg("city", ""), nil }), Pure: true},
	}
	for name, key := range keys {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, reuse.Options{MaxBytes: 100_000, MaxEntries: 50}, func(r *pn.Request) string {
				return r.Arg("city", "") + r.Cookie("lang", "")
			})
			s.app = reuse.NewApp("calm", "1", key)
			for _, city := range []string{"Oslo", "Rome", "Riga"} {
				s.get(request("?city", city))
			}
			v, _, _, err := s.cache.Get(t.Context(), s.app, request("?city", "Rome"), nil)
			if err != nil {
				t.Fatal(err)
			}
			size := 10_000
			if key.Of != nil {
				size = 1_000
			}
			rounds := 5
			if waitfor.RaceDetector {
				rounds = 2 // see MainApart
			}
			for range rounds {
				s.storm(size)
				if got := s.get(request("?city", "Rome")); got != "Rome (hit)" {
					t.Errorf("the view that was shown last: %q", got)
				}
			}
			if _, ok := s.cache.ByID(v.ID); !ok {
				t.Error("its page cannot go live with what is different")
			}
			if b, ok := s.cache.Bucket(s.app, request("?city", "Rome")); !ok || b == (reuse.Bucket{}) {
				t.Error("its spares are not found")
			}
			if got := s.get(request("?city", "Rome", "lang", "it")); got != "Romeit (miss)" {
				t.Errorf("who reads another language gets %q", got)
			}
			if n, bytes := s.cache.Len(); n > 50+2 || bytes > 100_000+2_000 {
				t.Errorf("%d entries of %d bytes are kept", n, bytes)
			}
			s.cache.Drop("calm")
			if _, ok := s.cache.ByID(v.ID); ok {
				t.Error("it is kept when its app is edited")
			}
			if got := s.get(request("?city", "Rome")); got != "Rome (miss)" {
				t.Errorf("after an edit: %q", got)
			}
		})
	}
}

// The view that is kept for an app is the last one that was shown.
func TestTheLastViewChanges(t *testing.T) {
	s := newSite(t, reuse.Options{MaxBytes: 100_000, MaxEntries: 20}, func(r *pn.Request) string { return r.Arg("city", "") })
	for _, city := range []string{"Oslo", "Rome", "Riga"} {
		s.get(request("?city", city))
		s.storm(2_000)
		if got := s.get(request("?city", city)); got != city+" (hit)" {
			t.Errorf("got %q", got)
		}
		if n, _ := s.cache.Len(); n > 20+2 {
			t.Errorf("%d entries are kept", n)
		}
	}
}

// The last view is refreshed like any other.
func TestTheLastViewStaysFresh(t *testing.T) {
	s := newSite(t, reuse.Options{MaxBytes: 100_000, MaxEntries: 20}, nil)
	s.fresh = time.Nanosecond
	s.run = func(r *pn.Request) string { return fmt.Sprint(r.Arg("city", ""), s.runs.Load()) }
	for range 3 {
		before := s.get(request("?city", "Rome"))
		s.storm(2_000)
		if after := s.get(request("?city", "Rome")); after == before {
			t.Errorf("%q is shown again", after)
		}
	}
}
