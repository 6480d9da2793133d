package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/visitor"
)

// crowd is the number of sessions that are live at the same time.
const crowd = 5_000

// measureCrowd weighs many sessions that are live at once. It times events
// while they are there, against the same events of a single session.
func measureCrowd() ([]row, error) {
	shared, _, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	options := func(o *panelgo.Options) { reuse(o); o.MessageRate = 1e9 }
	each, err := weighCrowd(shared, options)
	if err != nil {
		return nil, err
	}
	alone, among, err := timeCrowd(shared, options)
	if err != nil {
		return nil, err
	}
	return []row{{
		what: fmt.Sprintf("memory of each of %d live sessions, socket included", crowd), budget: "below LiveView's 54 KiB",
		got: fmt.Sprintf("%.1f KiB", each), baseline: "see the weight of a bare socket", met: each < 54,
	}, {
		what: fmt.Sprintf("event among %d live sessions", crowd), budget: "p50 below LiveView's 0.18 ms",
		got:      fmt.Sprintf("p50 %.3f ms, p99 %.3f ms", quantile(among, 0.5)*1e3, quantile(among, 0.99)*1e3),
		baseline: fmt.Sprintf("alone: p50 %.3f ms, p99 %.3f ms", quantile(alone, 0.5)*1e3, quantile(alone, 0.99)*1e3),
		met:      quantile(among, 0.5) < 0.18e-3,
	}}, nil
}

// weighCrowd uses a server of its own, because its sessions outlive their
// visitors.
func weighCrowd(app string, options func(*panelgo.Options)) (float64, error) {
	url, stop, err := serve(options, app)
	if err != nil {
		return 0, err
	}
	defer stop()
	return weigh(url+"/shared", crowd)
}

// timeCrowd times the events of a single session, and of each of many.
func timeCrowd(app string, options func(*panelgo.Options)) (alone, among []float64, err error) {
	url, stop, err := serve(options, app)
	if err != nil {
		return nil, nil, err
	}
	defer stop()
	url += "/shared"
	if alone, err = latencies(url, 1, 2_000); err != nil {
		return nil, nil, err
	}
	clients, err := many(url, crowd)
	defer closeAll(clients)
	if err != nil {
		return nil, nil, err
	}
	among, err = roundTrips(clients, 1, 10_000)
	return alone, among, err
}

func many(url string, n int) ([]*visitor.Visitor, error) {
	clients := make([]*visitor.Visitor, 0, n)
	for range n {
		v, err := visitor.GoLive(context.Background(), &visitor.Page{URL: url, View: "none"})
		if err != nil {
			return clients, err
		}
		clients = append(clients, v)
	}
	return clients, nil
}

func closeAll(clients []*visitor.Visitor) {
	for _, c := range clients {
		c.Leave()
	}
}

func latencies(url string, sessions, events int) ([]float64, error) {
	clients, err := many(url, sessions)
	defer closeAll(clients)
	if err != nil {
		return nil, err
	}
	return roundTrips(clients, sessions, events)
}

// roundTrips lets some workers send events for all clients in turn.
func roundTrips(clients []*visitor.Visitor, workers, events int) ([]float64, error) {
	var mu sync.Mutex
	var all []float64
	var failed error
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			var mine []float64
			for i := range events / workers {
				c := clients[(w+i*workers)%len(clients)]
				took, err := slide(c, 2+(i*7)%900)
				if err != nil {
					mu.Lock()
					failed = err
					mu.Unlock()
					return
				}
				mine = append(mine, took.Seconds())
			}
			mu.Lock()
			all = append(all, mine...)
			mu.Unlock()
		})
	}
	wg.Wait()
	return all, failed
}

func quantile(values []float64, q float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := append([]float64(nil), values...)
	sort.Float64s(sorted)
	return sorted[min(int(q*float64(len(sorted))), len(sorted)-1)]
}

// burningApp burns a core when it is told to.
const burningApp = `//go:build ignore

package main

import "github.com/panelgo/panelgo/pn"

func App(s *pn.Session) {
	s.Main(pn.IntSlider("Days", 1, 1000), pn.Button("Burn").OnClick(func() {
		for n := 0; ; n++ {
		}
	}))
}
`

// measureFairness times a session's events while another session burns a core,
// against the same events on an idle server.
func measureFairness() ([]row, error) {
	shared, _, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	script := filepath.Join(filepath.Dir(shared), "burning.go")
	if err := os.WriteFile(script, []byte(burningApp), 0o644); err != nil {
		return nil, err
	}
	url, stop, err := serve(func(o *panelgo.Options) { o.MessageRate = 1e9 }, shared, script)
	if err != nil {
		return nil, err
	}
	defer stop()
	quiet, err := latencies(url+"/shared", 1, 3_000)
	if err != nil {
		return nil, err
	}
	fire, err := goLive(url + "/burning")
	if err != nil {
		return nil, err
	}
	burning := make(chan struct{})
	go func() { // this event is never answered
		defer close(burning)
		fire.Do(visitor.Action{ID: "c2", Event: "click"})
	}()
	defer func() { fire.Leave(); <-burning }()
	busy, err := latencies(url+"/shared", 1, 3_000)
	if err != nil {
		return nil, err
	}
	ratio := quantile(busy, 0.5) / quantile(quiet, 0.5)
	return []row{{
		what: "event while another session burns a core", budget: "≤ 2 of the quiet figure",
		got:      fmt.Sprintf("%.2f (p50 %.3f ms, p99 %.3f ms)", ratio, quantile(busy, 0.5)*1e3, quantile(busy, 0.99)*1e3),
		baseline: fmt.Sprintf("quiet: p50 %.3f ms, p99 %.3f ms", quantile(quiet, 0.5)*1e3, quantile(quiet, 0.99)*1e3), met: ratio <= 2,
	}}, nil
}

// slowStart takes a second to describe its page.
const slowStart = `//go:build ignore

package main

import (
	"time"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	time.Sleep(time.Second)
	s.Main(pn.IntSlider("Days", 1, 1000))
}
`

// measureSpare times how long an app that is slow to start takes to go live
// with a spare ready, against an app that starts at once.
func measureSpare() ([]row, error) {
	shared, _, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	slow := filepath.Join(filepath.Dir(shared), "slow.go")
	if err := os.WriteFile(slow, []byte(slowStart), 0o644); err != nil {
		return nil, err
	}
	url, stop, err := serve(func(o *panelgo.Options) { o.Reuse = "warm" }, slow, shared)
	if err != nil {
		return nil, err
	}
	defer stop()
	var ours, theirs []float64
	for range 3 {
		for _, app := range []string{"slow", "shared"} {
			page, err := visitor.Load(context.Background(), url+"/"+app)
			if err != nil {
				return nil, err
			}
			time.Sleep(1500 * time.Millisecond) // until a spare is ready
			began := time.Now()
			v, err := visitor.GoLive(context.Background(), page)
			if err != nil {
				return nil, err
			}
			v.Leave()
			if took := time.Since(began).Seconds(); strings.HasPrefix(app, "slow") {
				ours = append(ours, took)
			} else {
				theirs = append(theirs, took)
			}
		}
	}
	return []row{{
		what: "live from a spare, app works for 1 s", budget: "as an app that starts at once",
		got: fmt.Sprintf("%.2f ms", median(ours)*1e3), baseline: fmt.Sprintf("an app that starts at once %.2f ms", median(theirs)*1e3),
		met: median(ours) <= 2*median(theirs),
	}}, nil
}
