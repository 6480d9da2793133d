package interp_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/pn"
)

// The sessions of a program share an interpreter if no session can see another and
// none can have to be stopped. Otherwise the reason has a position.
func TestShared(t *testing.T) {
	tests := []struct{ name, source, reason string }{
		{"nothing at package level", `func F() { fmt.Println("x") }`, ""},
		{"constants", `const a, b = 1, "x"; func F() { fmt.Println(a, b) }`, ""},
		{"a table that is read", `var t = map[string]int{"a": 1}; func F() { for _, v := range t { fmt.Println(v, t["a"], len(t)) } }`, ""},
		{"a table that is asked", `var t = map[string]int{"a": 1}; func F() { v, ok := t["a"]; fmt.Println(v, ok) }`, ""},
		{"a table of tables that is asked", `var t = map[string][]int{"a": {1}}; func F() { v, ok := t["a"]; if ok { v[0]++ } }`, "t may be changed"},
		{"a list that is read", `var l = []string{"a", "b"}; func F() { for i, s := range l { fmt.Println(i, s, l[i]) } }`, ""},
		{"a compiled expression", `var re = regexp.MustCompile("a+"); func F() { fmt.Println(re.MatchString("aa")) }`, ""},
		{"an error", `var errNo = errors.New("no"); func F() { fmt.Println(errNo) }`, ""},
		{"loops with other bounds", `func F(s []int) { for i := 0; i <= len(s)+2; i++ {}; for i := int64(9); i >= 0; i-- {}; for i := uint8(0); i < 9; i++ {} }`, ""},
		{"loops with bounds", `func F() { for i := range 10 { fmt.Println(i) }; for i := 0; i < 100; i++ { fmt.Println(i) } }`, ""},
		{"a loop over what is given", `func F(s []int) { for i := 0; i < len(s); i++ { fmt.Println(s[i]) } }`, ""},
		{"closures", `func F() { n := 0; f := func() { n++ }; f(); fmt.Println(n) }`, ""},
		{"a struct and its methods", `type t struct{ n int }; func (x *t) add() { x.n++ }; func F() { x := &t{}; x.add(); fmt.Println(x.n) }`, ""},

		{"a type with String", `type t int; func (x t) String() string { return fmt.Sprint(int(x), "!") }; func F() { fmt.Println(t(1)) }`, ""},
		{"an error", `type e struct{ name string }; func (x e) Error() string { return fmt.Sprintf("%q", x.name) }; func F() { fmt.Println(e{}) }`, ""},

		{"methods and functions as values", `type t int; func (x t) m() int { return int(x) }; func g(f func() int) { fmt.Println(f()) }; func F() { h := fmt.Sprint; g(t(1).m); h(t.m) }`, "h may keep"},
		{"a function for a package that calls it at once", `func F(s []int) { sort.Slice(s, func(i, j int) bool { return s[i] < s[j] }) }`, ""},

		{"a function for one that keeps it", `func F() { time.AfterFunc(0, func() {}) }`, "AfterFunc may keep"},
		{"a function for a method", `func F() { fmt.Println(regexp.MustCompile("a").ReplaceAllStringFunc("a", func(s string) string { return s })) }`, "ReplaceAllStringFunc may keep"},
		{"a method value", `type t int; func (x t) m() {}; func F() { sync.OnceFunc(t(1).m) }`, "OnceFunc may keep"},
		{"a value with methods", `type w struct{}; func (w) Write(b []byte) (int, error) { return len(b), nil }; func F() { log.New(w{}, "", 0) }`, "New may keep"},
		{"a value with methods in another", `type w struct{}; func (w) String() string { return "" }; func F() { log.Println([]w{{}}) }`, "Println may keep"},
		{"a function in a field", `func F() { p := &sync.Pool{New: func() any { return 1 }}; p.Get() }`, "Pool may keep"},
		{"a function for a field", `func F() { var p sync.Pool; p.New = func() any { return 1 } }`, "New may keep"},
		{"a function for a field of what a type embeds", `type mine struct{ sync.Pool }; func F() { var p mine; p.New = func() any { return 1 } }`, "New may keep"},
		{"functions in a table", `type table map[string]func(); func F() { t := table{}; t["a"] = func() {}; t["a"]() }`, ""},
		{"plain values", `type point struct{ x, y int }; func F() { log.Println(point{1, 2}, "a", []int{1}) }`, ""},

		{"a reader without an end", `type endless struct{}; func (endless) Read(b []byte) (int, error) { return len(b), nil }; func F() { new(bytes.Buffer).ReadFrom(endless{}) }`, "ReadFrom may call"},
		{"a reader without an end, by a method of its own", `type endless struct{ bytes.Buffer }; func (endless) Read(b []byte) (int, error) { return len(b), nil }; func F() { var e endless; e.ReadFrom(&e) }`, "ReadFrom may call"},
		{"a reader without an end, for a method expression", `type endless struct{}; func (endless) Read(b []byte) (int, error) { return len(b), nil }; func F() { (*bytes.Buffer).ReadFrom(new(bytes.Buffer), endless{}); (*bytes.Buffer).Reset(new(bytes.Buffer)) }`, "ReadFrom may call"},
		{"a reader without an end, in an interface", `type endless struct{}; func (endless) Read(b []byte) (int, error) { return len(b), nil }; func F() { var r io.Reader = endless{}; new(bytes.Buffer).ReadFrom(r) }`, "ReadFrom may call"},
		{"a reader without an end, as a result", `type spaces struct{}; func (spaces) Read(b []byte) (int, error) { b[0] = ' '; return 1, nil }; func get() (spaces, *int) { return spaces{}, new(int) }; func F() { fmt.Fscan(get()) }`, "Fscan may call"},
		{"spaces without an end", `type spaces struct{}; func (spaces) Read(b []byte) (int, error) { b[0] = ' '; return 1, nil }; func F() { var n int; fmt.Fscan(spaces{}, &n) }`, "Fscan may call"},
		{"what scans itself", `type t int; func (*t) Scan(s fmt.ScanState, verb rune) error { return nil }; func F() { var x t; fmt.Sscan("1", &x) }`, "Sscan may call"},
		{"what formats itself for another", `type t struct{ fmt.State }; func (t) Flag(int) bool { return true }; func F() { fmt.FormatString(t{}, 'v') }`, "FormatString may call"},
		{"a long list", `type long struct{}; func (long) Len() int { return 1 << 62 }; func (long) Less(i, j int) bool { return false }; func (long) Swap(i, j int) {}; func F() { sort.Sort(long{}) }`, "Sort may call"},
		{"an error that wraps itself", `type e struct{}; func (e) Error() string { return "" }; func (e) Unwrap() error { return e{} }; func F() { errors.Is(e{}, io.EOF) }`, "Is may call"},
		{"an error that wraps none", `type e struct{}; func (e) Error() string { return "" }; func F() { var x e; fmt.Println(errors.Is(e{}, io.EOF), errors.As(io.EOF, &x)) }`, ""},
		{"what compiled code reads and sorts", `type t int; func (t) String() string { return "" }; func F() { var n int; fmt.Sscan("1", &n); new(bytes.Buffer).ReadFrom(strings.NewReader("a")); sort.Sort(sort.IntSlice{2, 1}); fmt.Println(t(1)) }`, ""},
		{"what prints and writes itself", `type t int; func (t) Format(s fmt.State, verb rune) {}; func (t) Write(b []byte) (int, error) { return len(b), nil }; func F() { fmt.Fprintln(t(1), t(2)); bytes.NewBufferString("a").WriteTo(t(1)) }`, ""},
		{"functions that are called for each letter or element", `func F(s []int) { strings.Map(func(r rune) rune { return r }, "a"); bytes.FieldsFunc(nil, func(rune) bool { return true }); sort.Search(9, func(int) bool { return true }) }`, ""},

		{"a counter", `var n int; func F() { n++ }`, "n may be changed"},
		{"a cache", `var m = map[string]int{}; func F() { m["a"] = 1 }`, "m may be changed"},
		{"an append", `var l []int; func F() { l = append(l, 1) }`, "l may be changed"},
		{"an address", `var n int; func F() { p := &n; *p = 1 }`, "n may be changed"},
		{"an element's address", `var l = []int{1}; func F() { p := &l[0]; *p = 2 }`, "l may be changed"},
		{"a list handed on", `var l = []int{2, 1}; func F() { sort.Ints(l) }`, "l may be changed"},
		{"a list under another name", `var l = []int{2, 1}; func F() { x := l; x[0] = 1 }`, "l may be changed"},
		{"a slice of a list", `var l = []int{2, 1}; func F() { x := l[:1]; x[0] = 1 }`, "l may be changed"},
		{"inner lists", `var l = [][]int{{1}}; func F() { for _, x := range l { x[0]++ } }`, "l may be changed"},
		{"a range into it", `var n int; func F() { for n = range 3 {} }`, "n may be changed"},
		{"a lock", `var mu sync.Mutex; func F() { mu.Lock() }`, "mu may be changed"},
		{"a pointer", `var p = &struct{ n int }{}; func F() { p.n++ }`, "pointer"},
		{"the time of the start", `var now = time.Now(); func F() { fmt.Println(now) }`, "made by a call"},
		{"a closure at package level", `var next = func() int { return 1 }; func F() { fmt.Println(next()) }`, "function literal"},
		{"func init", `func init() { fmt.Println() }; func F() {}`, "func init"},

		{"for ever", `func F() { for {} }`, "loop without a constant bound"},
		{"while", `func F() { n := 1; for n < 10 { n *= 2 } }`, "loop without a constant bound"},
		{"a counter that the body sets", `func F() { for i := 0; i < 10; i++ { i = 0 } }`, "loop without a constant bound"},
		{"a list that grows in its loop", `func F() { l := []int{1}; for i := 0; i < len(l); i++ { l = append(l, 1) } }`, "loop without a constant bound"},
		{"a bound that is added to a length", `func F(s []int) { for i := 0; i < len(s)+1e12; i++ {} }`, "turns"},
		{"a map that grows in its loop", `func F() { m := map[int]int{0: 0}; for i := 0; i < len(m); i++ { m[i+1] = 0 } }`, "loop without a constant bound"},
		{"up to the last value", `func F() { for i := uint8(0); i <= 255; i++ {} }`, "loop without a constant bound"},
		{"down to the last value", `func F() { for i := uint(9); i >= 0; i-- {} }`, "loop without a constant bound"},
		{"a loop in what is ranged over", `func F() { for range func() []int { for {} }() {} }`, "loop without a constant bound"},
		{"a loop in a loop's clause", `func F() { for i := 0; i < 9 && func() bool { for {} }(); i++ {} }`, "loop without a constant bound"},
		{"many turns", `func F() { for range 1_000_000_000 {} }`, "turns"},
		{"many turns together", `func F() { for range 10_000 { for range 10_000 {} } }`, "turns"},
		{"a list of what takes no memory", `func F() { for range make([]struct{}, 1<<62) {} }`, "takes no memory"},
		{"an array of what takes no memory", `type none struct{ _ [0]int }; func F() { var all [1<<40]none; for range all {} }`, "takes no memory"},
		{"variadic parameters that take no memory", `func F(all ...struct{}) { for range 62 { all = append(all, all...) }; for range all {} }`, "takes no memory"},
		{"goto", `func F() { again: fmt.Println(); goto again }`, "goto"},
		{"recursion", `func F() { F() }`, "recursion"},
		{"recursion through another", `func F() { g() }; func g() { F() }`, "recursion"},
		{"recursion through a variable", `func F() { var f func(); f = func() { f() }; f() }`, "recursion"},
		{"recursion through a method", `type t int; func (x t) m() { x.m() }; func F() { t(1).m() }`, "recursion"},
		{"recursion through an interface", `type i interface{ m() }; type t struct{ i }; func (x t) m() { x.i.m() }; func F() { t{}.m() }`, "recursion"},
		{"recursion through a method value", `type t int; func (x t) m() { f := x.m; f() }; func F() { t(1).m() }`, "recursion"},
		{"recursion through an interface's method value", `type i interface{ m() }; type t struct{ i }; func (x t) m() { f := x.i.m; f() }; func F() { t{}.m() }`, "recursion"},
		{"recursion through a method expression", `type t int; func (x t) m() { f := t.m; f(x) }; func F() { t(1).m() }`, "recursion"},
		{"recursion through an interface's method expression", `type i interface{ m() }; type t struct{ i }; func (x t) m() { f := i.m; f(x.i) }; func F() { t{}.m() }`, "recursion"},
		{"recursion through a compiled function in a variable", `type t int; func (x t) String() string { f := fmt.Sprint; return f(x) }; func F() { fmt.Println(t(1)) }`, "recursion"},
		{"recursion through a function in a map", `func F() { m := map[string]any{"f": g}; fmt.Println(m) }; func g() { F() }`, "recursion"},
		{"recursion through fmt", `type t int; func (x t) String() string { return fmt.Sprint(x) }; func F() { fmt.Println(t(1)) }`, "recursion"},
		{"recursion through an error that wraps another", `type e struct{ err error }; func (x e) Error() string { return fmt.Sprint("e: ", x.err) }; func F() { fmt.Println(e{}) }`, "recursion"},
		{"a goroutine", `func F() { go fmt.Println() }`, "goroutine"},
		{"a channel", `func F() { <-make(chan int) }`, "channel"},
		{"a send", `func F() { make(chan int) <- 1 }`, "channel"},
		{"a select", `func F() { select {} }`, "channel"},
		{"the unlock of what is not locked", `func F() { var m sync.Mutex; m.Unlock() }`, "a lock"},
		{"a lock in another", `type t struct{ sync.RWMutex }; func F() { x := new(t); x.RLock() }`, "a lock"},
		{"a lock that is a parameter", `func F(m *sync.Mutex) {}`, "a lock"},
		{"a lock's method as a value", `func F() { f := (*sync.Mutex).Unlock; f(nil) }`, "a lock"},
		{"a lock in an interface", `func F(l sync.Locker) { l.Unlock() }`, "a lock"},
		{"a lock in an interface of its own", `func F(l interface{ Unlock() }) { defer l.Unlock() }`, "a lock"},
		{"a group in an interface of its own", `type starter interface{ Go(func()) }; func F(s starter) { s.Go(nil) }`, "a lock"},
		{"a condition", `func F() { c := sync.NewCond(nil); c.Wait() }`, "a lock"},
		{"what runs once", `func F() { new(sync.Once).Do(nil) }`, "a lock"},
		{"a group", `func F() { var w sync.WaitGroup; w.Wait() }`, "a lock"},
		{"methods that are named like those of locks", `type t int; func (t) Unlock() {}; func (t) Wait() {}; func F(x t, i interface{ Go(int); Do() error }) { x.Unlock(); x.Wait(); i.Go(1); i.Do() }`, ""},
		{"a map for goroutines", `func F() { var m sync.Map; m.Store(1, 2) }`, ""},

		{"exit", `func F() { os.Exit(1) }`, "os.Exit"},
		{"exit by a logger", `func F() { log.New(nil, "", 0).Fatal() }`, "Fatal"},
		{"exit by a logger in an interface", `func F(l interface{ Fatalf(string, ...any) }) { l.Fatalf("") }`, "Fatal"},
		{"input", `func F() { var n int; fmt.Scan(&n) }`, "input"},

		{"variables of compiled packages", `func F(r rune) { fmt.Println(io.EOF, io.EOF == nil, unicode.Is(unicode.Latin, r), time.UTC, base64.StdEncoding.EncodeToString(nil), binary.LittleEndian.Uint16([]byte{1, 2})); fmt.Fprint(io.Discard, image.ZP.X); color.RGBAModel.Convert(color.Black) }`, ""},
		{"tables of compiled packages", `func F() { fmt.Println(len(palette.Plan9)); for k, v := range xml.HTMLEntity { fmt.Println(k, v) }; fmt.Println(xml.HTMLEntity["lt"], image.White.Bounds()) }`, ""},
		{"an error under another name", `func F() error { err := io.EOF; err = nil; return err }`, ""},
		{"a compiled variable that is set", `func F() { io.EOF = nil }`, "io.EOF may be changed"},
		{"the address of a compiled variable", `func F() { p := &io.EOF; *p = nil }`, "io.EOF may be changed"},
		{"a field of a compiled variable", `func F() { image.ZP.X++ }`, "image.ZP may be changed"},
		{"a compiled variable of a loop", `func F() { for _, io.EOF = range []error{nil} {} }`, "io.EOF may be changed"},
		{"what a compiled variable points to", `func F() { image.White.C = nil }`, "image.White may be changed"},
		{"a table under another name", `func F() { t := unicode.Latin; t.LatinOffset = 1 }`, "unicode.Latin may be changed"},
		{"an element of a table", `func F() { palette.Plan9[0] = nil }`, "palette.Plan9 may be changed"},
		{"a table handed on", `func F() { sort.Strings(xml.HTMLAutoClose) }`, "xml.HTMLAutoClose may be changed"},
		{"a table that is looked through", `func F() { json.Unmarshal(nil, image.White) }`, "image.White may be changed"},

		{"a request", `func F() { http.Get("") }`, "clients and servers"},
		{"a function that makes requests", `func F() { f := http.Post; fmt.Println(f) }`, "clients and servers"},
		{"a client", `func F(c *http.Client) { c.Get("") }`, "clients and servers"},
		{"a handler by default", `func F() { http.HandleFunc("/", nil) }`, "clients and servers"},
		{"other things of net/http", `func F() { fmt.Println(http.StatusText(404), http.MethodGet, http.NoBody) }`, ""},
	}
	const imports = "package main; import (\"bytes\"; \"encoding/base64\"; \"encoding/binary\"; \"encoding/json\"; \"encoding/xml\"; \"errors\"; \"fmt\"; \"image\"; \"image/color\"; \"image/color/palette\"; \"io\"; \"log\"; \"net/http\"; \"os\"; \"regexp\"; \"sort\"; \"strings\"; \"sync\"; \"time\"; \"unicode\"); " +
		"func use() { _, _, _, _, _, _, _, _ = errors.New, fmt.Sprint, log.Print, os.ErrExist, regexp.Compile, sort.Ints, sync.OnceFunc, time.Now; " +
		"_, _, _, _, _, _, _, _, _ = base64.NewEncoding, binary.Write, json.Marshal, xml.Marshal, image.Rect, color.Model.Convert, io.Copy, http.Error, unicode.In; _, _ = bytes.Equal, strings.Repeat; _ = len(palette.Plan9) }\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := load(t, imports+test.source, interp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			reason := p.SharedReason()
			if p.Shared() != (test.reason == "") || !strings.Contains(reason, test.reason) {
				t.Errorf("shared: %v (%q), want a reason with %q", p.Shared(), reason, test.reason)
			}
			if test.reason != "" && !strings.Contains(reason, "script.go:2:") {
				t.Errorf("no position in the reason %q", reason)
			}
		})
	}
}

// weatherApp is the repository's first app, which must stay shared.
const weatherApp = "../apps/weather.go"

// launcher is the package that the apps' func main calls.
var launcher = interp.Symbols{"github.com/panelgo/panelgo/panelgo": {"Main": reflect.ValueOf(func(func(*pn.Session), ...any) {})}}

func TestWeatherIsShared(t *testing.T) {
	p, err := interp.Load(weatherApp, interp.Config{Symbols: []interp.Symbols{symbols.Std(), symbols.Pn(), launcher}, Starters: symbols.Starters, Callers: symbols.Callers})
	if err != nil {
		t.Fatal(err)
	}
	if !p.Shared() || !p.Pure("SessionKey") {
		t.Errorf("shared: %v (%s), SessionKey pure: %v", p.Shared(), p.SharedReason(), p.Pure("SessionKey"))
	}
}

// A type of which a table says that it is constant does no harm at package level, though it
// holds an interface, unless the variable itself is changed.
func TestKindOfAComponentIsNoState(t *testing.T) {
	for use, harmless := range map[string]bool{
		"t.Init(t, kind)":                               true,
		"k := kind; k.CSS += `.x{}`; t.Init(t, k)":      true,
		"kind.CSS += `.x{}`; t.Init(t, kind)":           false,
		"k := &kind; k.CSS += `.x{}`; t.Init(t, kind)":  false,
		"t.Init(t, kind); kinds = append(kinds, kind)":  false,
		"t.Init(t, kind); println(len(kind.CSS) == 10)": true,
	} {
		p, err := load(t, `package main

import "github.com/panelgo/panelgo/pn"

var kind = pn.Kind{Name: "tag", CSS: ".pn-tag{}"}
var kinds []pn.Kind

type Tag struct{ pn.Base[*Tag] }

func (t *Tag) Render(m *pn.Markup) { m.Open("b").Close() }

func F() { t := &Tag{}; `+use+` }
`, interp.Config{Symbols: vocabulary})
		if err != nil {
			t.Fatal(err)
		}
		if state := p.State(); (len(state) == 0) != harmless {
			t.Errorf("%s: what sessions would share is %v", use, state)
		}
	}
}

// State lists everything that sessions of a compiled program would share: variables
// that may change, and calls that end the process; not variables that are only
// read.
func TestState(t *testing.T) {
	tests := []struct{ name, source, want string }{
		{"nothing", `func F() { n := 0; n++ }`, ""},
		{"a table that is read", `var t = map[string]int{"a": 1}; func F() { println(t["a"]) }`, ""},
		{"the time of the start", `var now = time.Now(); func F() { println(now.Year()) }`, ""},
		{"a template that is executed", `var t = template.Must(template.New("t").Parse("x")); func F() { t.Execute(os.Stdout, nil) }`, ""},
		{"a template that is changed", `var t = template.New("t"); func F() { t.Parse("x") }`, "variable t may be changed"},
		{"loops and goroutines", `func F() { go func() { for {} }() }`, ""},
		{"a counter", `var n int; func F() { n++ }`, "script.go:2:23: package-level variable n may be changed"},
		{"a cache", `var m = map[string]int{}; func F() { m["a"] = 1 }`, "variable m may be changed"},
		{"two", `var a, b int; func F() { a++; b++ }`, "variable b may be changed"},
		{"the end by a logger", `func F() { log.Default().Fatal() }`, "Fatal of a logger ends the program, with all its sessions"},
		{"the end", `func F() { os.Exit(1) }`, "os.Exit ends the program, with all its sessions"},
	}
	const imports = "package main; import (\"log\"; \"os\"; \"text/template\"; \"time\"); func use() { _, _, _, _ = log.Print, os.ErrExist, template.New, time.Now }\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := load(t, imports+test.source, interp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if state := p.State(); len(state) > 0 {
				got = state.Error()
			}
			if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
				t.Errorf("%q, want %q", got, test.want)
			}
		})
	}
}
