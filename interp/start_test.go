package interp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/interp"
)

// Initialisers that never end are given up when the context is done. They are
// stopped with their goroutines, whatever they do then, and the error says where they
// were.
func TestStartIsGivenUp(t *testing.T) {
	tests := []struct{ name, source, at string }{
		{"func init", `func init() { fmt.Print("!"); for {} }`, ".go:4:"},
		{"a package variable", "var x = forever()\n\nfunc forever() int { fmt.Print(\"!\"); for {} }", ".go:6:"},
		{"a function that init calls", "func init() { forever() }\n\nfunc forever() { fmt.Print(\"!\"); for {} }", ".go:6:"},
		{"several", "func init() { fmt.Print(\"!\"); for {} }\nfunc init() { for {} }\nfunc init() { for {} }", ".go:4:"},
		{"a variable before func init", "var x = func() int { fmt.Print(\"!\"); for {} }()\nfunc init() { for {} }", ".go:4:"},
		{"a channel", `func init() { fmt.Print("!"); <-make(chan int) }`, ".go:4:"},
		{"a channel of a variable", "var x = <-func() chan int { fmt.Print(\"!\"); return nil }()\nfunc init() { for {} }", ""},
		{"a goroutine of init", `func init() { go func() { for {} }(); fmt.Print("!"); select {} }`, ".go:4:"},
		{"deferred calls", `func init() { defer func() { for { recover() } }(); fmt.Print("!"); for {} }`, ".go:4:"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program, err := load(t, "package main\nimport \"fmt\"\n\n"+test.source, interp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			ctx, giveUp := context.WithCancelCause(t.Context())
			begun := newSignal()
			go func() {
				<-begun.c
				giveUp(errors.New("enough"))
			}()
			_, err = program.New(ctx, interp.Env{Stdout: begun})
			if err == nil || !errors.Is(err, context.Cause(ctx)) || !strings.Contains(err.Error(), test.at) {
				t.Errorf("got %v, want an error at %q", err, test.at)
			}
			waitfor.NoGoroutines(t)
		})
	}
}

// An initialiser that is given up before it has begun does not begin.
func TestStartGivenUpAtOnce(t *testing.T) {
	program, err := load(t, "package main\nimport \"fmt\"\nfunc init() { fmt.Print(\"begun\"); for {} }\n", interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for range 100 {
		if _, err := program.New(ctx, interp.Env{}); !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
	}
	waitfor.NoGoroutines(t)
}

// One that waits in compiled code is left behind: the error comes without it, and
// says which function it was.
func TestStartLeavesBehindWhatCannotBeStopped(t *testing.T) {
	gate := &gate{begun: make(chan bool), open: make(chan bool)}
	program, err := load(t, "package main\nimport \"fmt\"\n\nfunc init() {\n\tfmt.Print(\"!\")\n}\n\nfunc init() {\n\tfor {}\n}\n", interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-gate.begun
		cancel()
	}()
	if _, err = program.New(ctx, interp.Env{Stdout: gate}); !errors.Is(err, context.Canceled) || !strings.Contains(err.Error(), ".go:4:13: ") {
		t.Errorf("got %v", err)
	}
	close(gate.open)
	waitfor.NoGoroutines(t) // the next init does not begin either
}

// Where says where an instance was that was killed.
func TestWhere(t *testing.T) {
	const source = "package main\nimport \"fmt\"\nvar n int\n\nfunc F() {\n\tfmt.Print(\"!\")\n\tfor {\n\t\tn++\n\t}\n}\n"
	program, err := load(t, source, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	begun := newSignal()
	busy, instance := start(t, program, begun)
	go untilKilled(busy)
	<-begun.c
	instance.Kill()
	if at := instance.Where(); at.Line != 7 && at.Line != 8 {
		t.Errorf("a loop was killed at %v", at)
	}

	gate := &gate{begun: make(chan bool), open: make(chan bool)}
	waits, instance := start(t, program, gate)
	go untilKilled(waits)
	<-gate.begun
	if at := instance.Where(); at.Line != 5 {
		t.Errorf("before it is killed it is at %v", at)
	}
	instance.Kill()
	if at := instance.Where(); at.Line != 5 {
		t.Errorf("compiled code that waits was killed at %v", at)
	}
	close(gate.open)
	waitfor.NoGoroutines(t)
}

// untilKilled calls a function of a script that is killed meanwhile.
func untilKilled(f func()) {
	defer func() {
		if v := recover(); v != nil && v != any(interp.ErrEnded) {
			panic(v)
		}
	}()
	f()
}

// Ended says how a script has ended itself, also when compiled code has swallowed the
// panic of the call.
func TestEnded(t *testing.T) {
	const source = `package main
import ("fmt"; "os"; "sync")
type T struct{}
func (T) String() string { os.Exit(3); return "" }
func Exit() { os.Exit(3) }
func Swallowed() { fmt.Sprintln(T{}) }
func Deep() { Deep() }
func Unlock() { var m sync.Mutex; m.Unlock() }
func Panic() { panic("no") }
`
	program, err := load(t, source, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"Exit": "script called os.Exit(3)", "Swallowed": "script called os.Exit(3)",
		"Deep": "stack overflow", "Unlock": "unlock of unlocked mutex", "Panic": "<nil>",
	} {
		instance, err := program.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		f, err := instance.Func(name)
		if err != nil {
			t.Fatal(err)
		}
		func() {
			defer func() { recover() }()
			f.Interface().(func())()
		}()
		if got := fmt.Sprint(instance.Ended()); !strings.Contains(got, want) {
			t.Errorf("%s: ended by %s, want %s", name, got, want)
		}
		instance.Kill()
	}
	waitfor.NoGoroutines(t)
}

// gate is a writer that waits in Write until it is opened.
type gate struct{ begun, open chan bool }

func (g *gate) Write(b []byte) (int, error) {
	close(g.begun)
	select {
	case <-g.open:
	case <-time.After(waitfor.Patience):
	}
	return len(b), nil
}
