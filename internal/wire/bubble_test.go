package wire_test

import (
	"context"
	"net"
	"net/http"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/internal/pipes"
)

// dialer opens a connection of some network.
type dialer = func(ctx context.Context, network, address string) (net.Conn, error)

// serveInBubble serves until the test ends, over pipes: a bubble of synctest
// cannot have real sockets. Whatever address is dialled, it answers.
func serveInBubble(t testing.TB, handler http.Handler) dialer {
	t.Helper()
	l := pipes.Listen()
	web := &http.Server{Handler: handler}
	var serving sync.WaitGroup
	serving.Go(func() { web.Serve(l) })
	t.Cleanup(func() {
		if err := web.Close(); err != nil {
			t.Error(err)
		}
		serving.Wait()
	})
	return l.Dial
}
