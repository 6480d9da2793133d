package server_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// An http.Server of the program's own that is shut down ends its visitors' streams and
// sockets, and waits for none of them. Those of another one, of the same apps, go on.
func TestShutdownOfTheProgramsServer(t *testing.T) {
	h := handler(t, plain, script(t, "app.go", good))
	stays := pntest.Serve(t, h) + "/app" // and closes h
	web := httptest.NewServer(http.StripPrefix("/below", h))
	defer web.Close()

	streamed, staying := liveStream(t, web.URL+"/below/app"), liveStream(t, stays)
	page, stayingPage := pntest.Visit(t, web.URL+"/below/app"), pntest.Visit(t, stays)
	patience, cancel := context.WithTimeout(t.Context(), waitfor.Patience)
	defer cancel()
	if err := web.Config.Shutdown(patience); err != nil {
		t.Fatalf("with visitors there: %v", err)
	}
	if code, _ := streamed.closed(); code != 1001 {
		t.Errorf("the stream is closed with %d", code)
	}
	if code, _ := page.WaitClosed(); code != 1001 {
		t.Errorf("the socket is closed with %d", code)
	}

	staying.wantSent(click(1))
	if ops := staying.patch(); ops != "[[text c1 [] 1]]" {
		t.Errorf("the stream at the other server: %s", ops)
	}
	stayingPage.Click("Count")
	stayingPage.WaitText(".pn-text", "1")
}
