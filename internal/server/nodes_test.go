package server_test

import (
	"fmt"
	"net/http"
	"net/http/httputil"
	"strings"
	"sync"
	"testing"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn/pntest"
)

// greeter says hello to the name that a visitor has put in.
const greeter = `func App(s *pn.Session) {
	hello := pn.Text("hello nobody")
	name := pn.TextInput("Name")
	name.OnChange(func(v string) { hello.Set("hello " + v) })
	s.Main(hello, name)
}`

// eachNodes runs a test with two servers behind a proxy that hands each request to the
// other of them, below some path that it takes off or none. opened are the sockets and
// streams that each server was asked to open.
func eachNodes(t *testing.T, test func(t *testing.T, url string, opened func() map[string]int)) {
	for name, mode := range modes {
		for _, strip := range []string{"", "/team/x"} {
			t.Run(name+" at "+strip+"/", func(t *testing.T) {
				app := script(t, "app.go", greeter)
				quiet := func(o *panelgo.Options) { mode(o); o.Log = logTo(&journal{}) }
				var mu sync.Mutex
				count := map[string]int{}
				root := proxy(t, strip, func(r *httputil.ProxyRequest) {
					if websocket.IsWebSocketUpgrade(r.In) || r.In.Header.Get("Panelgo-Stream") == wire.Protocol {
						mu.Lock()
						defer mu.Unlock()
						count[r.Out.URL.Host]++
					}
				}, serve(t, quiet, app), serve(t, quiet, app))
				test(t, root+"/app", func() map[string]int {
					mu.Lock()
					defer mu.Unlock()
					return count
				})
			})
		}
	}
}

// Over sockets a page goes live at whichever server its socket comes to, and keeps what its
// visitor has put in when it comes back at the other.
func TestSocketsOfTwoServers(t *testing.T) {
	eachNodes(t, func(t *testing.T, url string, opened func() map[string]int) {
		p := pntest.Visit(t, url)
		p.WaitText(".pn-text", "hello nobody")
		p.Set("Name", "ada")
		p.WaitText(".pn-text", "hello ada")
		for i := range 4 {
			p.Drop()
			p.GoLive()
			p.WaitText(".pn-text", []string{"hello ada", "hello 0", "hello 1", "hello 2"}[i])
			p.Set("Name", fmt.Sprint(i))
			p.WaitText(".pn-text", fmt.Sprint("hello ", i))
		}
		if got := opened(); len(got) != 2 {
			t.Errorf("the sockets were %v", got)
		}
	})
}

// Over streams a request that comes to the server without the stream is told so, and takes
// effect once when it is sent again. A stream that is opened at the other server goes on
// with what the visitor has put in.
func TestStreamsOfTwoServers(t *testing.T) {
	eachNodes(t, func(t *testing.T, url string, opened func() map[string]int) {
		const nameKey = "label\ntext-input\nName"
		s, name, moved, misled := liveStream(t, url), "nobody", 0, 0
		seq, last := 0, 0.
		shown := func() { // waits until the page shows the name
			t.Helper()
			for shows := false; !shows; {
				m := s.next("patch")
				last, shows = m["n"].(float64), strings.Contains(fmt.Sprint(m["ops"]), "hello "+name)
			}
		}
		put := func(value string) {
			t.Helper()
			seq++
			name = value
			message := fmt.Sprintf(`{"type":"event","seq":%d,"id":"c2","key":%q,"on":%v,"event":"change","value":%q}`, seq, nameKey, last, value)
			for status := s.send(message); status != http.StatusNoContent; status = s.send(message) {
				if misled++; status != http.StatusMisdirectedRequest || misled > 100 {
					code, reason := s.closed()
					t.Fatalf("answered %d; the stream was closed with %d %q", status, code, reason)
				}
			}
			shown()
		}
		put("ada")
		for i := range 6 {
			s.answer.Body.Close()
			token := s.session
			s = openStream(t, url, map[string]any{"type": "hello", "session": token, "last": last, "inputs": []any{
				map[string]any{"key": nameKey, "value": name},
			}})
			if s.session != token {
				moved, seq = moved+1, 0
				shown()
			}
			if i%3 != 2 { // so that the next stream is opened at either
				put(fmt.Sprint(i))
			}
		}
		if got := opened(); len(got) != 2 || moved == 0 || misled == 0 {
			t.Errorf("the streams were %v, %d moved, %d requests were misled", got, moved, misled)
		}
	})
}
