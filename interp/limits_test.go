package interp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
)

// An endless recursion ends its own instance, with the line of the function,
// through calls of every kind. A recover does not stop it, as in Go.
func TestEndlessRecursion(t *testing.T) {
	tests := []struct{ name, source string }{
		{"a function", `func f(n int) int { return f(n+1) + 1 }; func main() { f(0) }`},
		{"two functions", `func f() { g() }; func g() { f() }; func main() { f() }`},
		{"a closure", `func main() { var f func(); f = func() { f() }; f() }`},
		{"a method", `type t struct{}; func (x t) m() { x.m() }; func main() { t{}.m() }`},
		{"an interface", `type i interface{ m() }; type t struct{ i }; func (x *t) m() { x.i.m() }; func main() { x := &t{}; x.i = x; x.m() }`},
		{"a generic function", `func f[T any](x T) { f(x) }; func main() { f(1) }`},
		{"compiled code", `type t int; func (x t) String() string { return fmt.Sprint(x) }; func main() { fmt.Println(t(1)) }`},
		{"sorting", `func f(a, b int) bool { sort.Slice([]int{2, 1}, f); return false }; func main() { f(0, 1) }`},
		{"a goroutine", `func f() { f() }; func main() { go f(); select {} }`},
		{"a deferred call", `func f() { defer func() { recover() }(); f() }; func main() { f() }`},
	}
	const imports = "package main; import (\"fmt\"; \"sort\"); func use() { fmt.Print(); sort.Ints(nil) }\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := load(t, imports+test.source, interp.Config{Main: true})
			if err != nil {
				t.Fatal(err)
			}
			told := make(chan *interp.PanicError, 1)
			instance, err := p.New(t.Context(), interp.Env{OnPanic: func(e *interp.PanicError) { told <- e }})
			if err != nil {
				t.Fatal(err)
			}
			defer instance.Kill()
			done := make(chan error, 1)
			go func() { done <- instance.Main(context.Background(), nil) }()
			got := <-told
			if text := got.Error(); !strings.Contains(text, "stack overflow: the recursion is too deep") || !strings.Contains(text, "script.go:2:") {
				t.Error(text)
			}
			if err := <-done; !errors.As(err, new(*interp.PanicError)) && err.Error() != "interp: the instance was killed" {
				t.Errorf("main ends with %v", err)
			}
		})
	}
}

// An initialiser that would end the process is why the program does not start.
func TestFatalInitialiser(t *testing.T) {
	tests := []struct{ source, want string }{
		{`var x = f(1); func f(n int) int { return f(n+1) + 1 }`, "stack overflow: the recursion is too deep"},
		{`var x = f(); func f() int { var mu sync.Mutex; mu.Unlock(); return 1 }`, "fatal error: sync: unlock of unlocked mutex"},
	}
	for _, test := range tests {
		p, err := load(t, "package main; import \"sync\"; var _ sync.Mutex\n"+test.source+"; func main() {}", interp.Config{Main: true})
		if err != nil {
			t.Fatal(err)
		}
		_, err = p.New(t.Context(), interp.Env{})
		if !errors.As(err, new(*interp.PanicError)) || !strings.Contains(err.Error(), test.want) || !strings.Contains(err.Error(), "script.go:2:") {
			t.Errorf("%v, want %s", err, test.want)
		}
	}
}

// A deep recursion that ends works.
func TestDeepRecursion(t *testing.T) {
	out := run(t, `package main
import "fmt"
func depth(n int) int { if n == 0 { return 0 }; return depth(n-1) + 1 }
func main() { fmt.Println(depth(100_000)) }`)
	if out != "100000\n" {
		t.Error(out)
	}
}

// A make or Repeat that would take all memory panics instead, in its session.
func TestTooMuch(t *testing.T) {
	tests := []struct{ source, want string }{
		{`_ = make([]int, n)`, "make of 1099511627776 elements of 8 bytes: a script may make 1024 MiB at once"},
		{`_ = make([]byte, 0, n)`, "a script may make 1024 MiB at once"},
		{`_ = make(chan [100]byte, n)`, "elements of 100 bytes"},
		{`_ = make([]int, -n)`, "makeslice: len out of range"},
		{`_ = make([]int, n<<20)`, "len out of range"},
		{`_ = make(map[string]int, n)`, "<nil>"},
		{`_ = make([]int, n>>30)`, "<nil>"},
		{`_ = strings.Repeat("four", n)`, "strings.Repeat makes 4398046511104 bytes: a script may make 1024 MiB at once"},
		{`_ = bytes.Repeat([]byte("12"), n>>8)`, "bytes.Repeat makes 8589934592 bytes"},
		{`_ = strings.Repeat("", n)`, "<nil>"},
		{`_ = strings.Repeat("x", -1)`, "negative Repeat count"},
		{`stop := make(chan int); defer close(stop); for { go func() { <-stop }() }`, "more than 20000 goroutines of a script at once"},
		{`stop := make(chan int); defer close(stop); for { all.Go(func() { <-stop }) }`, "more than 20000 goroutines of a script at once"},
	}
	for _, test := range tests {
		out := run(t, fmt.Sprintf("package main\nimport (\"bytes\"; \"fmt\"; \"strings\"; \"sync\")\nvar _, _ = bytes.Repeat, strings.Repeat\nvar all sync.WaitGroup\nfunc main() {\n\tdefer func() { fmt.Println(recover()) }()\n\tn := 1 << 40\n\tfmt.Print(n, \" \")\n\t%s\n}", test.source))
		if !strings.Contains(out, test.want) {
			t.Errorf("%s: %s, want %s", test.source, out, test.want)
		}
	}
}

// Functions that timers and contexts run count to the bound of goroutines. One that is
// too many is told as a panic, for nobody else could be told.
func TestTooManyTimers(t *testing.T) {
	for _, start := range []string{`time.AfterFunc(0, f)`, `context.AfterFunc(done, f)`} {
		program, err := load(t, `package main
import ("context"; "time")
var _, _ = time.Now, context.Background
func F() {
	done, cancel := context.WithCancel(context.Background())
	cancel()
	_ = done
	never := make(chan int)
	f := func() { <-never }
	for range 20_001 { `+start+` }
}`, interp.Config{})
		if err != nil {
			t.Fatal(err)
		}
		told := make(chan *interp.PanicError, 1)
		instance, err := program.New(t.Context(), interp.Env{OnPanic: func(e *interp.PanicError) { told <- e }})
		if err != nil {
			t.Fatal(err)
		}
		f, err := instance.Func("F")
		if err != nil {
			t.Fatal(err)
		}
		f.Call(nil)
		if e := <-told; !strings.Contains(e.Error(), "more than 20000 goroutines of a script at once") {
			t.Error(e)
		}
		instance.Kill()
		waitfor.NoGoroutines(t)
	}
}

// Goroutines of a script that use one map at once take turns; Go would end the
// process.
func TestConcurrentMaps(t *testing.T) {
	out := run(t, `package main
import ("fmt"; "sync")
type key struct{ n int }
func main() {
	m, lists := map[key]int{}, map[string][]int{}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for j := range 400 {
				k := key{j % 7}
				m[k] = j
				m[k]++
				m[k] += m[key{i}]
				if _, ok := m[k]; ok { delete(m, key{j % 3}) }
				lists["a"] = append(lists["b"], i)
				n := 0
				for range m { n++ }
				for k, v := range m { n += k.n + v }
				if j % 100 == 0 { clear(m) }
			}
		}()
	}
	wg.Wait()
	fmt.Println(len(m) <= 8)
}`)
	if out != "true\n" {
		t.Error(out)
	}
}

// An error that wraps itself ends errors.As with a panic, where it looks for one of the
// script's interfaces.
func TestErrorThatWrapsItself(t *testing.T) {
	const source = `package main
import ("errors"; "io/fs")
type coded interface { error; Code() int }
type mine struct{}
func (mine) Error() string { return "mine" }
func (m mine) Unwrap() []error { return []error{m, m} }
func main() {
	p := &fs.PathError{}
	p.Err = p
	var err error = p
	if %v { err = mine{} }
	var c coded
	errors.As(err, &c)
}`
	for _, own := range []bool{false, true} {
		err := runMain(t, fmt.Sprintf(source, own))
		if err == nil || !strings.Contains(err.Error(), ":13:") || !strings.Contains(err.Error(), "wraps more than 100000 others, or itself") {
			t.Errorf("own type %v: %v, want a panic in line 13", own, err)
		}
	}
}
