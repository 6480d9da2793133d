package wire_test

import (
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"github.com/gorilla/websocket"
	"pgregory.net/rapid"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/internal/wire"
)

func TestMain(m *testing.M) { waitfor.Main(m) }

func TestDecode(t *testing.T) {
	long := strings.Repeat("x", 100)
	tests := []struct {
		name, message string
		want          wire.ClientMessage
		err           string
	}{
		{"event", `{"type":"event","seq":3,"id":"c1","event":"change","value":{"a":[1]}}`, wire.Event{Seq: 3, ID: "c1", Name: "change", Value: []byte(`{"a":[1]}`)}, ""},
		{"event of another page", `{"type":"event","seq":3,"id":"c1","key":"k","on":7,"event":"click"}`, wire.Event{Seq: 3, ID: "c1", Key: "k", On: 7, Name: "click"}, ""},
		{"long key", `{"type":"event","seq":1,"id":"c1","key":"` + strings.Repeat("x", 4001) + `","event":"click"}`, nil, "key is longer than 4000"},
		{"event without value", `{"type":"event","seq":1,"id":"c1","event":"click"}`, wire.Event{Seq: 1, ID: "c1", Name: "click"}, ""},
		{"unknown fields", `{"type":"applied","n":5,"more":true}`, wire.Applied{N: 5}, ""},
		{"hello", `{"type":"hello","view":"v","last":2,"inputs":[{"key":"label\nselect\nCity","value":"Rome"}]}`,
			wire.Hello{View: "v", Last: 2, Inputs: []wire.Input{{Key: "label\nselect\nCity", Value: []byte(`"Rome"`)}}}, ""},
		{"no JSON", `hello`, nil, "cannot be read"},
		{"no object", `[1]`, nil, "cannot be read"},
		{"no type", `{}`, nil, `no message is of type ""`},
		{"unknown type", `{"type":"dance"}`, nil, `no message is of type "dance"`},
		{"no seq", `{"type":"event","id":"c1","event":"click"}`, nil, "no seq"},
		{"negative seq", `{"type":"event","seq":-1,"id":"c1","event":"click"}`, nil, "cannot be read"},
		{"no id", `{"type":"event","seq":1,"event":"click"}`, nil, "no id"},
		{"long id", `{"type":"event","seq":1,"id":"` + long + `","event":"click"}`, nil, "id is longer than 64"},
		{"long event", `{"type":"event","seq":1,"id":"c1","event":"` + long + `"}`, nil, "event is longer than 32"},
		{"bad UTF-8", "{\"type\":\"applied\",\"\xff\":1}", nil, "UTF-8"},
		{"deep", `{"type":"event","seq":1,"id":"c1","event":"x","value":` + strings.Repeat("[", 1000) + strings.Repeat("]", 1000) + `}`, nil, "nested"},
		{"many brackets, not deep", `{"type":"event","seq":1,"id":"c1","event":"x","value":"` + strings.Repeat("[", 100) + `"}`,
			wire.Event{Seq: 1, ID: "c1", Name: "x", Value: []byte(`"` + strings.Repeat("[", 100) + `"`)}, ""},
		{"long token", `{"type":"hello","session":"` + strings.Repeat("x", 600) + `"}`, nil, "longer"},
		{"escapes", `{"\u0074ype":"event","seq":1,"id":"\u0063\u0031","event":"cl\/ick","value":"\""}`, wire.Event{Seq: 1, ID: "c1", Name: "cl/ick", Value: []byte(`"\""`)}, ""},
		{"white space", " { \"type\" :\n\"applied\" ,\t\"n\" : 5 } ", wire.Applied{N: 5}, ""},
		{"nulls", `{"type":"hello","session":null,"last":null,"inputs":null}`, wire.Hello{}, ""},
		{"the last of a name counts", `{"type":"dance","n":1,"n":5,"type":"applied"}`, wire.Applied{N: 5}, ""},
		{"another case is another name", `{"type":"applied","N":5}`, wire.Applied{}, ""},
		{"what another message has", `{"type":"applied","n":5,"seq":"none","inputs":{}}`, wire.Applied{N: 5}, ""},
		{"a fraction", `{"type":"applied","n":1.0}`, nil, "n is no whole number"},
		{"a number too great", `{"type":"applied","n":18446744073709551616}`, nil, "n is no whole number"},
		{"no string", `{"type":"hello","view":7}`, nil, "view is no string"},
		{"no list", `{"type":"hello","inputs":"none"}`, nil, "inputs is no list"},
		{"an input that is none", `{"type":"hello","inputs":[[]]}`, nil, "no object"},
		{"too many values", `{"type":"event","seq":1,"id":"c1","event":"x","value":[` + strings.Repeat("0,", 100_000) + `0]}`, nil, "more than 100000 values"},
		{"too many inputs", `{"type":"hello","inputs":[` + strings.Repeat(`{},`, 1000) + `{}]}`, nil, "more than 1000 inputs"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, err := wire.Decode([]byte(test.message))
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) || !errors.Is(err, wire.ErrProtocol) || len(err.Error()) > 120 {
					t.Errorf("error %v, want one with %q", err, test.err)
				}
				return
			}
			if err != nil || !reflect.DeepEqual(got, test.want) {
				t.Errorf("got %#v, %v, want %#v", got, err, test.want)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	for _, seed := range []string{
		`{"type":"event","seq":3,"id":"c1","event":"change","value":20}`, `{"type":"hello","last":0,"inputs":[]}`,
		`{"type":"applied","n":1}`, `{"type":"event","value":[[[]]]}`, `{`, "\xff", `null`,
		`{"type":"hello","inputs":[{"id":"c1","kind":"select","label":"a\u00e4","value":{"a":[1,"]"]}},{}]}`, ` { "t\u0079pe" : "applied" , "n" : 7 } `,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := wire.Decode(data)
		if err != nil {
			if len(err.Error()) > 120 {
				t.Errorf("the error is too long for a close frame: %v", err)
			}
			return
		}
		if e, ok := m.(wire.Event); ok && (e.Seq < 1 || e.ID == "" || e.Name == "") {
			t.Errorf("a bad event got through: %+v", e)
		}
		if want := decodedPlainly(t, data); !reflect.DeepEqual(m, want) {
			t.Errorf("%s is %#v, want %#v", data, m, want)
		}
	})
}

// decodedPlainly is a message as package json reads it.
func decodedPlainly(t *testing.T, data []byte) wire.ClientMessage {
	fields := func(data []byte) (of map[string]json.RawMessage) { // names in the case given, the last of each
		if err := json.Unmarshal(data, &of); err != nil {
			t.Fatalf("%s got through: %v", data, err)
		}
		return of
	}
	into := func(v any, data json.RawMessage) {
		if data == nil {
			return
		}
		if err := json.Unmarshal(data, v); err != nil {
			t.Fatalf("%s got through: %v", data, err)
		}
	}
	var kind string
	of := fields(data)
	into(&kind, of["type"])
	switch kind {
	case "event":
		e := wire.Event{Value: of["value"]}
		into(&e.Seq, of["seq"])
		into(&e.ID, of["id"])
		into(&e.Key, of["key"])
		into(&e.On, of["on"])
		into(&e.Name, of["event"])
		return e
	case "applied":
		var a wire.Applied
		into(&a.N, of["n"])
		return a
	}
	var h wire.Hello
	into(&h.Session, of["session"])
	into(&h.View, of["view"])
	into(&h.Wait, of["wait"])
	into(&h.Last, of["last"])
	var inputs []json.RawMessage
	into(&inputs, of["inputs"])
	for _, one := range inputs {
		of := fields(one)
		in := wire.Input{Value: of["value"]}
		into(&in.Key, of["key"])
		h.Inputs = append(h.Inputs, in)
	}
	return h
}

func TestServerMessages(t *testing.T) {
	title := "A \"title\""
	tests := []struct{ name, got, want string }{
		{"welcome", string(wire.AppendWelcome(nil, wire.Welcome{Session: "id.mac", Resumed: true, Ack: 7})), `{"type":"welcome","session":"id.mac","resumed":true,"own":0,"ack":7}`},
		{"welcome of a new session", string(wire.AppendWelcome(nil, wire.Welcome{Session: "id.mac", Own: 1, Lost: 2})), `{"type":"welcome","session":"id.mac","resumed":false,"own":1,"lost":2,"ack":0}`},
		{"ack", string(wire.AppendAck(nil, 9)), `{"type":"ack","ack":9}`},
		{"notice", string(wire.AppendNotice(nil, "error", "a\nb")), `{"type":"notice","level":"error","text":"a\nb"}`},
		{"reload", string(wire.AppendReload(nil)), `{"type":"reload"}`},
		{"problem", string(wire.AppendProblem(nil, "t", []wire.ProblemItem{{"a.go", 1, 2, "m", "s"}})), `{"type":"problem","title":"t","items":[{"file":"a.go","line":1,"column":2,"message":"m","source":"s"}]}`},
		{"no problem", string(wire.AppendProblem(nil, "", nil)), `{"type":"problem","title":"","items":[]}`},
		{"title", string(wire.AppendPatch(nil, 1, 2, &title, nil)), `{"type":"patch","n":1,"ack":2,"ops":[["title","A \"title\""]]}`},
		{"operations", string(wire.AppendPatch(nil, 1, 0, nil, []document.Op{
			{Kind: document.OpHTML, ID: "c1", Text: "<p>x</p>"},
			{Kind: document.OpText, ID: "c1", Text: "x"},
			{Kind: document.OpAppend, ID: "c1", Path: []int{0, 2}, Text: "y"},
			{Kind: document.OpAttr, ID: "c1", Name: "class", Text: "a"},
			{Kind: document.OpAttr, ID: "c1", Name: "hidden", Gone: true},
			{Kind: document.OpValue, ID: "c1", Text: "20"},
			{Kind: document.OpChildren, ID: "c1", Path: []int{1}, Items: []string{"c2", "<p></p>"}},
		})), `{"type":"patch","n":1,"ack":0,"ops":[["html","c1","<p>x</p>"],["text","c1",[],"x"],["append","c1",[0,2],"y"],["attr","c1",[],"class","a"],["attr","c1",[],"hidden",null],["value","c1",20],["children","c1",[1],["c2","<p></p>"]]]}`},
	}
	for _, test := range tests {
		if test.got != test.want {
			t.Errorf("%s:\n got %s\nwant %s", test.name, test.got, test.want)
		}
	}
}

// Whatever text is sent, it is valid JSON and arrives as it was.
func TestTextArrivesAsItWas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := string(rapid.SliceOf(rapid.Byte()).Draw(t, "text"))
		var m struct{ Text string }
		data := wire.AppendNotice(nil, "info", text)
		if err := json.Unmarshal(data, &m); err != nil {
			t.Fatalf("%q is no JSON: %v", data, err)
		}
		if !utf8.Valid(data) || m.Text != strings.ToValidUTF8(text, "\uFFFD") && m.Text != eachInvalid(text) {
			t.Fatalf("%q arrived as %q", text, m.Text)
		}
	})
}

// eachInvalid replaces each byte that is not UTF-8, where ToValidUTF8 replaces
// each run of them.
func eachInvalid(s string) string { return string([]rune(s)) }

func TestOrigins(t *testing.T) {
	tests := []struct {
		host, origin string
		allowed      []string
		want         bool
	}{
		{"example.com", "", nil, true},
		{"example.com", "http://example.com", nil, true},
		{"example.com", "https://example.com", nil, true},
		{"EXAMPLE.com", "http://example.COM", nil, true},
		{"example.com:5006", "http://example.com:5006", nil, true},
		{"example.com:5006", "http://example.com", nil, false},
		{"example.com", "http://example.com:80", nil, true},
		{"localhost:5006", "http://127.0.0.1:5006", nil, true},
		{"127.0.0.1:5006", "http://localhost:5006", nil, true},
		{"[::1]:5006", "http://localhost:5006", nil, true},
		{"localhost:5006", "http://localhost:5007", nil, false},
		{"dashboard.corp", "http://dashboard.corp.attacker.com", nil, false},
		{"dashboard.corp", "http://xdashboard.corp", nil, false},
		{"localhost:5006", "http://localhost.attacker.com:5006", nil, false},
		{"dashboard.corp", "http://user@dashboard.corp", nil, true},
		{"dashboard.corp", "http://dashboard.corp@attacker.com", nil, false},
		{"dashboard.corp", "null", nil, false},
		{"dashboard.corp", "file://", nil, false},
		{"dashboard.corp", "://", nil, false},
		{"inner:8080", "https://dashboard.corp", []string{"dashboard.corp"}, true},
		{"inner:8080", "https://dashboard.corp:8443", []string{"dashboard.corp"}, false},
		{"inner:8080", "https://dashboard.corp:8443", []string{"dashboard.corp:8443"}, true},
		{"inner:8080", "https://dashboard.corp.attacker.com", []string{"dashboard.corp"}, false},
		{"inner:8080", "https://any.where", []string{"*"}, true},
		{"inner:8080", "null", []string{"*"}, true},
		{"inner:8080", "null", []string{"a.corp"}, false},
		{"inner:8080", "https://a.corp", []string{"b.corp", "https://A.corp/"}, true},
		{"inner:8080", "http://a.corp", []string{"https://a.corp"}, false},
		{"inner:8080", "https://a.corp:8443", []string{"https://a.corp"}, false},
		{"inner:8080", "https://a.corp:8443", []string{"https://a.corp:8443"}, true},
		{"inner:8080", "https://a.corp", []string{"a.corp:443"}, true},
		{"inner:8080", "https://a.corp:8443", []string{"a.corp:*"}, true},
		{"inner:8080", "https://a.corp", []string{"*.corp"}, true},
		{"inner:8080", "https://a.b.corp", []string{"*.corp"}, true},
		{"inner:8080", "https://corp", []string{"*.corp"}, false},
		{"inner:8080", "https://xcorp", []string{"*.corp"}, false},
		{"inner:8080", "https://a.corp.attacker.com", []string{"*.corp"}, false},
		{"inner:8080", "https://a.corp:8443", []string{"https://*.corp:8443"}, true},
		{"inner:8080", "https://a.corp:8443", []string{"*.corp"}, false},
		{"inner:8080", "https://a.corp:8443", []string{"*:8443"}, true},
		{"inner:8080", "http://192.0.2.7:5006", []string{"192.0.2.7:5006"}, true},
		{"inner:8080", "http://[2001:db8::7]:5006", []string{"[2001:db8::7]:5006"}, true},
		{"inner:8080", "http://[2001:db8::7]", []string{"2001:db8::7"}, true},
		{"inner:8080", "http://[2001:db8::7]", []string{"http://[2001:db8::7]"}, true},
		{"inner:8080", "http://127.0.0.1:8888", []string{"localhost:8888"}, true},
	}
	for _, test := range tests {
		r := &http.Request{Host: test.host, Header: http.Header{}}
		if test.origin != "" {
			r.Header.Set("Origin", test.origin)
		}
		origins, err := wire.ParseOrigins(test.allowed)
		if err != nil {
			t.Errorf("%v: %v", test.allowed, err)
			continue
		}
		if got := origins.Check(r); got != test.want {
			t.Errorf("host %s, origin %s, allowed %v: %v, want %v", test.host, test.origin, test.allowed, got, test.want)
		}
		if origins, err := wire.ParseOrigins([]string{wire.Allowing(test.origin)}); err != nil || !origins.Check(r) {
			t.Errorf("origin %s: %q does not allow it: %v", test.origin, wire.Allowing(test.origin), err)
		}
	}
}

// Where a server is reached with encryption, its own pages are those that came with it.
func TestOriginWithoutEncryption(t *testing.T) {
	for _, test := range []struct {
		scheme, origin string
		tls            *tls.ConnectionState
		want           bool
	}{
		{"https", "https://example.com", nil, true},
		{"https", "http://example.com", nil, false},
		{"", "https://example.com", &tls.ConnectionState{}, true},
		{"", "http://example.com", &tls.ConnectionState{}, false},
		{"http", "https://example.com", nil, true}, // behind a proxy that does not tell
		{"http", "http://example.com", nil, true},
	} {
		r := &http.Request{Host: "example.com", URL: &url.URL{Scheme: test.scheme}, TLS: test.tls, Header: http.Header{"Origin": {test.origin}}}
		if got := (wire.Origins{}).Check(r); got != test.want {
			t.Errorf("%q, TLS %v, origin %s: %v, want %v", test.scheme, test.tls != nil, test.origin, got, test.want)
		}
	}
}

func TestOriginsThatNoPageHas(t *testing.T) {
	for text, want := range map[string]string{
		"":                          "name a host",
		"https://":                  "name a host",
		"*.":                        "name a host",
		"wss://example.com":         "by http or https",
		"file:///home":              "by http or https",
		"example.com/app":           "no path",
		"https://example.com:1/app": "no path",
		"example.com?a":             "no path",
		"app.*.com":                 "* stands for",
		"*example.com":              "* stands for",
		"192.0.2.*":                 "* stands for",
		"größe.example":             "xn--",
		"example.com:0":             "from 1 to 65535",
		"example.com:http":          "from 1 to 65535",
		"example.com:70000":         "from 1 to 65535",
		"a:b:c":                     "a host and a port",
		"user@example.com":          "that is no host",
		"example.com ":              "that is no host",
		"null":                      "only be allowed by *",
	} {
		if _, err := wire.ParseOrigins([]string{"good.example", text}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q in it", text, err, want)
		}
	}
}

// wrapped is what middleware may leave of a ResponseWriter.
type wrapped struct{ inner http.ResponseWriter }

func (w wrapped) Header() http.Header         { return w.inner.Header() }
func (w wrapped) Write(p []byte) (int, error) { return w.inner.Write(p) }
func (w wrapped) WriteHeader(status int)      { w.inner.WriteHeader(status) }
func (w wrapped) Unwrap() http.ResponseWriter { return w.inner }

// Behind middleware whose ResponseWriter has only Unwrap a socket opens.
func TestConnBehindMiddleware(t *testing.T) {
	serve := upgrade(wire.Options{}, echo)
	web := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { serve(wrapped{wrapped{w}}, r) }))
	t.Cleanup(web.Close)
	client := dial(t, "ws"+strings.TrimPrefix(web.URL, "http"))
	if err := client.WriteJSON(map[string]any{"type": "applied", "n": 7}); err != nil {
		t.Fatal(err)
	}
	if _, data, err := client.ReadMessage(); err != nil || string(data) != `{"type":"ack","ack":7}` {
		t.Errorf("got %s, %v", data, err)
	}
}

// server gives sockets to a function until the test ends.
func server(t testing.TB, o wire.Options, handle func(*wire.Conn)) string {
	t.Helper()
	web := httptest.NewServer(upgrade(o, handle))
	t.Cleanup(web.Close)
	return "ws" + strings.TrimPrefix(web.URL, "http")
}

func upgrade(o wire.Options, handle func(*wire.Conn)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		conn, err := wire.Upgrade(w, r, o)
		if err != nil {
			return
		}
		defer conn.Finish()
		handle(conn)
	}
}

func dial(t testing.TB, url string) *websocket.Conn {
	t.Helper()
	return dialBy(t, nil, url)
}

// dialBy opens a socket over a network; nil is the real one.
func dialBy(t testing.TB, network dialer, url string) *websocket.Conn {
	t.Helper()
	dialer := websocket.Dialer{Subprotocols: []string{wire.Protocol}, ReadBufferSize: 512, WriteBufferSize: 512, NetDialContext: network}
	conn, _, err := dialer.Dial(url, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// echo answers every message with an ack, and tells the client what is wrong.
func echo(c *wire.Conn) {
	for {
		m, err := c.Read()
		if errors.Is(err, wire.ErrClosed) {
			return
		}
		if err != nil {
			c.Close(1008, err.Error())
			return
		}
		if a, ok := m.(wire.Applied); ok {
			c.Write(wire.AppendAck(nil, a.N))
		}
	}
}

func TestConn(t *testing.T) {
	client := dial(t, server(t, wire.Options{}, echo))
	for n := range 100 {
		if err := client.WriteJSON(map[string]any{"type": "applied", "n": n}); err != nil {
			t.Fatal(err)
		}
		_, data, err := client.ReadMessage()
		if want := fmt.Sprintf(`{"type":"ack","ack":%d}`, n); err != nil || string(data) != want {
			t.Fatalf("got %s, %v, want %s", data, err, want)
		}
	}
}

// That a patch is applied is free however the message is written.
func TestAppliedIsFreeHoweverItIsWritten(t *testing.T) {
	written := []string{
		`{"type":"applied","n":1}`, `{"type": "applied", "n": 1}`, `{"n":1,"type":"applied"}`, " {\n\t\"type\" : \"applied\"}",
		`{"t\u0079pe":"\u0061pplied","n":1}`, `{"more":[1],"type":"applied"}`,
	}
	o := wire.Options{Burst: 1, Rate: 1e-9} // so that the first is paid for, and each answer pays for the next
	for _, message := range written {
		client := dial(t, server(t, o, echo))
		for n := range 5 {
			if err := client.WriteMessage(websocket.TextMessage, []byte(message)); err != nil {
				t.Fatalf("%s, %d: %v", message, n, err)
			}
			if _, _, err := client.ReadMessage(); err != nil {
				t.Fatalf("%s, %d: %v", message, n, err)
			}
		}

		stream := serveStreams(t, o, echoStream).dial(`{"type":"hello"}`)
		for n := range 5 {
			if status, text := stream.send("[" + message + "]"); status != http.StatusNoContent {
				t.Fatalf("%s, %d over a stream: %d %s", message, n, status, text)
			}
			stream.next()
		}
	}
}

// A page of another version of the protocol is told to load anew; a client of another
// protocol is not.
func TestOtherVersions(t *testing.T) {
	for offered, want := range map[string]string{
		"panelgo.1": `{"type":"reload"}`, "panelgo.99": `{"type":"reload"}`, "other.1": "", "": "",
	} {
		dialer := websocket.Dialer{Subprotocols: slices.DeleteFunc([]string{offered}, func(name string) bool { return name == "" })}
		conn, _, err := dialer.Dial(server(t, wire.Options{}, echo), nil)
		if err != nil {
			t.Fatal(err)
		}
		conn.SetReadDeadline(time.Now().Add(waitfor.Patience))
		_, got, err := conn.ReadMessage()
		if string(got) != want || want != "" && conn.Subprotocol() != offered {
			t.Errorf("%q gets %q, %v", offered, got, err)
		}
		if want != "" {
			_, _, err = conn.ReadMessage()
		}
		if closed, ok := errors.AsType[*websocket.CloseError](err); !ok || closed.Code != map[bool]int{true: 1001, false: 1002}[want != ""] {
			t.Errorf("%q is closed with %v", offered, err)
		}
		conn.Close()
	}
}

func TestConnTellsTheReason(t *testing.T) {
	tests := []struct {
		name string
		send func(*websocket.Conn)
		code int
		text string
	}{
		{"nonsense", func(c *websocket.Conn) { c.WriteMessage(websocket.TextMessage, []byte("x")) }, 1008, "cannot be read"},
		{"binary", func(c *websocket.Conn) { c.WriteMessage(websocket.BinaryMessage, []byte("x")) }, 1008, "text"},
		{"too big", func(c *websocket.Conn) { c.WriteMessage(websocket.TextMessage, make([]byte, 5000)) }, 1009, ""},
		{"a flood", func(c *websocket.Conn) {
			for range 100_000 {
				if c.WriteMessage(websocket.TextMessage, []byte(`{"type":"event","seq":1,"id":"c1","event":"click"}`)) != nil {
					return
				}
			}
		}, 1008, "more than 1 messages a second"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			client := dial(t, server(t, wire.Options{MaxMessage: 4000, Burst: 10, Rate: 1}, echo))
			go test.send(client)
			client.SetReadDeadline(time.Now().Add(waitfor.Patience))
			for {
				_, _, err := client.ReadMessage()
				if err == nil {
					continue
				}
				var closed *websocket.CloseError
				if !errors.As(err, &closed) || closed.Code != test.code || !strings.Contains(closed.Text, test.text) {
					t.Errorf("closed with %v, want %d with %q", err, test.code, test.text)
				}
				return
			}
		})
	}
}

func TestSilentPeerIsDropped(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		gone := make(chan error, 1)
		network := serveInBubble(t, upgrade(wire.Options{KeepAlive: time.Minute}, func(c *wire.Conn) {
			_, err := c.Read()
			gone <- err
		}))
		began := time.Now()
		client := dialBy(t, network, "ws://server")
		client.SetPingHandler(func(string) error { return nil })
		go client.ReadMessage()
		if err := <-gone; !errors.Is(err, wire.ErrClosed) {
			t.Errorf("a silent peer ended with %v", err)
		}
		if after := time.Since(began).Truncate(time.Second); after != 2*time.Minute {
			t.Errorf("dropped after %v, want two pings", after)
		}
	})
}

func TestPeerThatAnswersPingsStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		client := dialBy(t, serveInBubble(t, upgrade(wire.Options{KeepAlive: time.Minute}, echo)), "ws://server")
		pings := 0
		answer := client.PingHandler()
		client.SetPingHandler(func(s string) error { pings++; return answer(s) })
		go client.ReadMessage()
		time.Sleep(time.Hour)
		synctest.Wait()
		if pings != 60 {
			t.Errorf("%d pings in an hour, want one a minute", pings)
		}
	})
}

func TestUnknownSubprotocolIsRefused(t *testing.T) {
	conn, _, err := websocket.DefaultDialer.Dial(server(t, wire.Options{}, echo), nil)
	if err != nil {
		return
	}
	defer conn.Close()
	if _, _, err := conn.ReadMessage(); !websocket.IsCloseError(err, websocket.CloseProtocolError) {
		t.Errorf("a client that does not speak the protocol: %v", err)
	}
}

func BenchmarkDecodeEvent(b *testing.B) {
	data := []byte(`{"type":"event","seq":7,"id":"c3","event":"change","value":25}`)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := wire.Decode(data); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAppendPatch(b *testing.B) {
	ops := []document.Op{{Kind: document.OpText, ID: "c3", Path: []int{1}, Text: "25 days"}}
	buf := make([]byte, 0, 256)
	b.ReportAllocs()
	for b.Loop() {
		buf = wire.AppendPatch(buf[:0], 7, 7, nil, ops)
	}
}

// BenchmarkIdleConn weighs idle sockets, both ends in one process.
func BenchmarkIdleConn(b *testing.B) {
	url := server(b, wire.Options{}, echo)
	for b.Loop() {
		before := inUse()
		const n = 500
		for range n {
			dial(b, url)
		}
		time.Sleep(100 * time.Millisecond)
		b.ReportMetric(float64(inUse()-before)/n/1024, "KiB/pair")
	}
}

func inUse() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapInuse + m.StackInuse)
}
