package visitor

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Bounds of a crowd.
const (
	MaxVisitors    = 10_000
	MaxActions     = 1_000
	MaxConcurrency = 1_000
)

// maxKinds bounds how many kinds of errors are told apart.
const maxKinds = 20

// otherKinds is what further kinds are counted as.
const otherKinds = "others"

// Crowd says who comes, and what they do.
type Crowd struct {
	Address     string
	Visitors    int
	Actions     int           // of each visitor
	Concurrency int           // who load, or wait for an answer, at the same moment
	Duration    time.Duration // of all together, at most
	Think       time.Duration // between two actions of a visitor
	Weigh       bool          // the server is in this process: weigh its sessions
}

// Check finds what cannot be.
func (c Crowd) Check() error {
	for _, bound := range []struct {
		what        string
		n, from, to int
	}{
		{"visitors", c.Visitors, 1, MaxVisitors}, {"actions", c.Actions, 0, MaxActions}, {"concurrency", c.Concurrency, 1, MaxConcurrency},
	} {
		if bound.n < bound.from || bound.n > bound.to {
			return fmt.Errorf("--%s %d: use %d to %d", bound.what, bound.n, bound.from, bound.to)
		}
	}
	if c.Duration <= 0 {
		return fmt.Errorf("--duration %v: use more than 0", c.Duration)
	}
	if c.Think < 0 {
		return fmt.Errorf("--think %v: use 0 or more", c.Think)
	}
	return nil
}

// run is a crowd under way.
type run struct {
	Crowd
	visitors []*Visitor
	slots    chan struct{} // held by who loads, or waits for an answer

	mu     sync.Mutex
	result Result
}

// Run has the crowd come, act and leave. First somebody looks whether there is
// an app at all, so that whatever is made once is made; this is not measured.
// Then all come, and when the last is live they begin to act. An error means
// that there is nothing to measure; the errors that visitors meet are counted.
func (c Crowd) Run(ctx context.Context) (*Result, error) {
	timed, cancel := context.WithTimeout(ctx, c.Duration)
	defer cancel()
	r := &run{Crowd: c, slots: make(chan struct{}, c.Concurrency)}
	r.result.Errors = map[string]int{}
	if err := r.look(timed); err != nil {
		if ctx.Err() == nil && over(timed) {
			err = fmt.Errorf("the time was up, after %v, before one visitor was live", c.Duration)
		}
		return nil, fmt.Errorf("%s: %w", c.Address, err)
	}
	for i := range c.Visitors {
		r.visitors = append(r.visitors, New(i))
	}
	defer r.leave()
	weighed := r.weigh(timed)
	r.come(timed)
	if weighed > 0 && r.result.Live > 0 {
		r.result.Memory, r.result.Weighed = (r.weigh(timed)-weighed)/int64(r.result.Live), true
	}
	r.act(timed)
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	r.result.TimeUp = over(timed)
	r.result.Load.sorted()
	r.result.GoLive.sorted()
	r.result.Answers.sorted()
	return &r.result, nil
}

// look finds out where the page is and what is in it.
func (r *run) look(ctx context.Context) error {
	v := New(0)
	defer v.Leave()
	if _, err := v.Load(ctx, r.Address); err != nil {
		return err
	}
	if _, err := v.GoLive(ctx); err != nil {
		return err
	}
	r.result.Address, r.result.Controls = v.page.Address, v.page.Controls
	return nil
}

// come has the visitors load the page and go live, some at a time.
func (r *run) come(ctx context.Context) {
	began := time.Now()
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(r.Concurrency, r.Visitors) {
		wg.Go(func() {
			for i := next.Add(1) - 1; i < int64(len(r.visitors)) && ctx.Err() == nil; i = next.Add(1) - 1 {
				r.fail(ctx, r.arrive(ctx, r.visitors[i]))
			}
		})
	}
	wg.Wait()
	r.result.VisitorsPerSecond = perSecond(r.result.Live, time.Since(began))
}

func (r *run) arrive(ctx context.Context, v *Visitor) error {
	took, err := v.Load(ctx, r.result.Address)
	if err != nil {
		return err
	}
	r.mu.Lock()
	r.result.Load = append(r.result.Load, took)
	r.result.FirstView = max(r.result.FirstView, v.page.Bytes)
	r.mu.Unlock()
	if took, err = v.GoLive(ctx); err != nil {
		v.Leave()
		return err
	}
	v.here = true
	r.mu.Lock()
	r.result.GoLive = append(r.result.GoLive, took)
	r.result.Live++
	r.mu.Unlock()
	return nil
}

// act has everybody who is live act and leave. Who thinks is in nobody's way.
func (r *run) act(ctx context.Context) {
	began := time.Now()
	var wg sync.WaitGroup
	for _, v := range r.visitors {
		if v.here {
			wg.Go(func() {
				defer v.Leave()
				r.fail(ctx, r.actAll(ctx, v))
			})
		}
	}
	wg.Wait()
	r.result.ActionsPerSecond = perSecond(len(r.result.Answers), time.Since(began))
}

func (r *run) actAll(ctx context.Context, v *Visitor) error {
	up, down := v.Traffic()
	defer func() {
		upNow, downNow := v.Traffic()
		r.mu.Lock()
		r.result.BytesUp += upNow - up
		r.result.BytesDown += downNow - down
		r.mu.Unlock()
	}()
	for n := range r.Actions {
		if len(v.page.Controls) == 0 {
			return nil
		}
		if n > 0 && r.Think > 0 {
			if err := sleep(ctx, r.Think); err != nil {
				return err
			}
		}
		took, err := r.actOnce(ctx, v)
		if err != nil {
			return err
		}
		r.mu.Lock()
		r.result.Answers = append(r.result.Answers, took)
		r.mu.Unlock()
	}
	return nil
}

func (r *run) actOnce(ctx context.Context, v *Visitor) (time.Duration, error) {
	select {
	case r.slots <- struct{}{}:
	case <-ctx.Done():
		return 0, ctx.Err()
	}
	defer func() { <-r.slots }()
	return v.Act(ctx)
}

// leave sends home whoever is still there.
func (r *run) leave() {
	for _, v := range r.visitors {
		v.Leave()
	}
}

// fail counts what went wrong, by kind. That the time is up is no fault of
// the app's.
func (r *run) fail(ctx context.Context, err error) {
	if err == nil || over(ctx) {
		return
	}
	kind := err.Error()
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.result.Errors[kind]; !known && len(r.result.Errors) >= maxKinds {
		kind = otherKinds
	}
	r.result.Errors[kind]++
}

// over tells whether the time is up. A connection whose deadline is that of ctx
// may fail a moment before ctx does.
func over(ctx context.Context) bool {
	deadline, ok := ctx.Deadline()
	return ctx.Err() != nil || ok && time.Until(deadline) <= 0
}

// weigh tells what the process holds, heap and stacks, once it is at rest: what
// ends takes a moment to be gone. Of a server elsewhere it tells 0.
func (r *run) weigh(ctx context.Context) int64 {
	if !r.Weigh {
		return 0
	}
	const tries, pause = 20, 20 * time.Millisecond
	last := inUse()
	for range tries {
		if sleep(ctx, pause) != nil {
			break
		}
		now := inUse()
		if atRest := max(now-last, last-now) < last/200; atRest {
			return now
		}
		last = now
	}
	return last
}

func inUse() int64 {
	runtime.GC()
	runtime.GC() // what was in pools is gone after the second
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
