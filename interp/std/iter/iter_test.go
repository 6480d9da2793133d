package iter_test

import (
	"errors"
	"fmt"
	std "iter"
	"runtime"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp/std/iter"
)

func TestMain(m *testing.M) { waitfor.Main(m) }

// pull is Pull, or Pull2 with a key that tells nothing new.
type pull func(seq func(yield func(int) bool)) (next func() (int, bool), stop func())

// pulls are our functions and Go's, by what they are called.
var pulls = map[string][2]pull{
	"Pull": {
		func(seq func(func(int) bool)) (func() (int, bool), func()) { return iter.Pull(iter.Seq[int](seq)) },
		func(seq func(func(int) bool)) (func() (int, bool), func()) { return std.Pull(std.Seq[int](seq)) },
	},
	"Pull2": {
		func(seq func(func(int) bool)) (func() (int, bool), func()) {
			next, stop := iter.Pull2(iter.Seq2[string, int](withKeys(seq)))
			return withoutKeys(next), stop
		},
		func(seq func(func(int) bool)) (func() (int, bool), func()) {
			next, stop := std.Pull2(std.Seq2[string, int](withKeys(seq)))
			return withoutKeys(next), stop
		},
	},
}

func withKeys(seq func(func(int) bool)) func(func(string, int) bool) {
	return func(yield func(string, int) bool) {
		seq(func(v int) bool { return yield(fmt.Sprint(v), v) })
	}
}

func withoutKeys(next func() (string, int, bool)) func() (int, bool) {
	return func() (int, bool) {
		k, v, ok := next()
		if ok && k != fmt.Sprint(v) || !ok && k != "" {
			panic("the key " + k + " is of another value")
		}
		return v, ok
	}
}

// diary writes down what happens, on both sides.
type diary struct{ lines []string }

func (d *diary) note(a ...any) { d.lines = append(d.lines, strings.TrimSpace(fmt.Sprintln(a...))) }

// guard notes what f panics with.
func (d *diary) guard(f func()) {
	defer func() {
		if p := recover(); p != nil {
			d.note("panic", fmt.Sprintf("%T", p), p)
		}
	}()
	f()
}

var errBroken = errors.New("broken")

// sequences are what may be pulled from. A sequence may keep next and stop in
// mind.
var sequences = map[string]func(d *diary, next *func() (int, bool), stop *func()) func(func(int) bool){
	"none": func(d *diary, _ *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(func(int) bool) { d.note("ran") }
	},
	"three": func(d *diary, _ *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(yield func(int) bool) {
			defer d.note("over")
			for i := range 3 {
				d.note("yields", i)
				if !yield(i + 1) {
					return
				}
			}
		}
	},
	"deaf": func(d *diary, _ *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(yield func(int) bool) { d.note(yield(1), yield(2), yield(3)) }
	},
	"panics": func(d *diary, _ *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(yield func(int) bool) {
			d.note(yield(1))
			panic(errBroken)
		}
	},
	"panics with nil": func(d *diary, _ *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(yield func(int) bool) { panic(nil) }
	},
	"panics late": func(d *diary, _ *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(yield func(int) bool) {
			defer func() { panic("late") }()
			yield(1)
		}
	},
	"asks itself": func(d *diary, next *func() (int, bool), _ *func()) func(func(int) bool) {
		return func(yield func(int) bool) {
			yield(1)
			d.guard(func() { (*next)() })
			yield(2)
		}
	},
	"yields too late": func(d *diary, _ *func() (int, bool), stop *func()) func(func(int) bool) {
		return func(yield func(int) bool) {
			yield(1)
			again := *stop
			*stop = func() {
				d.guard(func() { yield(9) })
				again()
				d.guard(func() { d.note(yield(9)) })
			}
			yield(2)
		}
	},
	"nil": func(*diary, *func() (int, bool), *func()) func(func(int) bool) { return nil },
}

// Whatever is called in which order, ours and Go's do the same.
func TestPull(t *testing.T) {
	for name, both := range pulls {
		for what, sequence := range sequences {
			for _, calls := range []string{"", "s", "ss", "sn", "n", "nn", "nnn", "nnnnnn", "ns", "nsnsn", "nns", "nnns", "nnnns", "nnnnsn"} {
				var said [2]string
				for i, pull := range both {
					said[i] = strings.Join(follow(pull, name, sequence, calls), "\n")
				}
				if said[0] != said[1] {
					t.Errorf("%s, %q, calls %s:\n%s\nwant:\n%s", name, what, calls, said[0], said[1])
				}
			}
		}
	}
}

// follow makes calls of next (n) and stop (s), and stops in the end.
func follow(pull pull, name string, sequence func(*diary, *func() (int, bool), *func()) func(func(int) bool), calls string) []string {
	d := &diary{}
	var next func() (int, bool)
	var stop func()
	next, stop = pull(sequence(d, &next, &stop))
	for _, call := range calls + "s" {
		d.guard(func() {
			d.note("call", string(call))
			if call == 's' {
				stop()
				return
			}
			d.note(next())
		})
	}
	return d.lines
}

// A sequence that stops itself comes to its end.
func TestPullStopsItself(t *testing.T) {
	var stop func()
	var next func() (int, bool)
	next, stop = iter.Pull(func(yield func(int) bool) {
		yield(1)
		stop()
		if yield(2) {
			t.Error("it went on")
		}
	})
	for _, want := range []bool{true, false, false} {
		if _, ok := next(); ok != want {
			t.Fatalf("next gave %v, want %v", ok, want)
		}
	}
}

// A goroutine that ends is the end of the sequence.
func TestPullGoexit(t *testing.T) {
	next, stop := iter.Pull(func(yield func(int) bool) {
		yield(1)
		runtime.Goexit()
	})
	defer stop()
	if v, ok := next(); v != 1 || !ok {
		t.Error(v, ok)
	}
	if v, ok := next(); v != 0 || ok {
		t.Error(v, ok)
	}
}

// Pull starts no goroutine until next is called.
func TestPullStartsLate(t *testing.T) {
	before := runtime.NumGoroutine()
	for range 10 {
		iter.Pull(func(yield func(int) bool) { yield(1) })
	}
	if after := runtime.NumGoroutine(); after > before {
		t.Errorf("%d goroutines, before %d", after, before)
	}
}

// Many values come in their order, and two sequences do not meet.
func TestPullMany(t *testing.T) {
	count := func(yield func(int) bool) {
		for i := 0; yield(i); i++ {
		}
	}
	next, stop := iter.Pull(count)
	next2, stop2 := iter.Pull2(func(yield func(int, int) bool) { count(func(i int) bool { return yield(i, i*i) }) })
	defer stop()
	defer stop2()
	for i := range 1000 {
		v, ok := next()
		k, w, ok2 := next2()
		if v != i || k != i || w != i*i || !ok || !ok2 {
			t.Fatal(i, v, k, w, ok, ok2)
		}
	}
}
