package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
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

// echo is the baseline of everything that goes over a socket.
func echo() *httptest.Server {
	up := websocket.Upgrader{ReadBufferSize: 1024, WriteBufferSize: 1024, Subprotocols: []string{"panelgo.1"}}
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !websocket.IsWebSocketUpgrade(r) { // a page to open the socket from
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Write([]byte("<!doctype html><title>echo</title>"))
			return
		}
		conn, err := up.Upgrade(w, r, nil)
		if err != nil {
			return
		}
		defer conn.Close()
		for {
			kind, data, err := conn.ReadMessage()
			if err != nil || conn.WriteMessage(kind, data) != nil {
				return
			}
		}
	}))
}

// measureLive times from the open socket to the welcome, less what a bare echo
// takes for the same: what is left is the session.
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
	dialer := websocket.Dialer{Subprotocols: []string{"panelgo.1"}}
	conn, _, err := dialer.Dial("ws"+strings.TrimPrefix(url, "http"), nil)
	if err != nil {
		return 0, err
	}
	defer conn.Close()
	began := time.Now()
	err = conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello","last":0,"view":"none"}`))
	if err != nil {
		return 0, err
	}
	_, _, err = conn.ReadMessage()
	return time.Since(began).Seconds(), err
}

// measureRate counts sessions brought live per second by 8 clients.
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
	var wg sync.WaitGroup
	began := time.Now()
	for range 8 {
		wg.Go(func() {
			for range n / 8 {
				c, err := join(url, "", "none")
				if err != nil {
					errs <- err
					return
				}
				c.close()
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

// measureMemory weighs live sessions: the process with them less without them,
// and less what the clients weigh, which live in the same process and are
// weighed against the echo.
func measureMemory() ([]row, error) {
	shared, isolated, remove, err := sliderApps()
	if err != nil {
		return nil, err
	}
	defer remove()
	bare := echo()
	defer bare.Close()
	sockets, err := weigh(bare.URL, 1_000)
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
		both, err := weigh(url+"/"+form.name, form.n)
		stop()
		if err != nil {
			return nil, err
		}
		rows = append(rows, row{
			what: "memory of a live session, socket included, " + form.name, budget: fmt.Sprintf("≤ %.0f KiB", form.budget),
			got:      fmt.Sprintf("%.1f KiB", both-sockets/2),
			baseline: fmt.Sprintf("a bare gorilla socket, server side %.1f KiB", sockets/2), met: both-sockets/2 <= form.budget,
		})
	}
	return rows, nil
}

// weigh opens n sockets and gives the KiB that each holds, both ends together.
func weigh(url string, n int) (float64, error) {
	first, err := goLive(url) // whatever is made once is made now
	if err != nil {
		return 0, err
	}
	defer first.close()
	before := inUse()
	clients := make([]*client, 0, n)
	defer func() {
		for _, c := range clients {
			c.close()
		}
	}()
	for range n {
		c, err := goLive(url)
		if err != nil {
			return 0, err
		}
		clients = append(clients, c)
	}
	time.Sleep(200 * time.Millisecond) // what is under way comes to rest
	return float64(inUse()-before) / float64(n) / 1024, nil
}

// inUse is the heap and the stacks.
func inUse() int64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse)
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

// sliderID is the slider's id in sliderApp: the first component of the page.
const sliderID = "c1"

func eventLatency(url, bare string) (row, error) {
	ours, err := goLive(url)
	if err != nil {
		return row{}, err
	}
	defer ours.close()
	theirs, err := goLive(bare)
	if err != nil {
		return row{}, err
	}
	defer theirs.close()
	var a, b []float64
	for i := range 3_000 {
		began := time.Now()
		if err := ours.change(sliderID, 2+i%900); err != nil {
			return row{}, err
		}
		a = append(a, time.Since(began).Seconds())
		began = time.Now()
		if err := theirs.change(sliderID, 2+i%900); err != nil {
			return row{}, err
		}
		b = append(b, time.Since(began).Seconds())
	}
	ratio := median(a) / median(b)
	return row{
		what: "event → patch, round trip on loopback", budget: "≤ 1.3 of a bare gorilla echo",
		got: fmt.Sprintf("%.2f (%.3f ms)", ratio, median(a)*1e3), baseline: fmt.Sprintf("echo %.3f ms", median(b)*1e3), met: ratio <= 1.3,
	}, nil
}

func eventsPerSecond(url string, sessions, each int) (float64, error) {
	clients := make([]*client, sessions)
	for i := range clients {
		var err error
		if clients[i], err = goLive(url); err != nil {
			return 0, err
		}
		defer clients[i].close()
	}
	errs := make(chan error, sessions)
	var wg sync.WaitGroup
	began := time.Now()
	for _, c := range clients {
		wg.Go(func() {
			for i := range each {
				if err := c.change(sliderID, 2+i%900); err != nil {
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
