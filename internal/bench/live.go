package main

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/visitor"
)

// sliderApp is the weather page with a slider, in two forms: one whose
// sessions may share an interpreter, and one with state of its own.
const sliderApp = `//go:build ignore

package main

import (
	"fmt"
	"math/rand"

	"github.com/panelgo/panelgo/pn"
)
%s
func SessionKey(r *pn.Request) string { return r.Arg("city", "Berlin") }

func App(s *pn.Session) {
	city := s.Arg("city", "Berlin")
	s.Template("material")
	s.Title(city + " Weather")
	days := pn.IntSlider("Days", 1, 1000)
	s.Main(days,
		pn.View(func() pn.Component { %sreturn pn.Text(fmt.Sprintf("%%d days", days.Value())) }),
		pn.FlexBox(
			pn.Card(pn.Number("Temperature", rand.Intn(66)-20).Format("{value} °C")).HideHeader(),
			pn.Card(pn.Number("Humidity", rand.Intn(101)).Format("{value}%%")).HideHeader(),
		))
}
`

// sliderApps writes both forms into a folder of their own.
func sliderApps() (shared, isolated string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "panelgo-bench")
	if err != nil {
		return "", "", nil, err
	}
	shared, isolated = filepath.Join(dir, "shared.go"), filepath.Join(dir, "isolated.go")
	err = os.WriteFile(shared, fmt.Appendf(nil, sliderApp, "", ""), 0o644)
	if err == nil {
		err = os.WriteFile(isolated, fmt.Appendf(nil, sliderApp, "\nvar calls int\n", "calls++; "), 0o644)
	}
	return shared, isolated, func() { os.RemoveAll(dir) }, err
}

// scriptFile writes a script into a folder of its own.
func scriptFile(name, source string) (path string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "panelgo-bench")
	if err != nil {
		return "", nil, err
	}
	path = filepath.Join(dir, name)
	return path, func() { os.RemoveAll(dir) }, os.WriteFile(path, []byte(source), 0o644)
}

// echo is the baseline of everything that goes over a socket: an ordinary page
// whose socket answers hello and sends every later message back.
func echo() *httptest.Server {
	up := websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024, Subprotocols: []string{"panelgo.2"}}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !websocket.IsWebSocketUpgrade(r) {
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte(`<!doctype html><html data-pn-view="none"><title>echo</title>`))
			return
		}
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		if _, _, err := conn.ReadMessage(); err != nil || conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"welcome"}`)) != nil {
			return
		}
		for {
			kind, data, err := conn.ReadMessage()
			if err != nil || conn.WriteMessage(kind, data) != nil {
				return
			}
		}
	}))
}

// measureLive times from the open socket to the welcome, minus the same time of
// a bare echo; the rest is the session.
func measureLive() ([]row, error) {
	shared, isolated, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	bare := echo()
	defer bare.Close()
	var rows []row
	for _, form := range []struct {
		name, file string
		budget     time.Duration
	}{{"isolated", isolated, time.Millisecond}, {"shared", shared, 100 * time.Microsecond}} {
		url, stop, err := serve(reuse, form.file)
		if err != nil {
			return nil, err
		}
		page := url + "/" + strings.TrimSuffix(filepath.Base(form.file), ".go")
		var ours, theirs []float64
		for range 300 {
			a, err := timeToWelcome(page)
			if err != nil {
				stop()
				return nil, err
			}
			b, err := timeToWelcome(bare.URL)
			if err != nil {
				stop()
				return nil, err
			}
			ours, theirs = append(ours, a), append(theirs, b)
		}
		stop()
		added := median(ours) - median(theirs)
		rows = append(rows, row{
			what: "socket open → session live, server side, " + form.name, budget: fmt.Sprint("≤ ", form.budget),
			got:      fmt.Sprintf("%.3f ms", added*1e3),
			baseline: fmt.Sprintf("round trip %.3f ms, of which bare echo %.3f ms", median(ours)*1e3, median(theirs)*1e3),
			met:      added <= form.budget.Seconds(),
		})
	}
	return rows, nil
}

func timeToWelcome(url string) (float64, error) {
	page := pageAt(url)
	v, err := visitor.Dial(context.Background(), page)
	if err != nil {
		return 0, err
	}
	defer v.Leave()
	began := time.Now()
	err = v.Hello(page)
	return time.Since(began).Seconds(), err
}

// pageAt is the page at a URL as a visitor has it before it goes live. The baselines have no
// pages.
func pageAt(url string) *visitor.Page {
	page, err := visitor.Load(context.Background(), url)
	if err != nil {
		return &visitor.Page{URL: url, View: "none"}
	}
	return page
}

// measureRate counts how many sessions per second 8 clients bring live.
func measureRate() ([]row, error) {
	shared, _, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	url, stop, err := serve(reuse, shared)
	if err != nil {
		return nil, err
	}
	defer stop()
	bare := echo()
	defer bare.Close()
	ours, err := sessionsPerSecond(url+"/shared", 4_000)
	if err != nil {
		return nil, err
	}
	theirs, err := sessionsPerSecond(bare.URL, 4_000)
	if err != nil {
		return nil, err
	}
	return []row{{
		what: "sessions brought live per second, 8 clients, shared", budget: "≥ 5,000",
		got:      fmt.Sprintf("%.0f/s (%.2f of the baseline)", ours, ours/theirs),
		baseline: fmt.Sprintf("bare gorilla sockets opened %.0f/s", theirs), met: ours >= 5_000,
	}}, nil
}

func sessionsPerSecond(url string, n int) (float64, error) {
	errs := make(chan error, 8)
	page := pageAt(url)
	var wg sync.WaitGroup
	began := time.Now()
	for range 8 {
		wg.Go(func() {
			for range n / 8 {
				v, err := visitor.GoLive(context.Background(), page)
				if err != nil {
					errs <- err
					return
				}
				v.Leave()
			}
		})
	}
	wg.Wait()
	took := time.Since(began)
	select {
	case err := <-errs:
		return 0, err
	default:
		return float64(n) / took.Seconds(), nil
	}
}

// measureMemory weighs live sessions, and bare sockets for comparison.
func measureMemory() ([]row, error) {
	shared, isolated, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	bare := echo()
	defer bare.Close()
	socket, err := weigh(bare.URL, 1_000)
	if err != nil {
		return nil, err
	}
	var rows []row
	for _, form := range []struct {
		name, file string
		n          int
		budget     float64
	}{{"shared", shared, 1_000, 25}, {"isolated", isolated, 300, 150}} {
		url, stop, err := serve(reuse, form.file)
		if err != nil {
			return nil, err
		}
		session, err := weigh(url+"/"+form.name, form.n)
		stop()
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{
			what: "memory of a live session, socket included, " + form.name, budget: fmt.Sprintf("≤ %.0f KiB", form.budget),
			got:      fmt.Sprintf("%.1f KiB", session),
			baseline: fmt.Sprintf("a bare gorilla socket, server side %.1f KiB", socket), met: session <= form.budget,
		})
	}
	return rows, nil
}

// weigh returns the KiB that the server holds for each of n visitors.
func weigh(url string, n int) (float64, error) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	bytes, err := visitor.Weigh(ctx, url, n, 8)
	return float64(bytes) / 1024, err
}

// measureEvents times events against an echo, and counts them.
func measureEvents() ([]row, error) {
	shared, _, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	url, stop, err := serve(func(o *panelgo.Options) { o.MessageRate = 1e9 }, shared)
	if err != nil {
		return nil, err
	}
	defer stop()
	bare := echo()
	defer bare.Close()
	latency, err := eventLatency(url+"/shared", bare.URL)
	if err != nil {
		return nil, err
	}
	rate, err := eventsPerSecond(url+"/shared", 8, 4_000)
	if err != nil {
		return nil, err
	}
	echoes, err := eventsPerSecond(bare.URL, 8, 4_000)
	if err != nil {
		return nil, err
	}
	return []row{latency, {
		what: "events per second, 8 sessions", budget: "≥ 30,000",
		got:      fmt.Sprintf("%.0f/s (%.2f of the baseline)", rate, rate/echoes),
		baseline: fmt.Sprintf("bare gorilla echo %.0f/s", echoes), met: rate >= 30_000,
	}}, nil
}

// goLive loads a page and takes it live.
func goLive(url string) (*visitor.Visitor, error) {
	page, err := visitor.Load(context.Background(), url)
	if err != nil {
		return nil, err
	}
	return visitor.GoLive(context.Background(), page)
}

// slide moves the slider of sliderApp, which is the first component of its
// page, and waits for the answer.
func slide(v *visitor.Visitor, days int) (took time.Duration, err error) {
	done, err := v.Do(visitor.Action{ID: "c1", Event: "change", Value: strconv.AppendInt(nil, int64(days), 10)})
	return done.Took, err
}

func eventLatency(url, bare string) (row, error) {
	ours, err := goLive(url)
	if err != nil {
		return row{}, err
	}
	defer ours.Leave()
	theirs, err := goLive(bare)
	if err != nil {
		return row{}, err
	}
	defer theirs.Leave()
	var a, b []float64
	for i := range 3_000 {
		took, err := slide(ours, 2+i%900)
		if err != nil {
			return row{}, err
		}
		a = append(a, took.Seconds())
		if took, err = slide(theirs, 2+i%900); err != nil {
			return row{}, err
		}
		b = append(b, took.Seconds())
	}
	ratio := median(a) / median(b)
	return row{
		what: "event → patch, round trip on loopback", budget: "≤ 1.3 of a bare gorilla echo",
		got: fmt.Sprintf("%.2f (%.3f ms)", ratio, median(a)*1e3), baseline: fmt.Sprintf("echo %.3f ms", median(b)*1e3), met: ratio <= 1.3,
	}, nil
}

func eventsPerSecond(url string, sessions, each int) (float64, error) {
	visitors := make([]*visitor.Visitor, sessions)
	for i := range visitors {
		var err error
		if visitors[i], err = goLive(url); err != nil {
			return 0, err
		}
		defer visitors[i].Leave()
	}
	errs := make(chan error, sessions)
	var wg sync.WaitGroup
	began := time.Now()
	for _, v := range visitors {
		wg.Go(func() {
			for i := range each {
				if _, err := slide(v, 2+i%900); err != nil {
					errs <- err
					return
				}
			}
		})
	}
	wg.Wait()
	took := time.Since(began)
	select {
	case err := <-errs:
		return 0, err
	default:
		return float64(sessions*each) / took.Seconds(), nil
	}
}
