package interp_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// What a script gives a request as its body is read on a goroutine of net/http's, where
// a panic, or a count that is not one of its bytes, is an error of the request.
func TestBodiesThatAreWrong(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		n, _ := io.Copy(io.Discard, r.Body)
		w.Write([]byte{byte(n)})
	}))
	defer server.Close()
	for name, test := range map[string]struct{ body, want string }{
		"more than there is room for": {`reads(1<<30)`, "main.reads.Read returned a count of"},
		"one more":                    {`reads(1)`, "main.reads.Read returned a count of"},
		"less than nothing":           {`reads(-1<<40)`, "main.reads.Read returned a count of -"},
		"by a compiled reader":        {`io.LimitReader(reads(1), 1<<40)`, "main.reads.Read returned a count of"},
		"by a buffer":                 {`bufio.NewReader(reads(1))`, "main.reads.Read returned a count of"},
		"at a position":               {`io.NewSectionReader(reads(1), 0, 1<<40)`, "main.reads.ReadAt returned a count of"},
		"a reader of nothing":         {`io.LimitReader(nil, 1)`, "the body of a request panicked: runtime error: invalid memory address"},
		"an embedded nil":             {`struct{ io.Reader }{}`, "panic: runtime error: invalid memory address"},
		"all that there is":           {`io.LimitReader(reads(0), 100)`, "fine"},
	} {
		t.Run(name, func(t *testing.T) {
			var log strings.Builder
			p, err := load(t, `package main
import ("bufio"; "io"; "net/http")
type reads int
func (n reads) Read(b []byte) (int, error) { return len(b) + int(n), nil }
func (n reads) ReadAt(b []byte, at int64) (int, error) { return len(b) + int(n), nil }
var _ = bufio.NewReader
var _ = io.EOF
func Post(url string) string {
	r, err := http.Post(url, "text/plain", `+test.body+`)
	if err != nil { return err.Error() }
	r.Body.Close()
	return "fine"
}
`, interp.Config{Stderr: &log})
			if err != nil {
				t.Fatal(err)
			}
			i, err := p.New(t.Context(), interp.Env{})
			if err != nil {
				t.Fatal(err)
			}
			defer i.Kill()
			if got := (counter{i, t}).call("Post", server.URL); !strings.Contains(got.(string), test.want) {
				t.Errorf("%s, want %s", got, test.want)
			}
			if wrong := strings.Contains(test.want, "count"); wrong != strings.Contains(log.String(), "returned a count of") {
				t.Errorf("logged: %s", log.String())
			}
		})
	}
}
