package reuse

import (
	"container/list"
	"time"

	"github.com/panelgo/panelgo/internal/document"
)

// Shown is what a page shows that was made from a view: enough to send it what
// is different now.
type Shown struct {
	ID      string
	Version string // of the app that made it
	Title   string
	Digest  document.Digest
	Active  bool
}

// Bounds of what is remembered of views that were replaced: pages made from
// them may be about to go live.
const (
	lingerMax   = 1_000
	lingerShare = 16 // of the bytes of a cache
	lingerTime  = 2 * time.Minute
)

// shownPages finds what pages show. A view of the same content may be in
// several buckets, so it is counted who holds it.
type shownPages struct {
	pages    map[string]holders
	replaced *list.List // of lingering, the oldest first
	bytes    int64      // what they hold
	maxBytes int64
}

type holders struct {
	shown     Shown
	n         int
	lingering *list.Element // one of the holders, if any
}

// lingering holds what was shown of a view that another one replaced.
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
	h.shown = Shown{v.ID, v.Version, v.Title, v.Digest, v.Active}
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

// linger releases a view a while later.
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

// forget takes one out of those that linger, and releases it.
func (s *shownPages) forget(e *list.Element) {
	l := s.replaced.Remove(e).(lingering)
	s.bytes -= l.bytes
	h := s.pages[l.id]
	h.lingering = nil
	s.pages[l.id] = h
	s.release(l.id)
}

// drop forgets what lingers of an app.
func (s *shownPages) drop(slug string) {
	for e := s.replaced.Front(); e != nil; {
		next := e.Next()
		if e.Value.(lingering).slug == slug {
			s.forget(e)
		}
		e = next
	}
}
