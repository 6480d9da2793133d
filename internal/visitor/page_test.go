package visitor

import (
	"reflect"
	"testing"
)

func TestIdentity(t *testing.T) {
	for page, want := range map[string][2]string{
		`<!doctype html><html lang="en" data-pn-view="v1">`:               {"", "v1"},
		`<!-- hi --><html data-pn-session="a&amp;b"><body>`:               {"a&b", ""},
		`<html><body data-pn-view="not here">`:                            {},
		`data-pn-view="in a text"`:                                        {},
		`<script>const s = '<html data-pn-session="x">'</script><html x>`: {},
		``: {},
	} {
		if session, view := identity([]byte(page)); session != want[0] || view != want[1] {
			t.Errorf("%s: session %q, view %q, want %q", page, session, view, want)
		}
	}
}

func TestFiles(t *testing.T) {
	p := &Page{URL: "http://a.example/tools/app?x=1", HTML: []byte(`<!doctype html><head>
		<link rel="icon" href="/icon.png"><link rel="icon" href="data:,">
		<link rel="stylesheet" href="style.css">
		<link rel="preload" as="script" href="/_panelgo/runtime.js">
		<script src="//b.example/far.js"></script>
		<script src="plain.js"></script><script src="late.js" async></script><script type="module" src="module.js"></script>
		<script>inline()</script>`)}
	want := []File{
		{"http://a.example/tools/style.css", true},
		{"http://a.example/_panelgo/runtime.js", false},
		{"http://a.example/tools/plain.js", true},
		{"http://a.example/tools/late.js", false},
		{"http://a.example/tools/module.js", false},
	}
	got, err := p.Files()
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("%v, %v\nwant %v", got, err, want)
	}
}

func TestRead(t *testing.T) {
	for text, want := range map[string]message{
		`{"type":"welcome","session":"s","resumed":false,"ack":0}`:                   {Type: "welcome"},
		`{"type":"ack","ack":3}`:                                                     {Type: "ack", Ack: 3},
		`{"type":"patch","n":2,"ack":4,"ops":[["text","c1",[],",\"ops\":["]]}`:       {Type: "patch", N: 2, Ack: 4},
		`{"ops":[["title","x"]],"ack":4,"n":2,"type":"patch"}`:                       {Type: "patch", N: 2, Ack: 4},
		`{"type":"patch","n":2,"ops":[],"ack":4}`:                                    {Type: "patch", N: 2, Ack: 4},
		`{"type":"notice","text":"say \",\"ops\":[\" aloud","level":"info","ack":0}`: {Type: "notice"},
		`{"type":"event","seq":7,"id":"c1","event":"change","value":1}`:              {Type: "event", Seq: 7},
	} {
		if got, err := read([]byte(text)); err != nil || got != want {
			t.Errorf("%s: %+v, %v, want %+v", text, got, err, want)
		}
	}
	if _, err := read([]byte(`{"type":`)); err == nil {
		t.Error("half a message was read")
	}
}
