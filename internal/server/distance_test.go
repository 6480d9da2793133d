package server

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo/internal/pipes"
	"github.com/panelgo/panelgo/pn"
)

// roundTrip is that of the tests in this file. It passes at once: they run in bubbles.
const roundTrip = 100 * time.Millisecond

// A page far away takes a round trip, and so does an event; messages that follow each
// other closely stay in order and take no longer together.
func TestRoundTripOfAPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := compiledServer(t, Options{Latency: roundTrip}, func(s *pn.Session) {
			s.Main(pn.Button("Quiet"))
		})
		l := pipes.Listen()
		ctx, stop := context.WithCancel(t.Context())
		served := make(chan error)
		go func() { served <- s.Serve(ctx, l) }()
		defer func() {
			stop()
			if err := <-served; err != nil {
				t.Error(err)
			}
		}()

		transport := &http.Transport{DialContext: l.Dial}
		defer transport.CloseIdleConnections()
		took := func(what string, times float64, f func()) {
			t.Helper()
			began := time.Now()
			f()
			if got, want := time.Since(began), time.Duration(times*float64(roundTrip)); got != want {
				t.Errorf("%s took %v, want %v", what, got, want)
			}
		}
		took("the page", 1, func() {
			answer, err := (&http.Client{Transport: transport}).Get("http://localhost/app")
			if err != nil {
				t.Fatal(err)
			}
			io.Copy(io.Discard, answer.Body)
			answer.Body.Close()
		})

		dialer := websocket.Dialer{NetDialContext: l.Dial, Subprotocols: []string{"panelgo.2"}}
		var conn *websocket.Conn
		took("the handshake", 1, func() {
			var err error
			if conn, _, err = dialer.Dial("ws://localhost/app", nil); err != nil {
				t.Fatal(err)
			}
		})
		defer conn.Close()
		next := func() (m struct {
			Type string
			Ack  int
		}) {
			if err := conn.ReadJSON(&m); err != nil {
				t.Fatal(err)
			}
			return m
		}
		took("hello", 1, func() {
			conn.WriteMessage(websocket.TextMessage, []byte(`{"type":"hello"}`))
			if m := next(); m.Type != "welcome" {
				t.Errorf("%q instead of a welcome", m.Type)
			}
		})
		next() // what makes the page its session's
		took("ten clicks", 1, func() {
			for i := range 10 {
				message := fmt.Sprintf(`{"type":"event","seq":%d,"id":"c1","on":1,"event":"click"}`, i+1)
				if err := conn.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
					t.Fatal(err)
				}
			}
			for next().Ack < 10 {
			}
		})
	})
}

// A distant connection brings all that was written, in order, however it is cut into
// pieces; it keeps its deadlines, and ends when either side does.
func TestDistantConnection(t *testing.T) {
	open := func() (near, far net.Conn) {
		near, behind := net.Pipe()
		return near, newDistantConn(behind, roundTrip/2)
	}
	synctest.Test(t, func(t *testing.T) {
		near, far := open()
		sent := bytes.Repeat([]byte("0123456789"), 10*pieceBytes)
		go func() {
			for rest := sent; len(rest) > 0; {
				n := min(len(rest), 1+len(rest)/7)
				far.Write(rest[:n])
				rest = rest[n:]
			}
			far.Close()
		}()
		began := time.Now()
		if got, err := io.ReadAll(near); err != nil || !bytes.Equal(got, sent) {
			t.Errorf("%d bytes arrived of %d, %v", len(got), len(sent), err)
		}
		if took := time.Since(began); took != roundTrip/2 {
			t.Errorf("all of it took %v, want %v", took, roundTrip/2)
		}
		if _, err := far.Write([]byte("x")); !errors.Is(err, net.ErrClosed) {
			t.Errorf("written after the end: %v", err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		near, far := open()
		defer far.Close()
		one := make([]byte, 1)
		far.SetReadDeadline(time.Now().Add(time.Second))
		if _, err := far.Read(one); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("nothing came: %v", err)
		}
		go near.Write([]byte("x"))
		synctest.Wait()
		far.SetReadDeadline(time.Now().Add(roundTrip / 4)) // before it arrives
		if _, err := far.Read(one); !errors.Is(err, os.ErrDeadlineExceeded) {
			t.Errorf("it is on its way: %v", err)
		}
		far.SetReadDeadline(time.Time{})
		if n, err := far.Read(one); n != 1 || err != nil {
			t.Errorf("it has arrived: %d bytes, %v", n, err)
		}
		near.Close()
		for range 2 {
			if _, err := far.Read(one); err != io.EOF {
				t.Errorf("the peer has left: %v", err)
			}
		}
	})
	// A peer that reads nothing has the writer wait when so much is on its way, and no
	// longer than its deadline.
	synctest.Test(t, func(t *testing.T) {
		near, far := open()
		defer near.Close()
		far.SetWriteDeadline(time.Now().Add(time.Minute))
		n, err := far.Write(make([]byte, 2*maxPieces*pieceBytes))
		if !errors.Is(err, os.ErrDeadlineExceeded) || n < maxPieces*pieceBytes || n > (maxPieces+1)*pieceBytes {
			t.Errorf("%d bytes are on their way, %v", n, err)
		}
		far.Close() // ends what carries them
	})
}
