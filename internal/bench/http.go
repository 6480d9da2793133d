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
	o.Watch = false
	if change != nil {
		change(&o)
	}
	h, err := panelgo.Handler(scripts, panelgo.WithOptions(o))
	if err != nil {
		return "", nil, err
	}
	web := httptest.NewServer(h)
	return web.URL, func() { h.Close(); web.Close() }, nil
}

func reuse(o *panelgo.Options) { o.Reuse = server.ReuseOn }

// measureHits compares hits with a bare handler that writes the same bytes:
// the same headers, and the same body.
func measureHits() ([]row, error) {
	url, stop, err := serve(reuse, weather)
	if err != nil {
		return nil, err
	}
	defer stop()
	answer, err := visitor.Get(context.Background(), url+"/weather?city=Oslo")
	if err != nil {
		return nil, err
	}
	answer.Header.Del("Date") // every server adds it
	type pair struct {
		name   string
		values []string
	}
	var headers []pair
	for name, values := range answer.Header {
		headers = append(headers, pair{name, values})
	}
	bare := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		for _, p := range headers {
			h[p.name] = p.values
		}
		w.Write(answer.Body)
	}))
	defer bare.Close()
	var ratios, ours, theirs []float64
	for range 7 {
		a, err := requestsPerSecond(url, "/weather?city=Oslo", 8, 20_000)
		if err != nil {
			return nil, err
		}
		b, err := requestsPerSecond(bare.URL, "/weather?city=Oslo", 8, 20_000)
		if err != nil {
			return nil, err
		}
		ours, theirs, ratios = append(ours, a), append(theirs, b), append(ratios, a/b)
	}
	ratio := median(ratios)
	return []row{{
		what: "a hit, requests per second", budget: "≥ 0.9 of a bare handler",
		got: fmt.Sprintf("%.2f (%.0f/s)", ratio, median(ours)), baseline: fmt.Sprintf("bare handler %.0f/s", median(theirs)),
		met: ratio >= 0.9,
	}}, nil
}

// requestsPerSecond asks n times over some connections. The client is as small
// as can be, so that it is the server that is measured.
func requestsPerSecond(url, path string, clients, n int) (float64, error) {
	host := strings.TrimPrefix(url, "http://")
	request := []byte("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAccept-Encoding: br\r\n\r\n")
	errs := make(chan error, clients)
	var wg sync.WaitGroup
	began := time.Now()
	for range clients {
		wg.Go(func() { errs <- ask(host, request, n/clients) })
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

func ask(host string, request []byte, n int) error {
	conn, err := net.DialTimeout("tcp", host, 5*time.Second)
	if err != nil {
		return err
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(time.Minute))
	in := bufio.NewReaderSize(conn, 64<<10)
	for range n {
		if _, err := conn.Write(request); err != nil {
			return err
		}
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
		if _, err := in.Discard(length); err != nil {
			return err
		}
	}
	return nil
}

// measureWeight adds up what a browser fetches to paint and to go live.
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
