package session

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

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
	woken  atomic.Int32 // how often a turn was asked for
}

func newBench() *bench {
	b := &bench{limits: Limits{}.withDefaults()}
	doc := document.New(nil, nil)
	b.link = newLink(doc, func() string { return b.title }, &b.limits, &b.counts, func() { b.woken.Add(1) })
	return b
}

// greeted lets a browser in, as a session does.
func (b *bench) greeted(j Join) *browser {
	c := &browser{}
	b.join(c)
	b.greet(j, 0)
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
		isNew, _, err := b.accept(step.seq, 0, step.known)
		if isNew != step.isNew || (err != nil) != step.err {
			t.Errorf("event %d, known %v: %v, %v", step.seq, step.known, isNew, err)
		}
	}
	b.goOn(Join{Foreign: true}) // a page that another session made
	if isNew, own, err := b.accept(4, 0, false); !isNew || own || err != nil {
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
				if isNew, _, err := b.accept(seq+1, 0, true); err != nil {
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

// While the browser has not applied two patches, or 64 KiB of them, it is sent no
// further one: changes become one patch, which goes out when it has, or when it is
// silent for a second.
func TestPatchesWaitForTheBrowser(t *testing.T) {
	long := strings.Repeat("x", maxUnappliedBytes)
	for _, test := range []struct {
		name    string
		first   []string // titles of the page, one after the other
		confirm func(b *bench)
		woken   int32
	}{
		{"applied", []string{"1", "2"}, func(b *bench) {
			if !b.confirm(1) {
				t.Error("no turn is to come")
			}
		}, 0},
		{"an event tells it", []string{"1", "2"}, func(b *bench) { b.accept(1, 2, true) }, 0},
		{"too many bytes", []string{long}, func(b *bench) { b.confirm(1) }, 0},
		{"silence", []string{"1", "2"}, func(b *bench) {
			time.Sleep(pause)
			synctest.Wait()
		}, 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench()
				c := b.greeted(Join{})
				for _, b.title = range test.first {
					b.send(b.collect())
				}
				c.sent = nil
				for _, b.title = range []string{"held", "latest"} {
					b.send(b.collect())
				}
				if len(c.sent) > 0 {
					t.Fatalf("sent %q", c.sent)
				}
				test.confirm(b)
				if got := b.woken.Load(); got != test.woken {
					t.Errorf("a turn was asked for %d times, want %d", got, test.woken)
				}
				b.send(b.collect())
				if len(c.sent) != 1 || !strings.Contains(c.sent[0], `["title","latest"]`) {
					t.Errorf("sent %q", c.sent)
				}
				b.end(nil, "")
			})
		})
	}
}

// A page that nobody sees confirms once a second, and gets no more than one patch a second,
// however long its messages are under way and however often it confirms late. When it is
// seen it gets as many as it applies.
func TestPatchesForAPageThatNobodySees(t *testing.T) {
	// What the page does comes 1, 6 and 7 ms after a tick, so that no two things of the
	// test happen at once.
	const tick, unseen = 10 * time.Millisecond, 20
	for _, test := range []struct {
		name           string
		latency, tells time.Duration // tells: how long after the first patch that it has not told of
		atMost         uint64
	}{
		{"near", time.Millisecond, time.Second, unseen + 1},
		{"far", 41 * time.Millisecond, time.Second, unseen + 1},
		{"farther", 301 * time.Millisecond, time.Second, unseen + 1},
		{"its timers are late", 41 * time.Millisecond, 7 * time.Second, unseen + 1},
		{"silent", time.Millisecond, time.Hour, unseen + 1},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench()
				c := b.greeted(Join{})
				defer b.end(nil, "")
				var applied atomic.Uint64
				var telling atomic.Bool
				changes := 0
				watch := func(d, tells time.Duration) (patches uint64) {
					before := b.n
					for range d / tick {
						changes++
						b.title = strconv.Itoa(changes)
						c.sent = nil
						b.send(b.collect())
						for range c.sent {
							time.AfterFunc(test.latency, func() { applied.Add(1) })
						}
						if applied.Load() < b.n && !telling.Swap(true) {
							time.AfterFunc(test.latency+tells+tick/2, func() {
								telling.Store(false)
								n := applied.Load()
								time.AfterFunc(test.latency, func() { b.confirm(n) })
							})
						}
						time.Sleep(tick)
						synctest.Wait()
					}
					return b.n - before
				}

				seen := watch(5*time.Second, 2*tick)
				watch(time.Second, test.tells) // what was under way
				hidden := watch(unseen*time.Second, test.tells)
				if hidden > test.atMost || hidden < unseen-1 {
					t.Errorf("%d patches in %d s, want one a second", hidden, unseen)
				}
				b.confirm(b.n) // a frame comes
				telling.Store(false)
				watch(time.Second, 2*tick)
				if again := watch(5*time.Second, 2*tick); again < seen-2 || seen < 3*5 {
					t.Errorf("seen again %d patches, before %d", again, seen)
				}
			})
		})
	}
}

// A page that has been slow gets patches at once again when somebody does something there,
// or when it comes back over another socket, however old the patches are that it missed.
func TestASlowPageIsSeenAgain(t *testing.T) {
	for name, seen := range map[string]func(*bench) *browser{
		"an event": func(b *bench) *browser {
			c := &browser{}
			b.join(c)
			b.slow = true
			if _, _, err := b.accept(1, 1, true); err != nil {
				t.Error(err)
			}
			return c
		},
		"another socket": func(b *bench) *browser {
			c := b.greeted(Join{Resumed: true}) // has missed the patch
			b.confirm(1)
			return c
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench()
				b.greeted(Join{})
				b.title = "1"
				b.send(b.collect())
				time.Sleep(10 * pause)
				c := seen(b)
				c.sent = nil
				for _, b.title = range []string{"2", "3"} {
					b.send(b.collect())
				}
				if len(c.sent) != 2 {
					t.Errorf("sent %q", c.sent)
				}
			})
		})
	}
}

// That the browser has applied what was never sent confirms nothing.
func TestAppliedBeforeItWasSent(t *testing.T) {
	b := newBench()
	c := b.greeted(Join{})
	for _, b.title = range []string{"1", "2"} {
		b.send(b.collect())
	}
	b.confirm(99)
	b.title = "3"
	if out := b.collect(); out.socket != nil || len(c.sent) != 3 {
		t.Errorf("sent %q, then %q", c.sent, out.messages)
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
