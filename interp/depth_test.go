package interp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// Printing and encoding what has no end, or is too deep for a stack, is a panic or an
// error in its line: Go would end the process.
func TestEndlessValues(t *testing.T) {
	const holds, deep, parts = "a value holds itself", "a value is nested more than 10000 deep", "a value has more than 20000000 parts"
	tests := []struct{ name, body, want string }{
		{"a list", `l := []any{nil}; l[0] = l; fmt.Println(l)`, holds},
		{"a list of a type", `l := list{nil}; l[0] = l; _ = fmt.Sprint(l)`, holds},
		{"a map", `m := map[string]any{}; m["self"] = m; _ = fmt.Sprintf("%d", m)`, holds},
		{"a map of a type", `m := table{}; m["self"] = m; _ = fmt.Errorf("%v", m)`, holds},
		{"a pointer", `var p any; p = &p; fmt.Fprintln(os.Stdout, []any{p}, "fine"); x := []any{nil}; x[0] = x; fmt.Fprint(os.Stdout, &x)`, holds},
		{"in a struct", `l := []any{nil}; l[0] = box{l}; _ = fmt.Append(nil, box{l})`, holds},
		{"by a function value", `l := []any{nil}; l[0] = l; f := fmt.Sprintln; f(l)`, holds},
		{"logged", `l := []any{nil}; l[0] = l; log.Print(l)`, holds},
		{"logged by slog", `l := []any{nil}; l[0] = l; slog.Info("it", "l", l)`, holds},
		{"logged by a logger", `l := []any{nil}; l[0] = l; log.New(os.Stdout, "", 0).Printf("%v", l)`, holds},
		{"logged by a logger in an interface", `l := []any{nil}; l[0] = l; var p interface{ Println(...any) } = log.Default(); p.Println(l)`, holds},
		{"logged by a method value", `l := []any{nil}; l[0] = l; f := log.Default().Panic; f(l)`, holds},
		{"logged by slog, as attributes", `l := []any{nil}; l[0] = l; slog.LogAttrs(context.Background(), slog.LevelInfo, "it", slog.Any("l", l)); slog.Info("on")`, holds},
		{"logged by a slog.Logger, as attributes", `l := []any{nil}; l[0] = l; slog.Default().LogAttrs(context.Background(), slog.LevelInfo, "it", slog.Any("l", l))`, holds},
		{"a group", `l := []any{nil}; l[0] = l; slog.Group("g", "k", l)`, holds},
		{"a group of attributes", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; slog.GroupAttrs("g", a)`, holds},
		{"a group that is logged", `l := []any{nil}; a := slog.Group("g", "x", 1, "k", l); l[0] = l; slog.Info("it", a)`, holds},
		{"a group that is a value", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; slog.GroupValue(a)`, holds},
		{"a group in itself", `list := make([]slog.Attr, 1); list[0] = slog.Attr{Key: "g", Value: slog.GroupValue(append(list, slog.Int("x", 1))[:1]...)}; list[0].Value.Group()[0] = list[0]; slog.Info("it", list[0])`, holds},
		{"deep groups", `a := slog.Int("x", 1); for range 100_000 { a = slog.Group("g", a) }`, deep},
		{"an attribute", `l := []any{nil}; l[0] = l; slog.Any("k", l)`, holds},
		{"a value of slog", `l := []any{nil}; l[0] = l; slog.AnyValue(l)`, holds},
		{"an attribute as a text", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; _ = a.String()`, holds},
		{"a value as a text", `l := []any{nil}; v := slog.AnyValue(l); l[0] = l; f := v.String; f()`, holds},
		{"a value as a text, by an interface", `l := []any{nil}; v := slog.AnyValue(l); l[0] = l; var s interface{ String() string } = v; s.String()`, holds},
		{"handled", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; r := slog.Record{}; r.AddAttrs(a); slog.Default().Handler().Handle(context.Background(), r)`, holds},
		{"handled by a handler", `l := []any{nil}; l[0] = l; r := slog.Record{}; r.Add("k", l); slog.NewTextHandler(os.Stdout, nil).Handle(context.Background(), r)`, holds},
		{"handled by a handler in an interface", `l := []any{nil}; l[0] = l; r := slog.Record{}; r.Add("k", l); var h handler = slog.NewJSONHandler(os.Stdout, nil); h.Handle(context.Background(), r)`, holds},
		{"attributes of a handler", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; slog.Default().Handler().WithAttrs([]slog.Attr{a})`, holds},
		{"attributes of a handler of a type", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; with := slog.NewJSONHandler(os.Stdout, nil).WithAttrs; with([]slog.Attr{a})`, holds},
		{"attributes of an embedded handler", `l := []any{nil}; a := slog.Any("k", l); l[0] = l; p := struct{ slog.Handler }{slog.Default().Handler()}; p.WithAttrs([]slog.Attr{a})`, holds},
		{"escaped HTML", `l := []any{nil}; l[0] = l; html.HTMLEscaper(l)`, holds},
		{"escaped JavaScript", `l := []any{nil}; l[0] = l; html.JSEscaper(1, l)`, holds},
		{"escaped queries", `l := []any{nil}; l[0] = l; html.URLQueryEscaper(l)`, holds},
		{"escaped HTML of a text", `l := []any{nil}; l[0] = l; template.HTMLEscaper(l)`, holds},
		{"escaped JavaScript of a text", `l := []any{nil}; l[0] = l; template.JSEscaper(l)`, holds},
		{"escaped queries of a text", `l := []any{nil}; l[0] = l; f := template.URLQueryEscaper; f(l)`, holds},
		{"logged at the end", `l := []any{nil}; l[0] = l; log.Fatal(l)`, holds},
		{"logged by a slog.Logger", `l := []any{nil}; l[0] = l; slog.Default().With("a", 1).ErrorContext(context.Background(), "it", "l", l)`, holds},
		{"deep", `var x any; for range 100_000 { x = []any{x} }; _ = fmt.Sprint(x)`, deep},
		{"wide", `var x any; for range 40 { x = []any{x, x} }; _ = fmt.Sprint(x)`, parts},
		{"JSON", `type node struct { Next *node }; var l *node; for range 100_000 { l = &node{l} }; must(json.Marshal(l))`, deep},
		{"JSON of a cycle", `m := map[string]any{}; m["self"] = m; must(json.Marshal(m))`, "json: unsupported value: encountered a cycle via map[string]interface {}"},
		{"indented JSON", `var x any; for range 100_000 { x = []any{x} }; must(json.MarshalIndent(x, "", " "))`, deep},
		{"XML", `type node struct { Next *node }; l := &node{}; l.Next = l; must(xml.Marshal(l))`, holds},
		{"XML of lists", `var x any; for range 100_000 { x = []any{x} }; must(xml.MarshalIndent(x, "", " "))`, deep},
		{"encoded JSON", `var x any; for range 100_000 { x = []any{x} }; must(nil, json.NewEncoder(os.Stdout).Encode(x))`, deep},
		{"JSON by an encoder in an interface", `var x any; for range 100_000 { x = []any{x} }; var e interface{ Encode(any) error } = json.NewEncoder(os.Stdout); must(nil, e.Encode(x))`, deep},
		{"encoded XML", `type node struct { Next *node }; l := &node{}; l.Next = l; must(nil, xml.NewEncoder(os.Stdout).Encode(l))`, holds},
		{"an XML element", `type node struct { Next *node }; n := &node{}; n.Next = n; must(nil, xml.NewEncoder(os.Stdout).EncodeElement(n, xml.StartElement{Name: xml.Name{Local: "n"}}))`, holds},
		{"an XML element by an encoder in an interface", `type node struct { Next *node }; n := &node{}; n.Next = n; var e elements = xml.NewEncoder(os.Stdout); must(nil, e.EncodeElement(n, xml.StartElement{}))`, holds},
		{"a panic", `l := []any{nil}; l[0] = l; panic(l)`, "[]interface {} that cannot be printed: runtime error: " + holds},
	}
	const head = `package main; import ("context"; "encoding/json"; "encoding/xml"; "fmt"; html "html/template"; "log"; "log/slog"; "os"; "text/template"); type list []list; type table map[string]table; type box struct { in any }; ` +
		`type handler interface { Handle(context.Context, slog.Record) error }; type elements interface { EncodeElement(any, xml.StartElement) error }; var _, _ = html.New, template.New; func must(b []byte, err error) { if err != nil { panic(err) } }; var _, _, _, _, _ = json.Marshal, xml.Marshal, fmt.Sprint, log.Print, slog.Info; var _, _ = os.Args, context.Background` + "\n"
	for _, test := range tests {
		for also, more := range map[string]string{"": "", ", beside a goroutine": "func init() { go func() {}() }\n"} { // then maps are copied
			t.Run(test.name+also, func(t *testing.T) {
				err := runMain(t, head+"func main() {\n"+test.body+"\n}\n"+more)
				var p *interp.PanicError
				if !errors.As(err, &p) || !strings.Contains(p.Error(), test.want) || p.Pos.Line != 3 && !strings.Contains(test.body, "must(") {
					t.Errorf("%v, want %q in line 3", err, test.want)
				}
			})
		}
	}
}

// What has an end is printed and encoded, however often parts of it lead back to others.
func TestValuesThatEnd(t *testing.T) {
	out := run(t, `package main
import ("encoding/json"; "encoding/xml"; "fmt")
type node struct { Name string; Next *node; Parent *node `+"`json:\"-\" xml:\"-\"`"+`; left *node }
type own struct { self any }
func (o *own) MarshalJSON() ([]byte, error) { return []byte("1"), nil }
type list []any
func main() {
	root := &node{Name: "root"}
	root.Next = &node{Name: "leaf", Parent: root, left: root}
	b, err := json.Marshal(root)
	fmt.Println(string(b), err)
	b, err = xml.Marshal(root)
	fmt.Println(string(b), err)
	fmt.Println(root.Next.Parent == root, fmt.Sprintf("%v", *root) != "")
	o := &own{}
	o.self = o
	b, err = json.Marshal([]any{o, o})
	fmt.Println(string(b), err)
	var chain *node
	for range 100_000 { chain = &node{Next: chain} }
	fmt.Println(len(fmt.Sprint(chain, []*node{chain})) < 100)
	var x any
	for range 5_000 { x = list{x} }
	fmt.Println(len(fmt.Sprint(x)))
	shared := list{1}
	fmt.Println(list{shared, shared, &shared == nil, nil}, map[any]any{"a": shared})
}`)
	want := `{"Name":"root","Next":{"Name":"leaf","Next":null}} <nil>
<node><Name>root</Name><Next><Name>leaf</Name></Next></node> <nil>
true true
[1,1] <nil>
true
10005
[[1] [1] false <nil>] map[a:[1]]
`
	if out != want {
		t.Errorf("it prints\n%s\nwant\n%s", out, want)
	}
}

// Handlers of package slog write an error in place of what they would go through without
// an end, if it is there only when they look, and anything else as in Go.
func TestHandlersOfEndlessValues(t *testing.T) {
	const source = `package main
import ("context"; "log/slog"; "os")
type node struct { Next *node }
type late struct{ fine bool }
func (l late) LogValue() slog.Value {
	list := []any{1}
	v := slog.AnyValue(list)
	if !l.fine { list[0] = list }
	return v
}
func noTime(groups []string, a slog.Attr) slog.Attr {
	if a.Key == slog.TimeKey && len(groups) == 0 { return slog.Attr{} }
	return a
}
func main() {
	options := &slog.HandlerOptions{ReplaceAttr: noTime}
	var n *node
	for range 100_000 { n = &node{n} }
	short, numbers := &node{&node{}}, map[string]int{"a": 1}
	for _, h := range []slog.Handler{slog.NewTextHandler(os.Stdout, options), slog.NewJSONHandler(os.Stdout, options), slog.NewMultiHandler(slog.NewJSONHandler(os.Stdout, options))} {
		l := slog.New(h)
		l.Info("late", "l", late{}, "fine", late{true})
		l.With("x", late{}).WithGroup("in").Info("group", slog.Group("g", "numbers", numbers, "two", 2, "three", numbers))
		if _, text := h.(*slog.TextHandler); !text { l.Info("node", "short", short, "n", n) }
		r := slog.Record{Message: "handled"}
		r.Add("g", []slog.Attr{slog.Any("n", numbers), slog.Int("x", 1)})
		h.Handle(context.Background(), r)
	}
	os.Stdout.WriteString(slog.Group("g", "numbers", numbers, "two", 2).String())
}`
	const json = `{"level":"INFO","msg":"late","l":"!ERROR:HOLDS","fine":[1]}
{"level":"INFO","msg":"group","x":"!ERROR:HOLDS","in":{"g":{"numbers":{"a":1},"two":2,"three":{"a":1}}}}
{"level":"INFO","msg":"node","short":{"Next":{"Next":null}},"n":"!ERROR:runtime error: a value is nested more than 10000 deep"}
{"level":"INFO","msg":"handled","g":{"n":{"a":1},"x":1}}
`
	const want = `level=INFO msg=late l="!ERROR:runtime error: a value holds itself" fine=[1]
level=INFO msg=group x="!ERROR:runtime error: a value holds itself" in.g.numbers=map[a:1] in.g.two=2 in.g.three=map[a:1]
level=INFO msg=handled g.n=map[a:1] g.x=1
`
	cycle := strings.ReplaceAll(json, "HOLDS", "json: unsupported value: encountered a cycle via []interface {}")
	for _, more := range []string{"", "\nfunc init() { go func() {}() }"} { // then maps are copied
		if out := run(t, source+more); out != want+cycle+cycle+"g=[numbers=map[a:1] two=2]" {
			t.Error(out)
		}
	}
}
