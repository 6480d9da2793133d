package reuse

import (
	"sync"
	"time"
)

// SpareOptions bounds spares. The zero value of a field is its default.
type SpareOptions struct {
	Max     int           // of all buckets together; 100
	Expires time.Duration // how long one waits for a visitor; 10 min
}

// Spare is a session that waits for a visitor.
type Spare interface {
	comparable
	End(reason error)
	Over() bool
}

// Spares keeps at most one spare for each bucket. It owns them until they are
// taken: what it gives up it ends.
type Spares[T Spare] struct {
	max     int
	expires time.Duration

	mu      sync.Mutex
	waiting map[Bucket]*waiting[T]
	closed  bool
}

// waiting is a spare, or the place of one that is being made.
type waiting[T Spare] struct {
	slug  string
	spare T
	ready bool
	timer *time.Timer
}

// NewSpares makes a keeper of spares.
func NewSpares[T Spare](o SpareOptions) *Spares[T] {
	if o.Max <= 0 {
		o.Max = 100
	}
	if o.Expires <= 0 {
		o.Expires = 10 * time.Minute
	}
	return &Spares[T]{max: o.Max, expires: o.Expires, waiting: map[Bucket]*waiting[T]{}}
}

// Reserve claims the place of a bucket's spare. It reports false when there is
// one or none may be added; otherwise Put or Release must follow.
func (s *Spares[T]) Reserve(b Bucket, slug string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.waiting[b]; old != nil {
		if !old.ready || !old.spare.Over() {
			return false
		}
		s.remove(b, old)
	}
	if s.closed || len(s.waiting) >= s.max {
		return false
	}
	s.waiting[b] = &waiting[T]{slug: slug}
	return true
}

// Release gives a reserved place back.
func (s *Spares[T]) Release(b Bucket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if w := s.waiting[b]; w != nil && !w.ready {
		delete(s.waiting, b)
	}
}

// Put fills a reserved place. A spare whose place is gone is ended.
func (s *Spares[T]) Put(b Bucket, spare T) {
	s.mu.Lock()
	w := s.waiting[b]
	if w == nil || w.ready {
		s.mu.Unlock()
		spare.End(nil)
		return
	}
	w.spare, w.ready = spare, true
	w.timer = time.AfterFunc(s.expires, func() { s.expire(b, spare) })
	s.mu.Unlock()
}

// Take takes the spare of a bucket, if one is ready and fits.
func (s *Spares[T]) Take(b Bucket, fits func(T) bool) (spare T, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	w := s.waiting[b]
	if w == nil || !w.ready || !fits(w.spare) {
		return spare, false
	}
	s.remove(b, w)
	return w.spare, !w.spare.Over()
}

func (s *Spares[T]) expire(b Bucket, spare T) {
	s.mu.Lock()
	w := s.waiting[b]
	mine := w != nil && w.ready && w.spare == spare
	if mine {
		s.remove(b, w)
	}
	s.mu.Unlock()
	if mine {
		spare.End(nil)
	}
}

// remove takes an entry out. The caller holds s.mu.
func (s *Spares[T]) remove(b Bucket, w *waiting[T]) {
	delete(s.waiting, b)
	if w.timer != nil {
		w.timer.Stop()
	}
}

// DropApp ends the spares of an app, and lets those being made find their
// place gone.
func (s *Spares[T]) DropApp(slug string) {
	s.drop(func(w *waiting[T]) bool { return w.slug == slug })
}

// Close ends all spares; none is taken any more.
func (s *Spares[T]) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.drop(func(*waiting[T]) bool { return true })
}

func (s *Spares[T]) drop(which func(*waiting[T]) bool) {
	var ended []T
	s.mu.Lock()
	for b, w := range s.waiting {
		if which(w) {
			s.remove(b, w)
			if w.ready {
				ended = append(ended, w.spare)
			}
		}
	}
	s.mu.Unlock()
	for _, spare := range ended {
		spare.End(nil)
	}
}

// Len is how many spares are ready.
func (s *Spares[T]) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, w := range s.waiting {
		if w.ready {
			n++
		}
	}
	return n
}
