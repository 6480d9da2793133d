package interp_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// A panic carries the line in which it happened: the one that ends in "// here".
func TestPanicPosition(t *testing.T) {
	tests := []struct {
		name, source, message string
	}{
		{name: "panic", message: "ouch", source: `
			func main() {
				fmt.Println("before")
				panic("ouch") // here
			}`},
		{name: "panic in a branch", message: "ouch", source: `
			func main() {
				for i := range 3 {
					if i == 1 {
						panic(fmt.Sprint("ou", "ch")) // here
					}
				}
				panic("later")
			}`},
		{name: "panic in a function called", message: "ouch", source: `
			func main() { fmt.Println(); work() }
			func work() {
				x := 1
				_ = x
				panic("ouch") // here
			}`},
		{name: "panic with an error", message: "bad", source: `
			func main() {
				fmt.Println()
				panic(errors.New("bad")) // here
			}`},
		{name: "panic in a literal given to compiled code", message: "ouch", source: `
			func main() {
				fmt.Println()
				sort.Slice([]int{1, 2}, func(i, j int) bool {
					fmt.Println()
					panic("ouch") // here
				})
			}`},
		{name: "panic in a deferred function", message: "second", source: `
			func main() {
				defer func() {
					fmt.Println()
					panic("second") // here
				}()
				fmt.Println()
				panic("first")
			}`},
		{name: "panic that passes a deferred function", message: "first", source: `
			func main() {
				defer fmt.Println("deferred")
				fmt.Println()
				panic("first") // here
			}`},
		{name: "panic after one that was recovered", message: "second", source: `
			func main() {
				func() {
					defer func() { recover() }()
					panic("first")
				}()
				fmt.Println()
				panic("second") // here
			}`},
		{name: "panic in a method", message: "ouch", source: `
			type T struct{ n int }
			func (t *T) Fail() {
				t.n++
				panic("ouch") // here
			}
			func main() { t := &T{}; t.Fail() }`},
		{name: "nil map", message: "assignment to entry in nil map", source: `
			func main() {
				var m map[string]int
				fmt.Println(m["a"])
				m["a"] = 1 // here
			}`},
		{name: "index", message: "index out of range", source: `
			func main() {
				list, i := []int{1, 2}, 5
				fmt.Println(len(list))
				fmt.Println(list[i]) // here
			}`},
		{name: "the second of two indexes", message: "index out of range [5] with length 2", source: `
			func main() {
				list, i := []int{1, 2}, 5
				fmt.Println(list[0])
				list[i] = list[1] // here
				fmt.Println(list[i-5])
			}`},
		{name: "an index in a function literal", message: "index out of range [-1]", source: `
			func main() {
				list, i := []int{1, 2}, -1
				get := func(i int) int {
					first := list[0]
					return first + list[i] // here
				}
				fmt.Println(list[1], get(i))
			}`},
		{name: "slice", message: "slice bounds out of range [:5] with capacity 2", source: `
			func main() {
				list, i := []int{1, 2}, 5
				fmt.Println(len(list))
				fmt.Println(list[:i]) // here
			}`},
		{name: "division", message: "divide by zero", source: `
			func main() {
				a, b := 1, 0
				fmt.Println(a, b)
				fmt.Println(a / b) // here
			}`},
		{name: "nil pointer", message: "nil pointer dereference", source: `
			type T struct{ n int }
			func at(t *T) int {
				x := 1
				return x + t.n // here
			}
			func main() { fmt.Println(at(nil)) }`},
		{name: "the second of two pointers", message: "nil pointer dereference", source: `
			type T struct {
				n    int
				next *T
			}
			func main() {
				t := &T{}
				fmt.Println(t.n)
				fmt.Println(t.next.n) // here
				fmt.Println(*t)
			}`},
		{name: "a nil pointer that is assigned", message: "nil pointer dereference", source: `
			func main() {
				p, m := new(int), map[string]int{}
				m["a"] = *p
				p = nil
				m["b"] = *p // here
				fmt.Println(m, *p)
			}`},
		{name: "type assertion", message: "interface conversion", source: `
			func main() {
				var x any = 1
				fmt.Println(x)
				fmt.Println(x.(string)) // here
			}`},
		{name: "a compiled function", message: "negative Repeat count", source: `
			func main() {
				fmt.Println("before")
				fmt.Println(strings.ToUpper("x"))
				fmt.Println(strings.Repeat("x", -1)) // here
			}`},
		{name: "a compiled method in a chain", message: "Grow: negative count", source: `
			func main() {
				var b strings.Builder
				b.WriteString("x")
				b.Grow(-1) // here
				b.WriteString("y")
			}`},
		{name: "the second of two calls of a compiled function", message: "negative Repeat count", source: `
			func main() {
				fmt.Println("before")
				fmt.Println(strings.Repeat("x", 1))
				fmt.Println(strings.Repeat("x", -1)) // here
			}`},
		{name: "the second of two divisions", message: "divide by zero", source: `
			func main() {
				a, b := 1, 0
				for i := range 3 {
					fmt.Println(a / (b + 1), i)
					a = i
					a /= b // here
					fmt.Println(a / (b + 2))
				}
			}`},
		{name: "the first instruction of a loop's second round", message: "divide by zero", source: `
			func main() {
				a, b := 1, 1
				for {
					a = a / b // here
					b--
				}
			}`},
		{name: "the second of two type assertions", message: "interface conversion", source: `
			func main() {
				var x any = 1
				fmt.Println(x.(int))
				fmt.Println(x.(string)) // here
				fmt.Println(x.(bool))
			}`},
		{name: "a variable at package level", message: "index out of range [5] with length 2", source: `
			var list = []int{1, 2}
			var n = 5
			var first, second = list[n-5],
				list[n] // here
			func main() {}`},
		{name: "a function that a variable at package level calls", message: "divide by zero", source: `
			var v = ratio(1, 0)
			func ratio(a, b int) int {
				return a / b // here
			}
			func main() {}`},
		{name: "a panic that compiled code passes on", message: "ouch", source: `
			func main() {
				sort.Slice([]int{1, 2}, func(i, j int) bool {
					sort.Slice([]int{1, 2}, func(i, j int) bool { panic("ouch") }) // here
					return false
				})
			}`},
		{name: "a panic after one that compiled code recovered", message: "divide by zero", source: `
			type text int
			func (t text) String() string { panic("ouch") }
			func main() {
				b := 0
				fmt.Println(fmt.Sprint(text(1)))
				fmt.Println(1 / b) // here
			}`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			source := header + test.source
			want := 1 + strings.Count(source[:strings.Index(source, "// here")], "\n")
			err := runMain(t, source)
			var p *interp.PanicError
			if !errors.As(err, &p) {
				t.Fatalf("no panic: %v", err)
			}
			if p.Pos.Line != want || !strings.Contains(p.Error(), test.message) {
				t.Errorf("%v, want %q in line %d", p, test.message, want)
			}
			if !strings.Contains(p.Line, "here") {
				t.Errorf("the line is %q", p.Line)
			}
		})
	}
}

// The stack of a panic has the line of each call, through literals, deferred calls
// and compiled code, and leaves out a panic that a recover has stopped.
func TestPanicStack(t *testing.T) {
	tests := []struct {
		name, source string
		want         []string
	}{
		{"calls", `
func main() {
	one(3)
}
func one(n int) int {
	if n > 0 {
		return one(n-1) + 1
	}
	return two(n)
}
func two(n int) int { return 1 / n }`,
			[]string{"14:30: main.two", "12:9: main.one", "10:10: main.one", "10:10: main.one", "10:10: main.one", "6:2: main.main"}},
		{"a literal", `
func main() {
	f := func(n int) int {
		return 1 / n
	}
	fmt.Println(f(1))
	fmt.Println(f(0))
}`, []string{"7:10: main.main.func", "10:14: main.main"}},
		{"compiled code", `
func main() {
	sort.Slice([]int{1, 2}, func(i, j int) bool {
		panic("ouch")
	})
}`, []string{"7:3: main.main.func", "6:2: main.main"}},
		{"after a recover", `
func main() {
	try()
	n := 0
	fmt.Println(1 / n)
}
func try() {
	defer func() { recover() }()
	panic("ouch")
}`, []string{"8:14: main.main"}},
		{"a chain of calls", `
func main() {
	var b strings.Builder
	b.WriteString("x")
	b.
		Grow(-1)
}`, []string{"9:3: main.main"}},
		{"methods and generic functions", `
type T struct{ list []int }
func (t *T) At(i int) int { return t.list[i] }
func at[L interface{ At(int) int }](l L, i int) int {
	return l.At(i)
}
func main() {
	var l interface{ At(int) int } = &T{}
	at(l, 1)
}`, []string{"6:36: main.T.At", "8:9: main.at", "12:2: main.main"}},
		{"a method of nothing", `
func main() {
	var e error
	e.Error()
}`, []string{"7:2: main.main"}},
		{"a method of no value in a script's interface", `
type I interface{ M() }
type T struct{}
func (T) M() {}
func main() {
	var i I = T{}
	i.M()
	i = nil
	i.M()
}`, []string{"12:2: main.main"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var p *interp.PanicError
			if err := runMain(t, header+test.source); !errors.As(err, &p) {
				t.Fatalf("no panic: %v", err)
			}
			var got []string
			for _, line := range strings.Split(p.Stack, "\n") {
				_, line, _ = strings.Cut(line, "script.go:")
				got = append(got, strings.TrimSuffix(line, "(...)"))
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("%v: %q, want %q", p, got, test.want)
			}
		})
	}
}

// The time that a panic takes to leave a recursion grows with its depth, not with
// the square of it: by the square this test would take minutes.
func TestPanicOutOfDepth(t *testing.T) {
	err := runMain(t, header+`
func main() { down(50_000) }
func down(n int) int {
	if n == 0 {
		panic("bottom")
	}
	return down(n-1) + 1
}`)
	var p *interp.PanicError
	if !errors.As(err, &p) || p.Pos.Line != 8 || len(strings.Split(p.Stack, "\n")) != 50 {
		t.Errorf("%v", err)
	}
}

// A panic in a goroutine of the script is reported in the same way, to the
// instance's OnPanic.
func TestPanicInGoroutine(t *testing.T) {
	source := header + `
		func F() {
			go func() {
				fmt.Println()
				panic("ouch") // here
			}()
		}
		func main() {}`
	program, err := load(t, source, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	got := make(chan *interp.PanicError, 1)
	instance, err := program.New(t.Context(), interp.Env{OnPanic: func(p *interp.PanicError) { got <- p }})
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Kill()
	f, err := instance.Func("F")
	if err != nil {
		t.Fatal(err)
	}
	f.Interface().(func())()
	if p := <-got; !strings.Contains(p.Line, "here") || fmt.Sprint(p.Value) != "ouch" {
		t.Errorf("%v in %q", p, p.Line)
	}
}

const header = `package main
import ("errors"; "fmt"; "sort"; "strings")
var _, _, _, _ = errors.New, fmt.Sprint, sort.Ints, strings.ToUpper
`

// runMain runs a script's main and gives how it ended.
func runMain(t *testing.T, source string) error {
	t.Helper()
	program, err := load(t, source, interp.Config{Main: true})
	if err != nil {
		t.Fatal(err)
	}
	instance, err := program.New(t.Context(), interp.Env{})
	if err != nil {
		return err
	}
	defer instance.Kill()
	return instance.Main(context.Background(), nil)
}
