package interp_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/pn"
)

// readers are ways to have compiled code read the maps m, l (a type of the script's), v
// (url.Values) and h (http.Header), and what leads to them.
var readers = map[string]string{
	"print":                     `fmt.Fprint(io.Discard, m, l, v, h)`,
	"format":                    `_ = fmt.Sprintf("%v %d %s", m, l, v)`,
	"error":                     `_ = fmt.Errorf("%v", m)`,
	"append":                    `_ = fmt.Appendln(nil, m)`,
	"spread":                    `_ = fmt.Sprint([]any{m, l}...)`,
	"marshal":                   `check(json.Marshal(m)); check(json.Marshal(l)); check(json.MarshalIndent(m, "", " "))`,
	"encode":                    `json.NewEncoder(io.Discard).Encode(m)`,
	"log":                       `log.New(waiter{}, "", 0).Println(m, l)`,
	"log of a format":           `log.New(waiter{}, "", 0).Printf("%v", m)`,
	"slog":                      `slog.New(slog.NewJSONHandler(io.Discard, nil)).Info("x", "m", m, slog.Any("l", l), slog.Group("g", "v", v))`,
	"template":                  `text.Execute(io.Discard, m); text.ExecuteTemplate(io.Discard, "x", l)`,
	"html":                      `page.Execute(io.Discard, map[string]any{"m": m})`,
	"functions of a template":   `text.Funcs(template.FuncMap{"f": func() int { return 1 }})`,
	"media type":                `mime.FormatMediaType("text/html", words)`,
	"slice":                     `check(json.Marshal([]labels{l}))`,
	"slice of any":              `_ = fmt.Sprint([]any{1, []any{m}})`,
	"array":                     `_ = fmt.Sprint([2]map[string]int{m})`,
	"map":                       `check(json.Marshal(map[string]labels{"l": l}))`,
	"map of any":                `check(json.Marshal(map[string]any{"l": []any{l}}))`,
	"struct":                    `_ = fmt.Sprint(box{m, l, nil})`,
	"pointer to a struct":       `_ = fmt.Sprint(&box{m, l, nil}); check(json.Marshal(&box{m, l, nil}))`,
	"pointer in a struct":       `check(json.Marshal(box{Next: &box{m, l, nil}}))`,
	"pointer to a map":          `_ = fmt.Sprint(&m)`,
	"function value":            `print := fmt.Sprint; _ = print(m)`,
	"function of a type":        `var f func(any) ([]byte, error) = json.Marshal; check(f(m))`,
	"method value":              `encode := json.NewEncoder(io.Discard).Encode; encode(m)`,
	"method expression":         `encode := (*json.Encoder).Encode; encode(json.NewEncoder(io.Discard), m)`,
	"interface":                 `var e encoder = json.NewEncoder(io.Discard); e.Encode(m)`,
	"value of an interface":     `var e encoder = json.NewEncoder(io.Discard); encode := e.Encode; encode(m)`,
	"interface of an embedder":  `var e encoder = &wrapped{json.NewEncoder(io.Discard)}; e.Encode(m)`,
	"deferred":                  `func() { defer fmt.Fprint(io.Discard, m) }()`,
	"deferred method":           `func() { defer json.NewEncoder(io.Discard).Encode(m) }()`,
	"goroutine":                 `done := make(chan int); go func() { defer close(done); check(json.Marshal(m)) }(); <-done`,
	"go statement":              `var g sync.WaitGroup; g.Add(1); go fmt.Fprint(waiter{&g}, m); g.Wait()`,
	"generic":                   `_ = text2(m)`,
	"key of what is written":    `n[fmt.Sprint(m)] = len(fmt.Sprint(m)); n[v.Get("a")]++`,
	"stringer of a map":         `_ = fmt.Sprint(shown(m)); _ = fmt.Sprintf("%d", shown(m)); check(json.Marshal(shown(m)))`,
	"stringer that reads":       `_ = fmt.Sprint(&lister{m})`,
	"method of a map":           `_ = v.Get("a"); _ = v.Has("a"); _ = v.Encode(); _ = h.Get("A"); _ = h.Values("A"); _ = h.Clone()`,
	"method of a map that sets": `v.Set("a", "1"); v.Add("b", "2"); v.Del("b"); h.Set("a", "1"); h.Add("b", "2"); h.Del("b")`,
	"method of a map as a value": `set := v.Set; set("a", "1"); add := http.Header.Add; add(h, "b", "2")
		var s setter = v; s.Set("c", "3")`,
	"headers to a writer": `h.Write(io.Discard); h.WriteSubset(waiter{}, map[string]bool{"A": true})`,
	"unmarshal":           `check(nil, json.Unmarshal([]byte("{\"a\": 1}"), &m)); check(nil, json.NewDecoder(strings.NewReader("{\"b\": 1}")).Decode(&l))`,
	"cloned":              `_ = maps.Clone(m); _ = slices.Sorted(maps.Keys(m)); maps.Copy(n, m)`,
}

// While goroutines write to maps, compiled code may read them in any way.
func TestMapsForCompiledCode(t *testing.T) {
	for name, body := range readers {
		t.Run(name, func(t *testing.T) {
			if out := run(t, crossingProgram(body)); out != "done" {
				t.Error(out)
			}
		})
	}
}

// crossingProgram is a program that runs a body some hundred times while goroutines
// write to the maps that it names.
func crossingProgram(body string) string {
	return `package main
import ("encoding/json"; "fmt"; html "html/template"; "io"; "log"; "log/slog"; "maps"; "mime"; "net/http"; "net/url"; "slices"; "strings"; "sync"; "text/template"; "time")
type labels map[string]int
type shown map[string]int
func (s shown) String() string { return "shown" }
type box struct { M map[string]int; hidden labels; Next *box }
type lister struct { m map[string]int }
func (l *lister) String() string { n := 0; for _, x := range l.m { n += x }; return "listed" }
type encoder interface { Encode(any) error }
type setter interface { Set(key, value string) }
type wrapped struct { *json.Encoder }
type waiter struct { *sync.WaitGroup }
func (w waiter) Write(b []byte) (int, error) { if w.WaitGroup != nil { w.Done() }; return len(b), nil }
func text2[T any](x T) string { return fmt.Sprint(x) }
func check(_ []byte, err error) { if err != nil { panic(err) } }
var _, _, _, _, _, _, _, _ = mime.FormatMediaType, slog.Info, log.Print, strings.ToUpper, maps.Clone[labels], slices.Max[[]int], json.Marshal, io.Discard
func main() {
	m, n, l, words := map[string]int{}, map[string]int{}, labels{}, map[string]string{}
	v, h := url.Values{}, http.Header{}
	text := template.Must(template.New("x").Parse("{{range $k, $v := .}}{{$k}}{{end}}"))
	page := html.Must(html.New("x").Parse("{{range $k, $v := .m}}{{$k}}{{end}}"))
	_, _, _, _, _, _ = n, words, v, h, text, page
	stop := make(chan bool)
	var writers sync.WaitGroup
	for range 2 {
		writers.Add(1)
		go func() {
			defer writers.Done()
			for i := 0; ; i++ {
				select {
				case <-stop:
					return
				default:
				}
				k := string(rune('a' + i%26))
				m[k], l[k], words[k], v[k], h[k] = i, i, k, []string{k}, []string{k}
				delete(m, string(rune('a' + i*7%26)))
			}
		}()
	}
	for end := time.Now().Add(30 * time.Millisecond); time.Now().Before(end); {
		for range 20 {
			` + body + `
		}
	}
	close(stop)
	writers.Wait()
	fmt.Print("done")
}
`
}

// What writes to a map writes to the script's own, and what keeps a value keeps it, also
// in a program with several goroutines. Nothing else that a script can see is different
// from a program with one.
func TestCopiesAreNotSeen(t *testing.T) {
	tests := []struct{ name, body, want string }{
		{"values", `v := url.Values{}; v.Set("a", "1"); w := v; w.Add("b", "2"); fmt.Print(v)`, "map[a:[1] b:[2]]"},
		{"headers", `h := http.Header{}; h.Set("a", "1"); var s setter = h; s.Set("b", "2"); set := h.Set; set("c", "3"); fmt.Print(len(h))`, "3"},
		{"nil values", `defer func() { fmt.Print(recover()) }(); var v url.Values; v.Set("a", "1")`, "assignment to entry in nil map"},
		{"unmarshal", `m := map[string]int{"a": 1, "b": 2}; same := m; json.Unmarshal([]byte("{\"b\": 3, \"c\": 4}"), &m); fmt.Print(m, same)`, "map[a:1 b:3 c:4] map[a:1 b:3 c:4]"},
		{"unmarshal null", `m := map[string]int{"a": 1}; json.Unmarshal([]byte("null"), &m); fmt.Print(m == nil)`, "true"},
		{"unmarshal into nil", `var m labels; err := json.Unmarshal([]byte("{\"a\": 1}"), &m); fmt.Print(m, err)`, "map[a:1] <nil>"},
		{"unmarshal with a fault", `m := labels{"b": 2}; err := json.Unmarshal([]byte("{\"a\": 1, \"b\": \"x\"}"), &m); fmt.Print(m, err != nil)`, "map[a:1 b:0] true"},
		{"unmarshal any", `var x any; json.Unmarshal([]byte("{\"a\": 1}"), &x); fmt.Print(x)`, "map[a:1]"},
		{"unmarshal a struct", `b := box{M: labels{"a": 1}}; m := b.M; json.Unmarshal([]byte("{\"M\": {\"b\": 2}}"), &b); fmt.Print(m)`, "map[a:1 b:2]"},
		{"unmarshal by a method", `var b counted; json.Unmarshal([]byte("{}"), &b); fmt.Print(len(b))`, "1"},
		{"sync.Map", `var s sync.Map; m := labels{}; s.Store(1, m); x, _ := s.Load(1); x.(labels)["a"] = 1; fmt.Print(m)`, "map[a:1]"},
		{"atomic.Value", `var s atomic.Value; m := labels{}; s.Store(m); s.Load().(labels)["a"] = 1; fmt.Print(m)`, "map[a:1]"},
		{"list", `l := list.New(); m := labels{}; l.PushBack(m).Value.(labels)["a"] = 1; fmt.Print(m)`, "map[a:1]"},
		{"heap", `h := &queue{}; m := labels{}; heap.Push(h, m); heap.Pop(h).(labels)["a"] = 1; fmt.Print(m)`, "map[a:1]"},
		{"context", `m := labels{}; ctx := context.WithValue(context.Background(), 1, m); ctx.Value(1).(labels)["a"] = 1; fmt.Print(m)`, "map[a:1]"},
		{"sort", `s := []labels{{"b": 1}, {"a": 1}}; sort.Slice(s, func(i, j int) bool { return s[i]["a"] > s[j]["a"] }); fmt.Print(s)`, "[map[a:1] map[b:1]]"},
		{"scan", `b := struct{ m labels; n int }{labels{}, 0}; fmt.Sscan("5", &b.n); fmt.Print(b.n)`, "5"},
		{"spread arguments", `m := labels{}; list := []any{m}; fmt.Sprint(list...); list[0].(labels)["a"] = 1; fmt.Print(m)`, "map[a:1]"},
		{"method that writes", `s := &counter{labels{}}; fmt.Sprint(s); fmt.Sprint(s); fmt.Print(s.m)`, "map[a:2]"},
		{"template's data", `s := &counter{labels{}}; template.Must(template.New("").Parse("{{.String}}")).Execute(io.Discard, s); fmt.Print(s.m)`, "map[a:1]"},
		{"cycle", `m := map[string]any{"a": 1}; m["m"] = []any{&m}; x := box{M: labels{"a": 1}}; x.Next = &x; err := check(x); fmt.Print(len(m), err)`, "2 json: unsupported value: encountered a cycle via *main.box"},
		{"nil", `var m labels; var b *box; fmt.Print(m, b, []labels(nil), any(nil), box{})`, "map[] <nil> [] <nil> {map[] map[] <nil>}"},
		{"kinds", `type k struct{ m map[any]any; f func(); E error }; fmt.Print(k{map[any]any{1: "a", [1]int{2}: box{}}, nil, io.EOF}, [2]labels{{"a": 1}}, map[box2]labels{{1}: {"x": 1}})`, "{map[1:a [2]:{map[] map[] <nil>}] <nil> EOF} [map[a:1] map[]] map[{1}:map[x:1]]"},
		{"shared part", `p := &box{M: labels{"a": 1}}; b, _ := json.Marshal([]*box{p, p}); fmt.Print(string(b))`, `[{"M":{"a":1},"Next":null},{"M":{"a":1},"Next":null}]`},
		{"compiled struct", `type page struct{ U *url.URL; H http.Header; T time.Time }; fmt.Print(page{&url.URL{Path: "x"}, http.Header{"A": {"b"}}, time.Unix(0, 0).UTC()})`, "{x map[A:[b]] 1970-01-01 00:00:00 +0000 UTC}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := `package main
import ("container/heap"; "container/list"; "context"; "encoding/json"; "fmt"; "io"; "net/http"; "net/url"; "sort"; "sync"; "sync/atomic"; "text/template"; "time")
type labels map[string]int
type box struct { M labels; m labels; Next *box }
type box2 struct { n int }
type setter interface { Set(key, value string) }
type counted map[string]int
func (c *counted) UnmarshalJSON([]byte) error { *c = counted{"a": 1}; return nil }
type counter struct { m labels }
func (c *counter) String() string { c.m["a"]++; return "" }
type queue []any
func (q *queue) Len() int { return len(*q) }
func (q *queue) Less(i, j int) bool { return false }
func (q *queue) Swap(i, j int) {}
func (q *queue) Push(x any) { *q = append(*q, x) }
func (q *queue) Pop() any { x := (*q)[0]; *q = (*q)[1:]; return x }
func check(x any) error { _, err := json.Marshal(x); return err }
var _, _, _, _, _, _, _ = heap.Init, list.New, context.Background, sort.Ints, template.New, time.Now, io.EOF
var _ sync.Map; var _ atomic.Value; var _ url.Values; var _ http.Header
func start() { go func() {}() }
func main() { ` + test.body + ` }`
			if out := run(t, source); out != test.want {
				t.Errorf("%s, want %s", out, test.want)
			}
			if out := run(t, strings.Replace(source, "go func() {}()", "", 1)); out != test.want {
				t.Errorf("with one goroutine: %s, want %s", out, test.want)
			}
		})
	}
}

// A map that a script panics with, or logs when it ends, is read when others still write
// to it.
func TestMapsAtTheEnd(t *testing.T) {
	for _, end := range []string{`panic(m)`, `panic(&m)`, `log.New(waiter{}, "", 0).Fatal(m)`, `log.Fatalf("%v", m)`, `var f fataler = log.New(waiter{}, "", 0); f.Fatalln(m)`} {
		t.Run(end, func(t *testing.T) {
			source := crossingProgram("_ = m\n") + "type fataler interface{ Fatalln(...any) }"
			source = strings.Replace(source, "close(stop)", end, 1)
			for range 4 {
				if err := runMain(t, source); err == nil || err.Error() == "" {
					t.Error("the program did not end")
				}
			}
		})
	}
}

// Package pn reads maps, too.
func TestMapsForPn(t *testing.T) {
	p, err := load(t, `package main
import "github.com/panelgo/panelgo/pn"
func App(s *pn.Session) {
	m, w := map[string]string{"a": "1"}, pn.Select("x", "a", "b")
	done := make(chan bool)
	go func() {
		for i := range 20_000 {
			m[string(rune('a' + i%26))] = "v"
		}
		close(done)
	}()
	for range 1_000 {
		w.Labels(m)
	}
	<-done
}`, interp.Config{Symbols: []interp.Symbols{symbols.Std(), symbols.Pn()}})
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.New(t.Context(), interp.Env{OnPanic: func(e *interp.PanicError) { t.Error(e) }})
	if err != nil {
		t.Fatal(err)
	}
	defer i.Kill()
	f, err := i.Func("App")
	if err != nil {
		t.Fatal(err)
	}
	f.Interface().(func(*pn.Session))(nil)
}
