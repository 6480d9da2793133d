package host

import (
	"context"
	"runtime"
	"sync"
	"time"
	"weak"
)

// A function that a timer or a context is to call holds what the script made it of, for
// as long as the timer goes: it may be an hour. So the host stops those that go on when
// the run ends. It finds them by weak pointers: those that were stopped or have run are
// not kept.

// pending is a function of the script that compiled code is to call once.
type pending struct {
	mu   sync.Mutex
	f    func()      // nil when the run has ended
	stop func() bool // of the timer or of the context
}

func (p *pending) run() {
	p.mu.Lock()
	f := p.f
	p.mu.Unlock()
	if f != nil {
		f()
	}
}

// end lets go of the function.
func (p *pending) end() {
	p.mu.Lock()
	p.f = nil
	stop := p.stop
	p.mu.Unlock()
	stop()
}

// pendings are the functions that compiled code is to call for one interpreter. It must
// not lead to the host: the cleanups of the functions keep it, and the host leads to
// them.
type pendings struct {
	mu    sync.Mutex
	all   map[weak.Pointer[pending]]struct{}
	ended bool
}

// add has the host let go of p at the end of the run, or now if it has ended.
func (l *pendings) add(p *pending) {
	w := weak.Make(p)
	l.mu.Lock()
	if l.ended {
		l.mu.Unlock()
		p.end()
		return
	}
	defer l.mu.Unlock()
	if l.all == nil {
		l.all = map[weak.Pointer[pending]]struct{}{}
	}
	l.all[w] = struct{}{}
	runtime.AddCleanup(p, l.remove, w)
}

func (l *pendings) remove(w weak.Pointer[pending]) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, w)
}

// end lets go of all functions.
func (l *pendings) end() {
	l.mu.Lock()
	all := l.all
	l.all, l.ended = nil, true
	l.mu.Unlock()
	for w := range all {
		if p := w.Value(); p != nil {
			p.end()
		}
	}
}

// afterFunc is time.AfterFunc.
func (h *Host) afterFunc(d time.Duration, f func()) *time.Timer {
	p := &pending{f: h.starter(f)}
	p.mu.Lock() // until stop is there
	t := time.AfterFunc(d, p.run)
	p.stop = t.Stop
	p.mu.Unlock()
	h.pending.add(p)
	return t
}

// contextAfterFunc is context.AfterFunc.
func (h *Host) contextAfterFunc(ctx context.Context, f func()) (stop func() bool) {
	p := &pending{f: h.starter(f)}
	p.mu.Lock() // until stop is there
	p.stop = context.AfterFunc(h.parent(ctx), p.run)
	p.mu.Unlock()
	h.pending.add(p)
	return p.stop
}
