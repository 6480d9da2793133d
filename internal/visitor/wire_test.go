package visitor

import (
	"bytes"
	"compress/gzip"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/andybalholm/brotli"
)

func TestReadMessage(t *testing.T) {
	for _, test := range []struct {
		name, data string
		want       message
		wrong      string
	}{
		{"a welcome", `{"type":"welcome","session":"x","resumed":false,"ack":0}`, message{Type: "welcome"}, ""},
		{"a patch", `{"type":"patch","n":3,"ack":2,"ops":[["text","c1",[],"x"]]}`, message{Type: "patch", N: 3, Ack: 2}, ""},
		{"a patch in another order", `{"ops":[["text","c1",[],"x"]],"ack":2,"n":3,"type":"patch"}`, message{Type: "patch", N: 3, Ack: 2}, ""},
		{"a notice", `{"type":"notice","level":"info","text":"\"ack\":7"}`, message{Type: "notice", Level: "info", Text: `"ack":7`}, ""},
		{"a problem", `{"type":"problem","title":"x","items":[{"file":"a.go","message":"ouch"}]}`, message{Type: "problem", Items: []problem{{"ouch"}}}, ""},
		{"no object", `["type"]`, message{}, "no JSON object"},
		{"no JSON", `type`, message{}, "no JSON object"},
		{"without a type", `{"ack":1}`, message{}, "no type"},
		{"cut off", `{"type":"patch","n":`, message{}, "read a message"},
		{"of another kind", `{"type":1}`, message{}, "read a message"},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := readMessage([]byte(test.data))
			switch {
			case test.wrong == "" && (err != nil || !reflect.DeepEqual(got, test.want)):
				t.Errorf("%+v, %v; want %+v", got, err, test.want)
			case test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong)):
				t.Errorf("%v, want an error with %q", err, test.wrong)
			}
		})
	}
}

// A visitor counts patches, as a page does: one that is missing is an error.
func TestPatchesAreCounted(t *testing.T) {
	v := New(0)
	for n, data := range []string{`{"type":"welcome","ack":0}`, `{"type":"patch","n":1,"ack":1}`, `{"type":"ack","ack":2}`} {
		if _, err := v.take([]byte(data), time.Now()); err != nil {
			t.Fatalf("message %d: %v", n, err)
		}
	}
	if !v.live || v.acked != 2 || v.patch != 1 {
		t.Errorf("live %v, acknowledged %d, patch %d", v.live, v.acked, v.patch)
	}
	if _, err := v.take([]byte(`{"type":"patch","n":3,"ack":2}`), time.Now()); err == nil || err.Error() != "patch 3 came after patch 1" {
		t.Errorf("a patch that is missing: %v", err)
	}
	if _, err := v.take([]byte(`{"type":"reload"}`), time.Now()); err == nil {
		t.Error("a reload is not followed, and no error")
	}
}

// What goes wrong in the app is an error; what is told otherwise is not.
func TestFailures(t *testing.T) {
	for data, want := range map[string]string{
		`{"type":"notice","level":"info","text":"saved"}`:           "",
		`{"type":"notice","level":"error","text":"ouch"}`:           "the app failed: ouch",
		`{"type":"problem","title":"x","items":[]}`:                 "",
		`{"type":"problem","title":"x","items":[{"message":"no"}]}`: "the app failed: no",
	} {
		got := ""
		if _, err := New(0).take([]byte(data), time.Now()); err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", data, got, want)
		}
	}
}

func TestUnpack(t *testing.T) {
	pack := func(to func(io.Writer) io.WriteCloser) []byte {
		var b bytes.Buffer
		w := to(&b)
		io.WriteString(w, "page")
		w.Close()
		return b.Bytes()
	}
	br := pack(func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) })
	zip := pack(func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	for _, test := range []struct {
		name, encoding string
		packed         []byte
		wrong          string
	}{
		{"not at all", "", []byte("page"), ""},
		{"as it is", "identity", []byte("page"), ""},
		{"brotli", "br", br, ""},
		{"gzip", "gzip", zip, ""},
		{"cut off", "br", br[:len(br)/2], "unpack it"},
		{"no gzip", "gzip", []byte("page"), "unpack it"},
		{"unknown", "zstd", []byte("page"), `it is encoded as "zstd"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			text, err := unpack(test.packed, test.encoding)
			switch {
			case test.wrong == "" && (err != nil || string(text) != "page"):
				t.Errorf("%q, %v", text, err)
			case test.wrong != "" && (err == nil || !strings.Contains(err.Error(), test.wrong)):
				t.Errorf("%v, want an error with %q", err, test.wrong)
			}
		})
	}
}
