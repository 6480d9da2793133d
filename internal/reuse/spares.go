package reuse

import (
	"slices"
	"sync"
	"time"
)

// SpareOptions bounds spares. The zero value of a field stands for its
// default.
type SpareOptions struct {
	Max       int           // spares of all buckets, including those being made; 100
	PerBucket int           // spares of one bucket; 16
	Expires   time.Duration // how long a spare waits for a visitor; 10 min
}

// extraExpires is how long a spare waits beside another of its bucket. After a
// rush one spare remains.
const extraExpires = time.Minute

// Spare is a session that waits for a visitor.
type Spare interface {
	comparable
	End(reason error)
	Over() bool
}

// Spares keeps spares: for each bucket as many as visitors are likely to come
// while another is made. It owns them until Take and ends those that it gives
// up.
type Spares[T Spare] struct {
	options SpareOptions

	mu      sync.Mutex
	demands map[Bucket]*demand
	ready   []*waiting[T] // spares of all buckets, the oldest first
	making  int
	closed  bool
}

// afterFailure is how long no spare of a bucket is made after one could not
// be: its script fails, or reads what only a visitor has.
const afterFailure = 10 * time.Second

// waiting is a spare that is ready.
type waiting[T Spare] struct {
	bucket Bucket
	demand *demand
	spare  T
	timer  *time.Timer
}

// NewSpares makes a Spares without spares. Close ends it.
func NewSpares[T Spare](o SpareOptions) *Spares[T] {
	if o.Max <= 0 {
		o.Max = 100
	}
	if o.PerBucket <= 0 {
		o.PerBucket = 16
	}
	if o.Expires <= 0 {
		o.Expires = 10 * time.Minute
	}
	return &Spares[T]{options: o, demands: map[Bucket]*demand{}}
}

// Expect notes that a page of a bucket was sent, so that its visitor will soon
// need a session. It returns how many spares the caller has to make now: for
// each it must call Put or Release.
func (s *Spares[T]) Expect(b Bucket, slug string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return 0
	}
	d := s.demands[b]
	if d == nil {
		s.forget()
		d = &demand{slug: slug}
		s.demands[b] = d
	}
	now := time.Now()
	d.arrival(now)
	if now.Before(d.pause) {
		return 0
	}
	want := min(d.want(), s.options.PerBucket) - d.making - d.ready
	n := 0
	for ; n < want; n++ {
		// Only a bucket with more than one visitor may take the place of
		// another: many keys that are asked for once must not end and start
		// sessions over and over.
		if len(s.ready)+s.making >= s.options.Max && (d.want() == 1 || !s.evict(b)) {
			break
		}
		d.making++
		s.making++
	}
	return n
}

// Release gives up a spare that could not be made.
func (s *Spares[T]) Release(b Bucket) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.landed(b) {
		s.demands[b].pause = time.Now().Add(afterFailure)
	}
}

// landed ends the making of a spare. It reports false when the bucket was
// dropped meanwhile. The caller holds s.mu.
func (s *Spares[T]) landed(b Bucket) bool {
	s.making--
	d := s.demands[b]
	if d == nil || d.making == 0 {
		return false
	}
	d.making--
	return !s.closed
}

// Put adds a spare. took is the time it took to make; good is how long it may
// be used, 0 for SpareOptions.Expires. A spare that is not wanted any more is
// ended.
func (s *Spares[T]) Put(b Bucket, spare T, took, good time.Duration) {
	s.mu.Lock()
	if !s.landed(b) {
		s.mu.Unlock()
		spare.End(nil)
		return
	}
	defer s.mu.Unlock()
	d := s.demands[b]
	d.span = took
	expires := s.options.Expires
	if d.ready > 0 {
		expires = min(expires, extraExpires)
	}
	if good > 0 {
		expires = min(expires, good)
	}
	d.ready++
	w := &waiting[T]{bucket: b, demand: d, spare: spare}
	w.timer = time.AfterFunc(expires, func() { s.expire(w) })
	s.ready = append(s.ready, w)
}

// Take removes the oldest spare of a bucket for which fits returns true. The
// caller owns it then.
func (s *Spares[T]) Take(b Bucket, fits func(T) bool) (spare T, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.sweep()
	i := slices.IndexFunc(s.ready, func(w *waiting[T]) bool { return w.bucket == b && fits(w.spare) })
	if i < 0 {
		return spare, false
	}
	return s.remove(i).spare, true
}

// sweep removes spares that have ended by themselves. The caller holds s.mu.
func (s *Spares[T]) sweep() {
	for i := len(s.ready) - 1; i >= 0; i-- {
		if s.ready[i].spare.Over() {
			s.remove(i)
		}
	}
}

// forget bounds the number of buckets that are remembered. The caller holds
// s.mu.
func (s *Spares[T]) forget() {
	if len(s.demands) < 4*s.options.Max {
		return
	}
	for b, d := range s.demands {
		if d.making == 0 && d.ready == 0 {
			delete(s.demands, b)
		}
	}
}

// evict ends the oldest spare of another bucket than but. The caller holds
// s.mu.
func (s *Spares[T]) evict(but Bucket) bool {
	i := slices.IndexFunc(s.ready, func(w *waiting[T]) bool { return w.bucket != but })
	if i >= 0 {
		go s.remove(i).spare.End(nil) // not under s.mu: it takes locks of its own
	}
	return i >= 0
}

func (s *Spares[T]) expire(w *waiting[T]) {
	s.mu.Lock()
	i := slices.Index(s.ready, w)
	if i >= 0 {
		s.remove(i)
	}
	s.mu.Unlock()
	if i >= 0 {
		w.spare.End(nil)
	}
}

// remove removes a spare from the list. The caller holds s.mu.
func (s *Spares[T]) remove(i int) *waiting[T] {
	w := s.ready[i]
	w.timer.Stop()
	w.demand.ready--
	s.ready = slices.Delete(s.ready, i, i+1)
	return w
}

// DropApp ends the spares of an app; those that are being made will be ended
// by Put.
func (s *Spares[T]) DropApp(slug string) {
	s.drop(func(d *demand) bool { return d.slug == slug })
}

// Close ends all spares. From then on Take finds none.
func (s *Spares[T]) Close() {
	s.mu.Lock()
	s.closed = true
	s.mu.Unlock()
	s.drop(func(*demand) bool { return true })
}

func (s *Spares[T]) drop(which func(*demand) bool) {
	var ended []T
	s.mu.Lock()
	for b, d := range s.demands {
		if !which(d) {
			continue
		}
		delete(s.demands, b)
		for i := len(s.ready) - 1; i >= 0; i-- {
			if s.ready[i].bucket == b {
				ended = append(ended, s.remove(i).spare)
			}
		}
	}
	s.mu.Unlock()
	for _, spare := range ended {
		spare.End(nil)
	}
}

// Len is the number of spares that are ready.
func (s *Spares[T]) Len() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.ready)
}
