package server_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gorilla/websocket"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// good is an app that must work whatever happens to the others.
const good = `func App(s *pn.Session) {
	n := 0
	label := pn.Text("0")
	s.Main(label, pn.Button("Count").OnClick(func() { n++; label.Set(string(rune('0' + n))) }))
}`

// impatient ends scripts that never return while the test waits. A good script
// beside them has the same time, which is more than the slowest machine needs.
func impatient(o *panelgo.Options) {
	o.StartTimeout, o.CallbackTimeout = 20*time.Second, 20*time.Second
}

// A bad script must load or not, answer with the right status, and leave the
// good app beside it as it was.
func TestBadScripts(t *testing.T) {
	tests := []struct {
		name, source string
		loads        bool   // in the form of the load error
		message      string // of the load error, or of the page in development
		status       int
	}{
		{"does not parse", `func App(s *pn.Session) { s.Main( }`, false, "bad.go:4", 0},
		{"does not check", `func App(s *pn.Session) { s.Main(pn.Text(42)) }`, false, "bad.go:4:42: cannot use 42", 0},
		{"has no App", `func Other(s *pn.Session) {}`, false, "no func App", 0},
		{"has another App", `func App(s *pn.Session) int { return 1 }`, false, "bad.go:4:6: App is a func(*pn.Session) int", 0},
		{"panics at load", `var _ = fail()
			func fail() int { panic("at load") }
			func App(s *pn.Session) {}`, true, "at load", http.StatusInternalServerError},
		{"panics in App", `func App(s *pn.Session) { panic("in App") }`, true, "in App", http.StatusInternalServerError},
		{"panics in SessionKey", `func SessionKey(r *pn.Request) string { panic("in SessionKey") }
			func App(s *pn.Session) {}`, true, "in SessionKey", http.StatusInternalServerError},
		{"panics in a view", `func App(s *pn.Session) { s.Main(pn.View(func() pn.Component { panic("in a view") })) }`, true, "in a view", http.StatusInternalServerError},
		{"never returns", `func App(s *pn.Session) { for { } }`, true, "took too long", http.StatusGatewayTimeout},
		{"sleeps", `func App(s *pn.Session) { select {} }`, true, "took too long", http.StatusGatewayTimeout},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			bad := script(t, "bad.go", test.source)
			options := func(o *panelgo.Options) {
				reuse(o)
				dev(o)
				if test.status == http.StatusGatewayTimeout {
					impatient(o)
				}
			}
			if !test.loads {
				o := panelgo.Defaults()
				o.Strict = true
				_, err := panelgo.Handler([]string{bad}, panelgo.WithOptions(o))
				if err == nil || !strings.Contains(err.Error(), test.message) {
					t.Fatalf("loading gave %v, want a message with %q", err, test.message)
				}
			}
			url := serve(t, options, bad, script(t, "good.go", good))
			p := pntest.Visit(t, url+"/good")
			got := get(t, url+"/bad")
			want := test.status
			if want == 0 {
				want = http.StatusInternalServerError
			}
			if got.status != want {
				t.Errorf("status %d, want %d", got.status, want)
			}
			if part, _, _ := strings.Cut(test.message, ":"); !strings.Contains(got.body, part) {
				t.Errorf("the error page does not say %q:\n%s", part, got.body)
			}
			p.Click("Count")
			p.WaitText(".pn-text", "1")
		})
	}
}

func TestPanicInACallbackEndsNothing(t *testing.T) {
	url := serve(t, dev, script(t, "app.go", `
		func App(s *pn.Session) {
			label := pn.Text("before")
			s.Main(label,
				pn.Button("Fail").OnClick(func() { panic("in a callback") }),
				pn.Button("Work").OnClick(func() { label.Set("after") }))
		}`))
	p := pntest.Visit(t, url+"/app")
	p.Click("Fail")
	p.WaitProblem("panic: in a callback")
	p.Click("Work")
	p.WaitText(".pn-text", "after")
}

func TestPanicInAGoroutineEndsNothing(t *testing.T) {
	url := serve(t, dev, script(t, "app.go", `
		func App(s *pn.Session) {
			label := pn.Text("before")
			s.Main(label,
				pn.Button("Fail").OnClick(func() { go func() { panic("in a goroutine") }() }),
				pn.Button("Work").OnClick(func() { label.Set("after") }))
		}`))
	p := pntest.Visit(t, url+"/app")
	p.Click("Fail")
	p.WaitProblem("in a goroutine")
	p.Click("Work")
	p.WaitText(".pn-text", "after")
}

// Goroutines that wait for ever end with their session: TestMain of this
// package fails if goroutines are left.
func TestGoroutinesThatWaitForEverEndWithTheirSession(t *testing.T) {
	h := handler(t, plain, script(t, "waits.go", `
		func App(s *pn.Session) {
			never, shown := make(chan int), pn.Text("waiting")
			go func() { select {} }()
			go func() { <-never }()
			go func() { never <- 1; never <- 2 }()
			go func() { for n := range never { _ = n } }()
			s.Main(shown, pn.Button("Go").OnClick(func() { shown.Set("clicked") }))
		}`))
	p := pntest.Visit(t, pntest.Serve(t, h)+"/waits")
	p.Click("Go")
	p.WaitText(".pn-text", "clicked")
	h.EndSessions()
}

func TestCallbackThatNeverReturnsEndsItsSessionOnly(t *testing.T) {
	t.Parallel()
	url := serve(t, func(o *panelgo.Options) { dev(o); impatient(o) }, script(t, "app.go", `
		func App(s *pn.Session) {
			label := pn.Text("before")
			s.Main(label,
				pn.Button("Spin").OnClick(func() { for { } }),
				pn.Button("Work").OnClick(func() { label.Set("after") }))
		}`))
	bad, other := pntest.Visit(t, url+"/app"), pntest.Visit(t, url+"/app")
	bad.Fire("Spin")
	if code, reason := bad.WaitClosed(); code != 4000 || !strings.Contains(reason, "took too long") {
		t.Errorf("closed with %d %q", code, reason)
	}
	other.Click("Work")
	other.WaitText(".pn-text", "after")
}

func TestScriptThatPrintsForEver(t *testing.T) {
	t.Parallel()
	loop := `fmt.Println("and again")`
	if waitfor.RaceDetector { // see MainApart
		loop += `; time.Sleep(time.Millisecond)`
	}
	url := serve(t, impatient, script(t, "app.go", `package main
		import ("fmt"; "time"; "github.com/panelgo/panelgo/pn")
		var _ = time.Now
		func App(s *pn.Session) { for { `+loop+` } }`), script(t, "good.go", good))
	if got := get(t, url+"/app"); got.status != http.StatusGatewayTimeout {
		t.Errorf("status %d", got.status)
	}
	p := pntest.Visit(t, url+"/good")
	p.Click("Count")
	p.WaitText(".pn-text", "1")
}

func TestBadRequests(t *testing.T) {
	url := serve(t, reuse, script(t, "app.go", `func App(s *pn.Session) { s.Main(pn.Text("city " + s.Arg("city", "none"))) }`))
	tests := []struct {
		name, path string
		status     int
	}{
		{"unknown app", "/nothing", http.StatusNotFound},
		{"unknown path", "/app/more/of/it", http.StatusNotFound},
		{"huge query", "/app?city=" + strings.Repeat("x", 100_000), http.StatusRequestURITooLong},
		{"bad UTF-8", "/app?city=%ff%fe", http.StatusOK},
		{"10,000 parameters", "/app?" + strings.Repeat("a=1&", 9_999) + "a=1", http.StatusRequestURITooLong},
		{"2,000 short parameters", "/app?" + strings.Repeat("a&", 2_000), http.StatusBadRequest},
		{"bad escape", "/app?city=%zz", http.StatusOK},
		{"semicolons", "/app?a;b", http.StatusOK},
		{"climbing", "/_panelgo/../../../etc/passwd", http.StatusNotFound},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := get(t, url+test.path)
			if got.status != test.status && !(test.status == http.StatusNotFound && got.status < 400) {
				t.Errorf("status %d, want %d", got.status, test.status)
			}
			if strings.Contains(got.body, "\xff") {
				t.Error("the page is not UTF-8")
			}
		})
	}
	if got := get(t, url+"/app?city=Rome"); !strings.Contains(got.body, "city Rome") {
		t.Error("the app does not answer any more")
	}
}

func TestBadSocketMessages(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { o.MaxMessage = 10_000 }, script(t, "app.go", good))
	tests := []struct {
		name, message string
		code          int
		reason        string
	}{
		{"no JSON", "no JSON at all", 1008, ""},
		{"too big", `{"type":"event","seq":1,"id":"c1","event":"click","value":"` + strings.Repeat("x", 20_000) + `"}`, 1009, ""},
		{"unknown type", `{"type":"dance"}`, 1008, "dance"},
		{"unknown component", `{"type":"event","seq":1,"id":"c99","event":"click"}`, 1008, "c99"},
		{"no such id at all", `{"type":"event","seq":1,"id":"","event":"click"}`, 1008, ""},
		{"out of order", `{"type":"event","seq":7,"id":"c2","event":"click"}`, 1008, "7"},
		{"hello again", `{"type":"hello","last":0}`, 1008, "once"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			bad, other := pntest.Visit(t, url+"/app"), pntest.Visit(t, url+"/app")
			bad.TrySend(test.message) // the socket may be closed before all of it is sent
			code, reason := bad.WaitClosed()
			if code != test.code || !strings.Contains(reason, test.reason) {
				t.Errorf("closed with %d %q, want %d with %q", code, reason, test.code, test.reason)
			}
			other.Click("Count")
			other.WaitText(".pn-text", "1")
		})
	}
}

func TestUnknownEventIsRefusedAndTheSessionGoesOn(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", good))
	p := pntest.Visit(t, url+"/app")
	p.Send("c2", "dance", nil)
	p.Click("Count")
	p.WaitText(".pn-text", "1")
}

func TestAMillionMessages(t *testing.T) {
	url := serve(t, func(o *panelgo.Options) { o.MessageRate = 1e-9 }, script(t, "app.go", good))
	bad, other := pntest.Visit(t, url+"/app"), pntest.Visit(t, url+"/app")
	for i := range 1_000_000 {
		if !bad.TrySend(fmt.Sprintf(`{"type":"event","seq":%d,"id":"c2","event":"click"}`, i+1)) {
			break
		}
	}
	if code, reason := bad.WaitClosed(); code != 1008 && code != 0 {
		t.Errorf("closed with %d %q", code, reason)
	}
	other.Click("Count")
	other.WaitText(".pn-text", "1")
}

func TestForeignOriginIsRefused(t *testing.T) {
	url := serve(t, plain, script(t, "app.go", good))
	address := "ws" + strings.TrimPrefix(url, "http") + "/app"
	host := strings.TrimPrefix(url, "http://")
	for _, origin := range []string{"http://evil.example", "http://" + host + ".evil.example", "https://evil.example:5006", "null", "http://localhost.evil.example"} {
		dialer := websocket.Dialer{Subprotocols: []string{"panelgo.2"}}
		conn, response, err := dialer.Dial(address, http.Header{"Origin": {origin}})
		if err == nil {
			conn.Close()
			t.Errorf("origin %q was let in", origin)
		} else if response == nil || response.StatusCode != http.StatusForbidden {
			t.Errorf("origin %q: %v", origin, err)
		}
	}
}
