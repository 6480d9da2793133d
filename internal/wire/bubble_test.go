package wire_test

import (
	"context"
	"net"
	"net/http"
	"sync"
	"testing"
)

// dialer opens a connection of some network.
type dialer = func(ctx context.Context, network, address string) (net.Conn, error)

// serveInBubble serves until the test ends, over pipes: a bubble of synctest
// cannot have real sockets. Whatever address is dialled, it answers.
func serveInBubble(t testing.TB, handler http.Handler) dialer {
	t.Helper()
	l := &pipes{conns: make(chan net.Conn), closed: make(chan struct{})}
	web := &http.Server{Handler: handler}
	var serving sync.WaitGroup
	serving.Go(func() { web.Serve(l) })
	t.Cleanup(func() {
		if err := web.Close(); err != nil {
			t.Error(err)
		}
		serving.Wait()
	})
	return l.dial
}

// pipes is a listener for connections within the process.
type pipes struct {
	conns  chan net.Conn
	once   sync.Once
	closed chan struct{}
}

func (p *pipes) dial(context.Context, string, string) (net.Conn, error) {
	client, server := net.Pipe()
	select {
	case p.conns <- server:
		return client, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipes) Addr() net.Addr { return &net.TCPAddr{} }
