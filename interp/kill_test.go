package interp_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// Kill ends a script, whether it waits or is busy: no goroutine of the instance is
// left.
func TestKill(t *testing.T) {
	tests := []struct{ name, body string }{
		{"nothing", ``},
		{"a busy loop", `for {}`},
		{"a busy function", `for { work() }`},
		{"an empty select", `select {}`},
		{"a select", `a, b := make(chan int), make(chan string); select { case <-a: case b <- "x": }`},
		{"a receive", `<-make(chan int)`},
		{"a receive of two values", `_, ok := <-make(chan int); println(ok)`},
		{"a send", `make(chan int) <- 1`},
		{"a full channel", `c := make(chan int, 1); for { c <- 1 }`},
		{"a range over a channel", `for range make(chan int) { work() }`},
		{"a nil channel", `var c chan int; <-c`},
		{"a ticker", `for range time.NewTicker(time.Hour).C { work() }`},
		{"a timer", `<-time.After(time.Hour)`},
		{"goroutines of its own", `go func() { select {} }(); go func() { for { work() } }(); <-make(chan int)`},
		{"a loop of compiled code", `io.Copy(io.Discard, endless{})`},
		{"a loop of compiled code that gathers", `io.ReadAll(endless{})`},
		{"a loop of compiled code over a function", `strings.Map(func(r rune) rune { for { work() } }, "abc")`},
		{"a deferred call", `defer func() { <-make(chan int) }()`},
		{"a sleep", `time.Sleep(time.Hour)`},
		{"a sleep in goroutines", `for range 3 { go time.Sleep(time.Hour) }; f := time.Sleep; f(time.Hour)`},
		{"a wait group", `var g sync.WaitGroup; g.Add(3); for range 3 { go func() { defer g.Done(); select {} }() }; go g.Wait(); g.Wait()`},
		{"a wait group whose functions run", `var g sync.WaitGroup; for range 3 { g.Go(func() { select {} }) }; w := g.Wait; go w(); var i interface{ Wait() } = &g; i.Wait()`},
		{"a wait group of compiled sleeps", `var g sync.WaitGroup; for range 3 { g.Go(func() { time.Sleep(time.Hour) }) }; g.Wait()`},
		{"a lock", `var m sync.Mutex; for { m.Lock() }`},
		{"a lock in goroutines", `var m sync.Mutex; m.Lock(); for range 3 { go m.Lock() }; m.Lock()`},
		{"a lock that readers have", `var m sync.RWMutex; m.RLock(); go m.RLock(); m.Lock()`},
		{"a lock that a writer has", `var m sync.RWMutex; m.Lock(); go m.RLock(); m.RLocker().Lock()`},
		{"a condition", `c := sync.NewCond(&sync.Mutex{}); c.L.Lock(); c.Wait()`},
		{"a Once", `var o sync.Once; o.Do(func() { o.Do(work) })`},
	}
	const source = `package main
import ("fmt"; "io"; "strings"; "sync"; "time")
var _, _, _ = time.Second, io.EOF, strings.Map
var _ sync.Mutex
var n int
type endless struct{}
func (endless) Read(b []byte) (int, error) { return 1, nil }
func work() { n++ }
func F() { go func() { fmt.Print("!"); BODY }() }
`
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program, err := load(t, strings.Replace(source, "BODY", test.body, 1), interp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			begun := newSignal()
			f, instance := start(t, program, begun)
			f()
			<-begun.c
			instance.Kill()
			waitfor.NoGoroutines(t)
			instance.Kill() // again, to no harm
		})
	}
}

// Killing one instance leaves the others running. Functions of the killed one that
// are called later do nothing but fail.
func TestKillOne(t *testing.T) {
	program, err := load(t, `package main
import "fmt"
var n int
func F() { n++; fmt.Print(n); for n < 0 {} }
`, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	var out1, out2 bytes.Buffer
	f1, one := start(t, program, &out1)
	f2, two := start(t, program, &out2)
	defer two.Kill()
	f1()
	f2()
	one.Kill()
	func() {
		defer func() {
			if failed := recover(); failed != interp.ErrEnded {
				t.Errorf("a function of the killed one panics with %v", failed)
			}
		}()
		f1()
	}()
	f2()
	if out1.String() != "1" || out2.String() != "12" {
		t.Errorf("the killed one printed %q, the other %q", &out1, &out2)
	}
}

// os.Exit ends a script wherever it is called, and what the script deferred
// does not run.
func TestExit(t *testing.T) {
	tests := []struct{ name, source string }{
		{"main", `func main() { os.Exit(3) }`},
		{"with deferred calls", `func main() { defer fmt.Print("deferred"); os.Exit(3) }`},
		{"where panics are recovered", `func main() { func() { defer func() { recover() }(); os.Exit(3) }(); fmt.Print("on") }`},
		{"a goroutine, while main waits", `func main() { go func() { os.Exit(3) }(); select {} }`},
		{"a goroutine, while main is busy", `func main() { go func() { os.Exit(3) }(); for {} }`},
		{"a goroutine, while main waits for it", `func main() { done := make(chan bool); go func() { defer close(done); os.Exit(3) }(); <-done; fmt.Print("on") }`},
		{"a callback", `func main() { strings.Map(func(rune) rune { os.Exit(3); return 0 }, "x"); fmt.Print("on") }`},
		{"an initialiser", `var x = f(); func f() int { os.Exit(3); return 1 }; func main() { fmt.Print(x) }`},
		{"func init", `func init() { os.Exit(3) }; func main() {}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program, err := load(t, "package main\nimport (\"fmt\"; \"os\"; \"strings\")\nvar _, _ = fmt.Print, strings.Map\n"+test.source, interp.Config{Main: true})
			if err != nil {
				t.Fatal(err)
			}
			var out bytes.Buffer
			instance, err := program.New(t.Context(), interp.Env{Stdout: &out})
			if err == nil {
				err = instance.Main(context.Background(), nil)
			}
			var exit *interp.ExitError
			if !errors.As(err, &exit) || exit.Code != 3 || out.Len() > 0 {
				t.Errorf("%v, and printed %q", err, &out)
			}
			waitfor.NoGoroutines(t)
		})
	}
}

// start makes an instance that prints to out, and finds its F.
func start(t *testing.T, program *interp.Program, out io.Writer) (func(), *interp.Instance) {
	t.Helper()
	instance, err := program.New(t.Context(), interp.Env{Stdout: out})
	if err != nil {
		t.Fatal(err)
	}
	f, err := instance.Func("F")
	if err != nil {
		t.Fatal(err)
	}
	return f.Interface().(func()), instance
}

// signal is closed by the first write.
type signal struct {
	c    chan bool
	once sync.Once
}

func newSignal() *signal { return &signal{c: make(chan bool)} }

func (s *signal) Write(b []byte) (int, error) {
	s.once.Do(func() { close(s.c) })
	return len(b), nil
}

// What a timer or a context is to call is let go of when the instance is killed.
func TestKillLetsGoOfTimers(t *testing.T) {
	for _, start := range []string{
		`time.AfterFunc(time.Hour, f)`,
		`t := time.AfterFunc(time.Hour, func() {}); t.Stop(); time.AfterFunc(time.Hour, f)`,
		`ctx, _ := context.WithTimeout(context.Background(), time.Hour); context.AfterFunc(ctx, f)`,
		`timer = time.AfterFunc(time.Hour, f)`,
		`context.WithTimeout(context.WithValue(context.Background(), "key", p), time.Hour); f()`,
		`kept, _ = context.WithDeadline(context.WithValue(context.Background(), "key", p), time.Now().Add(time.Hour)); f()`,
	} {
		gone := make(chan struct{})
		watch := interp.Symbols{"example.com/watch/watch": {
			"Watch": reflect.ValueOf(func(p *[1000]int) { runtime.AddCleanup(p, func(c chan struct{}) { close(c) }, gone) }),
		}}
		program, err := load(t, `package main
import ("context"; "time"; "example.com/watch")
var kept context.Context
var timer *time.Timer
var n int
func F() { p := new([1000]int); watch.Watch(p); f := func() { n = p[0] }; `+start+` }
`, interp.Config{Symbols: []interp.Symbols{symbols.Std(), watch}})
		if err != nil {
			t.Fatal(err)
		}
		instance, err := program.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		counter{instance, t}.call("F")
		instance.Kill()
		waitfor.True(t, "the value to be let go of: "+start, func() bool {
			runtime.GC()
			select {
			case <-gone:
				return true
			default:
				return false
			}
		})
		runtime.KeepAlive(program)
	}
}

// That a goroutine ends the script is told also when compiled code recovers from it.
func TestExitThatIsSwallowed(t *testing.T) {
	for _, body := range []string{`go fmt.Sprintln(quits{1})`, `go func() { fmt.Sprintln(quits{1}) }()`, `var g sync.WaitGroup; g.Go(func() { fmt.Sprintln(quits{1}) })`, `time.AfterFunc(0, func() { fmt.Sprintln(quits{1}) })`} {
		program, err := load(t, `package main
import ("fmt"; "os"; "sync"; "time")
var _ sync.Mutex
var _ = time.Now
type quits struct{ n int }
func (quits) String() string { os.Exit(3); return "" }
func F() { `+body+` }
`, interp.Config{})
		if err != nil {
			t.Fatal(err)
		}
		told := make(chan *interp.PanicError, 9)
		instance, err := program.New(t.Context(), interp.Env{OnPanic: func(e *interp.PanicError) { told <- e }})
		if err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() { _ = recover() }() // the script may have ended before F returns
			counter{instance, t}.call("F")
		}()
		if e := waitfor.Value(t, "the end of "+body, told); !errors.As(e, new(*interp.ExitError)) {
			t.Errorf("%s: it told of %v", body, e)
		}
		instance.Kill()
		waitfor.NoGoroutines(t)
	}
}
