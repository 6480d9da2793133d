package session

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/wire"
)

// browser is a socket that keeps what it is sent.
type browser struct {
	sent   []string
	closed int
	fails  bool
}

func (b *browser) Write(message []byte) error {
	if b.fails {
		return errors.New("the network is gone")
	}
	b.sent = append(b.sent, string(message))
	return nil
}

func (b *browser) Close(code int, reason string) { b.closed = code }

// bench is a link without a session, with the title, limits and counters that
// it uses.
type bench struct {
	*link
	title  string
	limits Limits
	counts counters
}

func newBench() *bench {
	b := &bench{limits: Limits{}.withDefaults()}
	doc := document.New(nil, nil)
	b.link = newLink(doc, func() string { return b.title }, &b.limits, &b.counts)
	return b
}

// greeted lets a browser in, as a session does.
func (b *bench) greeted(j Join) *browser {
	c := &browser{}
	b.join(c)
	b.greet(j)
	b.send(b.collect())
	return c
}

func TestEventsAreAcceptedOnceAndInOrder(t *testing.T) {
	b := newBench()
	for _, step := range []struct {
		seq        uint64
		known      bool
		isNew, err bool
	}{
		{1, true, true, false}, {1, true, false, false}, {3, true, false, true}, {2, true, true, false},
		{3, false, false, true}, {3, true, true, false}, {1, false, false, false},
	} {
		isNew, err := b.accept(step.seq, step.known)
		if isNew != step.isNew || (err != nil) != step.err {
			t.Errorf("event %d, known %v: %v, %v", step.seq, step.known, isNew, err)
		}
	}
	b.goOn(Join{Foreign: true}) // a page that another session made
	if isNew, err := b.accept(4, false); !isNew || err != nil {
		t.Errorf("an event for a component of the page that was: %v, %v", isNew, err)
	}
}

// If many sockets bring one event, the link accepts it from one of them.
func TestOneOfManyAcceptsAnEvent(t *testing.T) {
	b := newBench()
	var mu sync.Mutex
	accepted := 0
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for seq := range uint64(1_000) {
				if isNew, err := b.accept(seq+1, true); err != nil {
					t.Error(err)
				} else if isNew {
					mu.Lock()
					accepted++
					mu.Unlock()
				}
			}
		})
	}
	all.Wait()
	if accepted != 1_000 {
		t.Errorf("1,000 events were accepted %d times", accepted)
	}
}

// Nothing is collected while a write to the browser is under way. After it, send
// asks for a turn if something was held back.
func TestOneWriteAtATime(t *testing.T) {
	b := newBench()
	c := b.greeted(Join{})
	b.title = "one"
	first := b.collect()
	b.title = "two"
	if out := b.collect(); out.socket != nil {
		t.Errorf("collected %q while a write is under way", out.messages)
	}
	if more := b.send(first); !more {
		t.Error("no turn is asked for")
	}
	if more := b.send(b.collect()); more {
		t.Error("a turn is asked for, for nothing")
	}
	if got := strings.Join(c.sent, "\n"); strings.Count(got, `"title"`) != 2 || !strings.Contains(got, `["title","two"]`) {
		t.Errorf("sent\n%s", got)
	}
	if out := b.collect(); out.socket != nil {
		t.Errorf("then collected %q", out.messages)
	}
}

func TestALostSocketIsTakenAway(t *testing.T) {
	b := newBench()
	c := b.greeted(Join{})
	c.fails = true
	b.title = "new"
	b.send(b.collect())
	if here, since := b.connected(); here || since.IsZero() {
		t.Errorf("connected: %v, since %v", here, since)
	}
	next := b.greeted(Join{}) // a page that has seen nothing
	if len(next.sent) != 2 || !strings.Contains(next.sent[1], `["title","new"]`) {
		t.Errorf("the next socket gets %q", next.sent)
	}
}

// A socket that comes when the session has just ended is not let in.
func TestNobodyJoinsALinkThatHasEnded(t *testing.T) {
	b := newBench()
	first := b.greeted(Join{})
	b.end(ErrUnused, "")
	if first.closed != wire.CodeAway {
		t.Errorf("closed with %d", first.closed)
	}
	if _, ok := b.join(&browser{}); ok {
		t.Error("a socket joined")
	}
}

func TestReplay(t *testing.T) {
	r := replay{limits: &Limits{Replay: 3, ReplayBytes: 100}}
	add := func(n uint64, size int) { r.add(sentPatch{n: n, message: make([]byte, size)}) }
	after := func(n uint64) (numbers []uint64) {
		patches, ok := r.after(n)
		if !ok {
			return nil
		}
		for _, p := range patches {
			numbers = append(numbers, p.n)
		}
		return numbers
	}
	for n := range uint64(4) {
		add(n+1, 10)
	}
	if got := after(1); !slices.Equal(got, []uint64{2, 3, 4}) {
		t.Errorf("after 1: %v", got)
	}
	if got := after(0); got != nil {
		t.Errorf("after 0, which was dropped: %v", got)
	}
	r.confirm(3)
	if got := after(3); !slices.Equal(got, []uint64{4}) || r.bytes != 10 {
		t.Errorf("after 3: %v, %d bytes", got, r.bytes)
	}
	add(5, 1_000) // too big, but the last
	if got := after(4); !slices.Equal(got, []uint64{5}) || r.bytes != 1_000 {
		t.Errorf("after 4: %v, %d bytes", got, r.bytes)
	}
}
