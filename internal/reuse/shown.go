package reuse

import (
	"container/list"
	"slices"
	"time"

	"github.com/panelgo/panelgo/internal/document"
)

// Shown is what the pages of a view show: enough to send them what a session
// has different.
type Shown struct {
	ID      string
	Version string // version of the app
	Title   string
	Digest  document.Digest
	Active  bool
	Files   []string // that views with this content were made from, sorted
}

// MadeFrom reports whether a page may have been made from one of some files of the app.
func (s Shown) MadeFrom(files []string) bool { return containsAny(s.Files, files) }

// containsAny reports whether a sorted list has one of some names.
func containsAny(sorted, names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		_, ok := slices.BinarySearch(sorted, name)
		return ok
	})
}

// Bounds of what is kept of replaced views, whose pages may be about to go
// live.
const (
	lingerMax   = 1_000
	lingerShare = 16 // one part in so many of the bytes of the cache
	lingerTime  = 2 * time.Minute
)

// shownPages finds what pages show by the ids of their views. Views with the
// same content have the same id, so it counts how many hold it.
type shownPages struct {
	pages    map[string]holders
	replaced *list.List // of lingering, the oldest first
	bytes    int64      // size of what they hold
	maxBytes int64
}

type holders struct {
	shown     Shown
	n         int
	lingering *list.Element // the holder that is a replaced view, if any
}

// lingering is a replaced view that is still held.
type lingering struct {
	slug, id string
	bytes    int64
	since    time.Time
}

func newShownPages(maxBytes int64) shownPages {
	return shownPages{pages: map[string]holders{}, replaced: list.New(), maxBytes: maxBytes}
}

func (s *shownPages) find(id string) (Shown, bool) {
	h, ok := s.pages[id]
	return h.shown, ok
}

func (s *shownPages) hold(v *View) {
	h := s.pages[v.ID]
	files := v.Files
	if !slices.Equal(h.shown.Files, files) && len(h.shown.Files) > 0 {
		files = slices.Compact(slices.Sorted(slices.Values(slices.Concat(h.shown.Files, files))))
	}
	h.shown = Shown{v.ID, v.Version, v.Title, v.Digest, v.Active, files}
	h.n++
	s.pages[v.ID] = h
}

func (s *shownPages) release(id string) {
	h := s.pages[id]
	if h.n--; h.n <= 0 {
		delete(s.pages, id)
		return
	}
	s.pages[id] = h
}

// linger releases a view after lingerTime.
func (s *shownPages) linger(slug string, v *View) {
	h := s.pages[v.ID]
	if h.lingering != nil {
		s.forget(h.lingering)
		h = s.pages[v.ID]
	}
	l := lingering{slug: slug, id: v.ID, bytes: int64(v.shownSize()), since: time.Now()}
	h.lingering = s.replaced.PushBack(l)
	s.pages[v.ID] = h
	s.bytes += l.bytes
	for e := s.replaced.Front(); e != nil && s.tooMuch(e.Value.(lingering), l.since); e = s.replaced.Front() {
		s.forget(e)
	}
}

func (s *shownPages) tooMuch(oldest lingering, now time.Time) bool {
	return s.replaced.Len() > lingerMax || s.bytes > s.maxBytes || now.Sub(oldest.since) > lingerTime
}

// forget releases a replaced view now.
func (s *shownPages) forget(e *list.Element) {
	l := s.replaced.Remove(e).(lingering)
	s.bytes -= l.bytes
	h := s.pages[l.id]
	h.lingering = nil
	s.pages[l.id] = h
	s.release(l.id)
}

// drop releases the replaced views of an app now.
func (s *shownPages) drop(slug string) {
	for e := s.replaced.Front(); e != nil; {
		next := e.Next()
		if e.Value.(lingering).slug == slug {
			s.forget(e)
		}
		e = next
	}
}
