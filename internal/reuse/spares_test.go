package reuse_test

import (
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/reuse"
)

// spare is a session that waits, in these tests.
type spare struct{ ended atomic.Bool }

func (s *spare) End(error)  { s.ended.Store(true) }
func (s *spare) Over() bool { return s.ended.Load() }

func anySpare(*spare) bool { return true }

var one, two, three = reuse.Bucket{1}, reuse.Bucket{2}, reuse.Bucket{3}

func TestSpareIsGivenOnce(t *testing.T) {
	s := reuse.NewSpares[*spare](reuse.SpareOptions{})
	defer s.Close()
	if n := s.Expect(one, "app"); n != 1 {
		t.Fatalf("%d spares for the first visitor", n)
	}
	if _, ok := s.Take(one, anySpare); ok {
		t.Error("a place was taken for a spare")
	}
	ready := &spare{}
	s.Put(one, ready, 0, 0)
	if _, ok := s.Take(one, func(*spare) bool { return false }); ok {
		t.Error("a spare that does not fit was given")
	}
	if got, ok := s.Take(one, anySpare); !ok || got != ready {
		t.Error("the spare was not given")
	}
	if _, ok := s.Take(one, anySpare); ok {
		t.Error("one spare was given twice")
	}
}

// arrive is what a server does for one visitor: it makes the spares that are
// wanted, and takes one a moment later.
func arrive(s *reuse.Spares[*spare], b reuse.Bucket, span time.Duration) (served bool) {
	for range s.Expect(b, "app") {
		time.AfterFunc(span, func() { s.Put(b, &spare{}, span, 0) })
	}
	time.Sleep(10 * time.Millisecond)
	_, served = s.Take(b, anySpare)
	return served
}

// When a spare takes two seconds to make and ten visitors come in that time,
// there soon is one for each of them; when the rush is over, one is left.
func TestSparesFollowDemand(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := reuse.NewSpares[*spare](reuse.SpareOptions{PerBucket: 50})
		defer s.Close()
		missed := 0
		for i := range 100 {
			if !arrive(s, one, 2*time.Second) && i >= 40 {
				missed++
			}
			time.Sleep(190 * time.Millisecond)
		}
		if missed > 0 {
			t.Errorf("%d of 60 visitors of a steady rush found no spare", missed)
		}
		time.Sleep(2 * time.Minute)
		if n := s.Len(); n > 1 {
			t.Errorf("%d spares wait after the rush", n)
		}
	})
}

func TestSparesAreBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := reuse.NewSpares[*spare](reuse.SpareOptions{Max: 20, PerBucket: 8})
		defer s.Close()
		for range 100 {
			arrive(s, one, time.Second)
		}
		time.Sleep(time.Second)
		if n := s.Len(); n > 8 {
			t.Errorf("%d spares of one bucket", n)
		}
		for i := range 1_000 {
			arrive(s, reuse.Bucket{9, byte(i), byte(i >> 8)}, time.Second)
		}
		time.Sleep(time.Second)
		if n := s.Len(); n > 20 {
			t.Errorf("%d spares in all", n)
		}
		for range 3 { // more than a storm of keys asked for once is worth
			arrive(s, two, time.Millisecond)
		}
		if !arrive(s, two, time.Millisecond) {
			t.Error("a bucket in demand got no place")
		}
	})
}

func TestSpareThatCannotBeMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := reuse.NewSpares[*spare](reuse.SpareOptions{})
		defer s.Close()
		tries := 0
		for range 1_000 {
			for range s.Expect(one, "app") {
				tries++
				s.Release(one)
			}
			time.Sleep(10 * time.Millisecond)
		}
		if tries > 3 {
			t.Errorf("%d tries in 10 s", tries)
		}
		time.Sleep(time.Minute)
		if s.Expect(one, "app") == 0 {
			t.Error("it is never tried again")
		}
	})
}

func TestSparesOfADroppedApp(t *testing.T) {
	s := reuse.NewSpares[*spare](reuse.SpareOptions{})
	ready, late, other := &spare{}, &spare{}, &spare{}
	s.Expect(one, "app")
	s.Put(one, ready, 0, 0)
	s.Expect(two, "app")
	s.Expect(three, "other")
	s.DropApp("app")
	s.Put(two, late, 0, 0)
	s.Put(three, other, 0, 0)
	if !ready.Over() || !late.Over() || other.Over() {
		t.Error("dropping an app ends its spares, also those being made, and no others")
	}
	s.Close()
	if !other.Over() || s.Expect(one, "app") != 0 || s.Len() != 0 {
		t.Error("after Close there are no spares")
	}
}

func TestSparesExpire(t *testing.T) {
	for _, test := range []struct {
		name    string
		good    time.Duration
		expires time.Duration
	}{
		{"as long as any", 0, 10 * time.Minute},
		{"as long as it is good", time.Second, time.Second},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := reuse.NewSpares[*spare](reuse.SpareOptions{})
				defer s.Close()
				waits := &spare{}
				s.Expect(one, "app")
				s.Put(one, waits, 0, test.good)
				time.Sleep(test.expires - time.Millisecond)
				if waits.Over() {
					t.Error("it was given up too soon")
				}
				time.Sleep(2 * time.Millisecond)
				synctest.Wait()
				if !waits.Over() {
					t.Error("it still waits")
				}
			})
		})
	}
}
