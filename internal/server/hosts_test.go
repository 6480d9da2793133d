package server_test

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo"
)

// notes keeps what is logged.
type notes struct {
	mu   sync.Mutex
	text strings.Builder
}

func (n *notes) Write(p []byte) (int, error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.Write(p)
}

func (n *notes) String() string {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.text.String()
}

// asHost asks a server under a name.
func asHost(t *testing.T, url, host string, headers ...string) int {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Host = host
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	answer, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
	return answer.StatusCode
}

// A server in development answers under the names of its machine and those
// that it is given: a name of another page, made to lead here, is refused.
func TestHostsInDevelopment(t *testing.T) {
	own, err := os.Hostname()
	if err != nil {
		t.Fatal(err)
	}
	short, _, _ := strings.Cut(own, ".")
	tests := []struct {
		host  string
		known bool
	}{
		{"localhost", true}, {"localhost:5006", true}, {"LocalHost:80", true}, {"localhost.", true}, {"localhost.:8443", true},
		{"app.localhost:5006", true}, {"127.0.0.1", true}, {"127.0.0.1:1", true}, {"127.4.5.6", true},
		{"[::1]", true}, {"[::1]:5006", true}, {"[0:0:0:0:0:0:0:1]:5006", true}, {"[::ffff:127.0.0.1]:80", true}, {"0.0.0.0:5006", true},
		{own, true}, {strings.ToUpper(own) + ":5006", true}, {own + ".", true}, {short + ".local", true},
		{"dev.example", true}, {"dev.example:8080", true}, {"DEV.example.:8080", true}, {"a.below.example", true}, {"a.b.below.example:1", true},
		{"listens.example:5006", true}, {"[2001:db8::7]:5006", true}, {"ported.example", true}, {"ported.example:1", true},

		{"evil.example", false}, {"evil.example:5006", false}, {"localhost.evil.example", false}, {"evil-localhost", false},
		{"127.0.0.1.evil.example", false}, {"sub.dev.example", false}, {"below.example", false}, {"notbelow.example", false},
		{"203.0.113.7", false}, {"203.0.113.7:5006", false}, {"[2001:db8::8]", false}, {"localhost..", false}, {".", false}, {":5006", false},
	}
	addresses, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addresses {
		ip := a.(*net.IPNet).IP.String()
		tests = append(tests, struct {
			host  string
			known bool
		}{net.JoinHostPort(ip, "5006"), true})
	}
	var log notes
	url := serve(t, func(o *panelgo.Options) {
		o.Dev, o.Log, o.Address = true, slog.New(slog.NewTextHandler(&log, nil)), "listens.example"
		o.AllowHosts = []string{"Dev.example", "*.below.example", "2001:db8::7", "ported.example:8080"}
	}, script(t, "app.go", good))
	for _, test := range tests {
		want := http.StatusMisdirectedRequest
		if test.known {
			want = http.StatusOK
		}
		for _, path := range []string{"/app", "/liveness"} {
			got := asHost(t, url+path, test.host)
			if path == "/liveness" && test.known {
				want = http.StatusNotFound
			}
			if got != want {
				t.Errorf("host %q, %s: %d, want %d", test.host, path, got, want)
			}
		}
	}
	if got := asHost(t, url+"/app", "evil.example", "Connection", "Upgrade", "Upgrade", "websocket", "Origin", "http://evil.example",
		"Sec-WebSocket-Version", "13", "Sec-WebSocket-Key", "AAAAAAAAAAAAAAAAAAAAAA=="); got != http.StatusMisdirectedRequest {
		t.Errorf("a socket of another host: %d", got)
	}
	for _, once := range []string{"evil.example", "203.0.113.7"} {
		if n := strings.Count(log.String(), fmt.Sprintf("host=%s \"allowed by\"=\"--allow-host=%[1]s\"", once)); n != 1 {
			t.Errorf("%d lines of the log are about %s:\n%s", n, once, log.String())
		}
	}
	if strings.Contains(log.String(), "host=dev.example") {
		t.Errorf("the log is about hosts that are allowed:\n%s", log.String())
	}
}

// Every host is served where the options say so, and without development.
func TestEveryHost(t *testing.T) {
	for name, change := range map[string]func(*panelgo.Options){
		"without --dev":  plain,
		"--allow-host *": func(o *panelgo.Options) { o.Dev, o.AllowHosts = true, []string{"*"} },
	} {
		url := serve(t, change, script(t, "app.go", good))
		for _, host := range []string{"evil.example:5006", "203.0.113.7", "localhost"} {
			if got := asHost(t, url+"/app", host); got != http.StatusOK {
				t.Errorf("%s, host %s: %d", name, host, got)
			}
		}
	}
}
