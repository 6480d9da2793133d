package interp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// A recursion without an end ends its own instance, with the line of the
// function, whatever it goes through. A recover does not stop it, as in Go.
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
			instance, err := p.New(interp.Env{OnPanic: func(e *interp.PanicError) { told <- e }})
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

// A recursion that is deep, and has an end, works.
func TestDeepRecursion(t *testing.T) {
	out := run(t, `package main
import "fmt"
func depth(n int) int { if n == 0 { return 0 }; return depth(n-1) + 1 }
func main() { fmt.Println(depth(100_000)) }`)
	if out != "100000\n" {
		t.Error(out)
	}
}

// What would take all memory is a panic of the session.
func TestTooMuch(t *testing.T) {
	tests := []struct{ source, want string }{
		{`_ = make([]int, n)`, "make of 1099511627776 elements of 8 bytes: a script may make 1024 MiB at once"},
		{`_ = make([]byte, 0, n)`, "a script may make 1024 MiB at once"},
		{`_ = make(chan [100]byte, n)`, "elements of 100 bytes"},
		{`_ = make([]int, -n)`, "makeslice: len out of range"},
		{`_ = make([]int, n<<20)`, "len out of range"},
		{`_ = make(map[string]int, n)`, "<nil>"},
		{`_ = make([]int, n>>30)`, "<nil>"},
		{`stop := make(chan int); defer close(stop); for { go func() { <-stop }() }`, "more than 20000 goroutines of a script at once"},
	}
	for _, test := range tests {
		out := run(t, fmt.Sprintf("package main\nimport \"fmt\"\nfunc main() {\n\tdefer func() { fmt.Println(recover()) }()\n\tn := 1 << 40\n\tfmt.Print(n, \" \")\n\t%s\n}", test.source))
		if !strings.Contains(out, test.want) {
			t.Errorf("%s: %s, want %s", test.source, out, test.want)
		}
	}
}
