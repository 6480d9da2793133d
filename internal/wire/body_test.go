package wire_test

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/internal/wire"
)

// A client that does not go on with the body of its request is not waited for,
// whether anything reads the body or not.
func TestBodyThatDoesNotCome(t *testing.T) {
	tests := []struct {
		name   string
		head   string
		sent   func(net.Conn)
		handle func(http.ResponseWriter, *http.Request)
		after  time.Duration
	}{
		{"read", "POST / HTTP/1.1", func(c net.Conn) { io.WriteString(c, "{") }, readAll, 10 * time.Second},
		{"not read", "GET / HTTP/1.1", func(c net.Conn) { io.WriteString(c, "{") }, func(http.ResponseWriter, *http.Request) {}, 10 * time.Second},
		{"a byte a second", "POST / HTTP/1.1", func(c net.Conn) {
			for range 100 {
				time.Sleep(time.Second)
				if _, err := io.WriteString(c, "x"); err != nil {
					return
				}
			}
		}, readAll, 10 * time.Second},
		{"a stop after some time", "POST / HTTP/1.1", func(c net.Conn) {
			for range 32 {
				time.Sleep(time.Second)
				if _, err := io.WriteString(c, strings.Repeat("x", 16<<10)); err != nil {
					return
				}
			}
		}, readAll, 42 * time.Second},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				dial := serveInBubble(t, limited(test.handle))
				conn, err := dial(t.Context(), "", "")
				if err != nil {
					t.Fatal(err)
				}
				var sending sync.WaitGroup
				defer sending.Wait()
				defer conn.Close()
				began := time.Now()
				sending.Go(func() {
					io.WriteString(conn, test.head+"\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n")
					test.sent(conn)
				})
				if _, err := io.Copy(io.Discard, conn); err != nil && !errors.Is(err, io.ErrClosedPipe) {
					t.Error(err)
				}
				if after := time.Since(began).Truncate(time.Second); after != test.after {
					t.Errorf("closed after %v, want %v", after, test.after)
				}
			})
		})
	}
}

// A body that is sent slowly, but faster than the limit, arrives, and the
// handler may take its time when it has it.
func TestBodyThatComes(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dial := serveInBubble(t, limited(func(w http.ResponseWriter, r *http.Request) {
			data, err := io.ReadAll(r.Body)
			if err != nil || len(data) != 100<<14 {
				t.Errorf("%d bytes, %v", len(data), err)
			}
			select {
			case <-r.Context().Done():
				t.Error("the request was given up: ", context.Cause(r.Context()))
			case <-time.After(time.Hour):
			}
			io.WriteString(w, "done")
		}))
		conn, err := dial(t.Context(), "", "")
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		go func() {
			io.WriteString(conn, "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1638400\r\n\r\n")
			for range 100 {
				io.WriteString(conn, strings.Repeat("x", 1<<14))
				time.Sleep(time.Second)
			}
		}()
		answer, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Fatal(err)
		}
		if text, err := io.ReadAll(answer.Body); err != nil || string(text) != "done" {
			t.Errorf("answered %q, %v", text, err)
		}
	})
}

// A stream whose messages do not come is told so.
func TestStreamWhoseMessagesDoNotCome(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveStreamsInBubble(t, wire.Options{}, echoStream)
		hello, more := io.Pipe()
		defer more.Close()
		began := time.Now()
		answer, err := s.post(wire.Protocol, hello)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		if after := time.Since(began); answer.StatusCode != http.StatusRequestTimeout || after != 10*time.Second {
			t.Errorf("answered %s after %v", answer.Status, after)
		}
	})
}

func limited(handle func(http.ResponseWriter, *http.Request)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		wire.LimitBody(w, r)
		handle(w, r)
	}
}

// readAll reads a body that does not come to its end.
func readAll(w http.ResponseWriter, r *http.Request) {
	if _, err := io.Copy(io.Discard, r.Body); !errors.Is(err, os.ErrDeadlineExceeded) {
		http.Error(w, "no deadline", http.StatusTeapot)
	}
}
