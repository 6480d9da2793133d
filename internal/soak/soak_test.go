package soak_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/panelgo/panelgo/internal/waitfor"
)

var (
	soakFor = flag.Duration("soak", 5*time.Second, "how long visitors come and go")
	seed    = flag.Uint64("seed", 0, "repeats what visitors and editors choose; 0 draws one")
	crowd   = flag.Int("visitors", 16, "pages that are open at a time, of each server")
)

// totals count what was done in a run.
type totals struct {
	pages, sockets, events, again, patches atomic.Int64
	drops, resumed, lost, moves, away      atomic.Int64
	edits, badEdits                        atomic.Int64
}

func (t *totals) String() string {
	n := func(x *atomic.Int64) int64 { return x.Load() }
	return fmt.Sprintf("%d pages, %d sockets, %d events and %d sent again, %d patches; %d drops, %d resumed, %d came to a new session, %d moved by edits, %d sent away; %d good edits and %d bad ones",
		n(&t.pages), n(&t.sockets), n(&t.events), n(&t.again), n(&t.patches),
		n(&t.drops), n(&t.resumed), n(&t.lost), n(&t.moves), n(&t.away), n(&t.edits), n(&t.badEdits))
}

// run is one run of the test.
type run struct {
	t      *testing.T
	seed   uint64
	houses []*house
	total  totals
	http   *http.Client
	stop   context.CancelFunc

	mu   sync.Mutex
	errs []error
}

func TestMain(m *testing.M) { waitfor.MainApart(m, 1) }

func TestSoak(t *testing.T) {
	if testing.Short() {
		*soakFor = min(*soakFor, 2*time.Second)
	}
	r := &run{t: t, seed: *seed, houses: build(t)}
	if r.seed == 0 {
		r.seed = rand.Uint64()
	}
	t.Logf("-seed %d repeats the choices of this run", r.seed)
	r.http = &http.Client{Timeout: patience, Transport: &http.Transport{MaxIdleConnsPerHost: *crowd}}
	r.warmUp()
	before, err := r.empty(resources{})
	if r.report(err); r.failed() {
		return
	}
	r.chaos()
	after, err := r.empty(before)
	r.report(err)
	t.Logf("%v", &r.total)
	t.Logf("before: %v", before)
	t.Logf("after:  %v", after)
}

// report keeps an error and ends the run. It prints the first three only,
// which explain the others.
func (r *run) report(err error) {
	if err == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.errs = append(r.errs, err); len(r.errs) <= 3 {
		r.t.Error(err)
	}
	if r.stop != nil {
		r.stop()
	}
}

func (r *run) failed() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.errs) > 0
}

func (r *run) newVisitor(h *house, house, slot, visit int) *visitor {
	rng := rand.New(rand.NewPCG(r.seed, uint64(house)<<40|uint64(slot)<<32|uint64(visit)))
	return &visitor{
		house: h, app: apps[rng.IntN(len(apps))], rng: rng, total: &r.total, http: r.http,
		name: fmt.Sprintf("v%d.%d.%d", house, slot, visit),
	}
}

// warmUp makes what a server makes once, and what it keeps of the most visitors
// at a time.
func (r *run) warmUp() {
	var all sync.WaitGroup
	for i, h := range r.houses {
		for slot := range *crowd {
			all.Go(func() {
				v := r.newVisitor(h, i, slot, 0)
				defer v.leave()
				if err := errors.Join(v.begin(), v.connect(), v.burst(), v.settle("the first page", always)); err != nil {
					r.report(v.explain(err))
				}
			})
		}
	}
	all.Wait()
}

// chaos lets visitors and editors in, in all houses at a time.
func (r *run) chaos() {
	ctx, stop := context.WithTimeout(r.t.Context(), *soakFor)
	defer stop()
	r.stop = stop
	var houses sync.WaitGroup
	for i, h := range r.houses {
		houses.Go(func() { r.live(ctx, i, h) })
	}
	houses.Wait()
}

// live runs the visitors and the editor of one house.
func (r *run) live(ctx context.Context, i int, h *house) {
	e := &editor{house: h, rng: rand.New(rand.NewPCG(r.seed, uint64(i))), total: &r.total, number: 1}
	var all sync.WaitGroup
	last := make([]*visitor, *crowd)
	for slot := range last {
		all.Go(func() { last[slot] = r.slot(ctx, h, i, slot) })
	}
	all.Go(func() { r.report(e.edit(ctx)) })
	all.Wait()
	if !r.failed() {
		r.finale(e, last)
	}
	for _, v := range last {
		v.leave()
	}
}

// slot has one visitor after the other, and gives the last one, still there.
func (r *run) slot(ctx context.Context, h *house, house, slot int) *visitor {
	for visit := 1; ; visit++ {
		v := r.newVisitor(h, house, slot, visit)
		if ctx.Err() == nil {
			if err := v.visit(ctx); err != nil {
				r.report(v.explain(err))
			}
			continue
		}
		if !r.failed() {
			if err := errors.Join(v.begin(), v.connect(), v.burst()); err != nil {
				r.report(v.explain(err))
			}
		}
		return v
	}
}

// finale looks at pages that are open while the scripts are broken, and mended.
func (r *run) finale(e *editor, visitors []*visitor) {
	each := func(what string, also func(v *visitor) bool) {
		for _, v := range visitors {
			if err := v.settle(what, func() bool { return also(v) }); err != nil {
				r.report(v.explain(err))
			}
		}
	}
	if err := e.breakAll(); err != nil {
		r.report(err)
		return
	}
	each("the page while the script is bad", func(v *visitor) bool { return v.page.problem == e.house.dev })
	editions, err := e.mendAll()
	if err != nil {
		r.report(err)
		return
	}
	each("the page when the script is mended", func(v *visitor) bool {
		return !v.page.problem && (!e.house.dev || v.page.edition == editions[v.app])
	})
	for i, app := range apps {
		v := r.newVisitor(e.house, i, *crowd, 0)
		v.app = app
		if err := v.load(); err != nil || v.page.edition != editions[app] {
			r.report(v.explain(fmt.Errorf("a new visitor should see %s: %w", editions[app], err)))
		}
	}
}
