package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"path"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/visitor"
)

const weather = "apps/weather.go"

// serve serves scripts on loopback, silently.
func serve(change func(*panelgo.Options), scripts ...string) (url string, stop func(), err error) {
	o := panelgo.Defaults()
	o.LogLevel = "error"
	o.Watch, o.Strict = false, true
	if change != nil {
		change(&o)
	}
	h, err := panelgo.Handler(scripts, panelgo.WithOptions(o))
	if err != nil {
		return "", nil, err
	}
	web := httptest.NewUnstartedServer(h)
	web.Listener = h.Distant(web.Listener)
	web.Start()
	return web.URL, func() { h.Close(); web.Close() }, nil
}

func reuse(o *panelgo.Options) { o.Reuse = server.ReuseOn }

// manyViews has a page of about 10 KiB for each value of a parameter.
const manyViews = `//go:build ignore

package main

import (
	"strings"

	"github.com/panelgo/panelgo/pn"
)

func App(s *pn.Session) {
	s.Main(pn.Text(strings.Repeat("a page of "+s.Arg("key", "nobody")+" ", 600)))
}
`

// measureHits compares hits with a bare handler that writes the same headers
// and the same body.
func measureHits() ([]row, error) {
	app, remove, err := scriptFile("many.go", manyViews)
	if err != nil {
		return nil, err
	}
	defer remove()
	url, stop, err := serve(func(o *panelgo.Options) { reuse(o); o.MaxViewBytes = 1 << 30 }, weather, app)
	if err != nil {
		return nil, err
	}
	defer stop()
	one, err := compareHits(url, []string{"/weather?city=Oslo"})
	if err != nil {
		return nil, err
	}
	paths := make([]string, 10_000)
	for i := range paths {
		paths[i] = fmt.Sprintf("/many?key=%d", i)
	}
	many, err := compareHits(url, paths)
	if err != nil {
		return nil, err
	}
	one.what, many.what = "a hit, requests per second", "a hit among 10,000 views"
	return []row{one, many}, nil
}

// compareHits requests views that are there. The bare handler finds its answer
// in a map.
func compareHits(url string, paths []string) (row, error) {
	type answer struct {
		names  []string
		values [][]string
		body   []byte
	}
	answers := map[string]answer{}
	for _, path := range paths {
		for range 2 { // the second one is a hit
			got, err := visitor.Get(context.Background(), url+path)
			if err != nil {
				return row{}, err
			}
			got.Header.Del("Date") // every server adds it
			a := answer{body: got.Body}
			for name, values := range got.Header {
				a.names, a.values = append(a.names, name), append(a.values, values)
			}
			answers[path] = a
		}
	}
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		a := answers[r.RequestURI]
		h := w.Header()
		for i, name := range a.names {
			h[name] = a.values[i]
		}
		w.Write(a.body)
	}))
	defer bare.Close()
	var ratios, ours, theirs []float64
	for range 7 {
		a, err := requestsPerSecond(url, paths, 8, 20_000)
		if err != nil {
			return row{}, err
		}
		b, err := requestsPerSecond(bare.URL, paths, 8, 20_000)
		if err != nil {
			return row{}, err
		}
		ours, theirs, ratios = append(ours, a), append(theirs, b), append(ratios, a/b)
	}
	ratio := median(ratios)
	return row{
		budget: "≥ 0.95 of a bare handler",
		got:    fmt.Sprintf("%.2f (%.0f/s)", ratio, median(ours)), baseline: fmt.Sprintf("bare handler %.0f/s", median(theirs)),
		met: ratio >= 0.95,
	}, nil
}

// requestsPerSecond sends n requests over several connections. The client does
// as little as possible, so that the server is what is measured.
func requestsPerSecond(url string, paths []string, clients, n int) (float64, error) {
	host := strings.TrimPrefix(url, "http://")
	requests := make([][]byte, len(paths))
	for i, path := range paths {
		requests[i] = []byte("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept-Encoding: br\r\n\r\n")
	}
	errs := make(chan error, clients)
	var wg sync.WaitGroup
	began := time.Now()
	for c := range clients {
		wg.Go(func() { errs <- ask(host, requests, c, n/clients) })
	}
	wg.Wait()
	took := time.Since(began)
	close(errs)
	for err := range errs {
		if err != nil {
			return 0, err
		}
	}
	return float64(n) / took.Seconds(), nil
}

// ask sends n requests over one connection, beginning at some place in the
// list.
func ask(host string, requests [][]byte, from, n int) error {
	conn, err := net.DialTimeout("tcp", host, 5*time.Second)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	in := bufio.NewReaderSize(conn, 64<<10)
	for i := range n {
		if _, err := conn.Write(requests[(from*n+i)%len(requests)]); err != nil {
			return err
		}
		if err := skipAnswer(in); err != nil {
			return err
		}
	}
	return nil
}

func skipAnswer(in *bufio.Reader) error {
	length := 0
	for {
		line, err := in.ReadSlice('\n')
		if err != nil {
			return err
		}
		if len(line) <= 2 {
			break
		}
		if rest, ok := bytes.CutPrefix(line, []byte("Content-Length: ")); ok {
			if length, err = strconv.Atoi(string(bytes.TrimSpace(rest))); err != nil {
				return err
			}
		}
	}
	_, err := in.Discard(length)
	return err
}

// measureWeight adds up the bytes that a browser fetches to paint and to go
// live.
func measureWeight() ([]row, error) {
	url, stop, err := serve(reuse, weather)
	if err != nil {
		return nil, err
	}
	defer stop()
	page, err := visitor.Load(context.Background(), url+"/weather")
	if err != nil {
		return nil, err
	}
	files, err := page.Files()
	if err != nil {
		return nil, err
	}
	total, blocking := page.Bytes, 1
	parts := []string{fmt.Sprintf("page %d", page.Bytes)}
	for _, f := range files {
		file, err := visitor.Get(context.Background(), f.URL)
		if err != nil {
			return nil, err
		}
		total += len(file.Body)
		parts = append(parts, fmt.Sprintf("%s %d", path.Base(f.URL), len(file.Body)))
		if f.Blocks {
			blocking++
		}
	}
	const window = 14 << 10
	return []row{
		{what: "first view, all that is needed to paint and go live, compressed", budget: "≤ 14 KiB",
			got: fmt.Sprintf("%.1f KiB (%s)", float64(total)/1024, strings.Join(parts, ", ")), baseline: "one TCP initial window 14 KiB", met: total <= window},
		{what: "requests before first paint", budget: "1", got: strconv.Itoa(blocking), baseline: "1: the page itself", met: blocking == 1},
	}, nil
}
