package interp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// Unlocking what is not locked ends its own instance with the line, in every way in
// which a script can do it: Go would end the process.
func TestUnlockUnlocked(t *testing.T) {
	const mutex, writer, reader = "sync: unlock of unlocked mutex", "sync: Unlock of unlocked RWMutex", "sync: RUnlock of unlocked RWMutex"
	type test struct{ name, body, want string }
	tests := []test{
		{"mutex", `var m sync.Mutex; m.Unlock()`, mutex},
		{"mutex, a second time", `var m sync.Mutex; m.Lock(); m.Unlock(); m.Unlock()`, mutex},
		{"deferred", `m := &sync.Mutex{}; defer m.Unlock(); m.Lock(); m.Unlock()`, mutex},
		{"embedded", `var c struct { sync.Mutex; n int }; c.Lock(); c.Unlock(); c.Unlock()`, mutex},
		{"promoted twice", `var c struct { *inner }; c.inner = &inner{}; c.Unlock()`, mutex},
		{"writer", `var m sync.RWMutex; m.RLock(); m.Unlock()`, writer},
		{"reader", `var m sync.RWMutex; m.RUnlock()`, reader},
		{"reader of what a writer holds", `var m sync.RWMutex; m.Lock(); m.RUnlock()`, reader},
		{"writer, a second time", `var m sync.RWMutex; m.Lock(); m.Unlock(); m.Unlock()`, writer},
		{"after a failed TryLock", `var m sync.RWMutex; m.RLock(); m.TryLock(); m.Unlock()`, writer},
		{"interface", `var l sync.Locker = &sync.Mutex{}; l.Lock(); l.Unlock(); l.Unlock()`, mutex},
		{"interface of the script", `var l unlocker = &sync.Mutex{}; l.Unlock()`, mutex},
		{"interface that is asserted", `var x any = &sync.RWMutex{}; x.(interface{ RUnlock() }).RUnlock()`, reader},
		{"promoted, in an interface", `var l sync.Locker = &inner{}; l.Unlock()`, mutex},
		{"promoted, in an interface of the script", `var l unlocker = &inner{}; l.Unlock()`, mutex},
		{"RLocker", `var m sync.RWMutex; m.RLocker().Unlock()`, reader},
		{"RLocker, in an interface of the script", `var m sync.RWMutex; var l unlocker = m.RLocker(); l.Unlock()`, reader},
		{"method value", `var m sync.Mutex; f := m.Unlock; f()`, mutex},
		{"method value of a reader", `var m sync.RWMutex; f := m.RUnlock; f()`, reader},
		{"method value, promoted", `x := &inner{}; f := x.Unlock; f()`, mutex},
		{"method value of an interface", `var l sync.Locker = &sync.Mutex{}; f := l.Unlock; f()`, mutex},
		{"method value of an interface of the script", `var l unlocker = &sync.RWMutex{}; f := l.Unlock; f()`, writer},
		{"method value of an RLocker", `f := new(sync.RWMutex).RLocker().Unlock; f()`, reader},
		{"method value in a slice", `var m sync.Mutex; for _, f := range []func(){m.Lock, m.Unlock, m.Unlock} { f() }`, mutex},
		{"method expression", `var m sync.Mutex; (*sync.Mutex).Unlock(&m)`, mutex},
		{"method expression as a value", `f := (*sync.RWMutex).Unlock; f(&sync.RWMutex{})`, writer},
		{"method expression, promoted", `f := (*inner).Unlock; f(&inner{})`, mutex},
		{"method expression of an interface", `sync.Locker.Unlock(&sync.Mutex{})`, mutex},
		{"method expression of an interface of the script", `f := unlocker.Unlock; f(&sync.Mutex{})`, mutex},
		{"go statement", `var m sync.Mutex; go m.Unlock(); select {}`, mutex},
		{"go statement of a value", `f := new(sync.Mutex).Unlock; go f(); select {}`, mutex},
		{"in a goroutine", `var m sync.Mutex; go func() { m.Unlock() }(); select {}`, mutex},
		{"deferred value", `f := new(sync.Mutex).Unlock; defer f()`, mutex},
		{"Once", `var o sync.Once; var m sync.Mutex; o.Do(m.Unlock)`, mutex},
		{"OnceFunc", `var m sync.Mutex; sync.OnceFunc(m.Unlock)()`, mutex},
		{"Once that is overwritten", `var o sync.Once; o.Do(func() { o = sync.Once{} })`, mutex},
		{"AfterFunc", `time.AfterFunc(0, new(sync.Mutex).Unlock); select {}`, mutex},
		{"AfterFunc of a OnceFunc", `time.AfterFunc(0, sync.OnceFunc(new(sync.Mutex).Unlock)); select {}`, mutex},
		{"WaitGroup.Go of a OnceFunc", `var w sync.WaitGroup; w.Go(sync.OnceFunc(new(sync.Mutex).Unlock)); select {}`, mutex},
		{"AfterFunc of a context", `ctx, stop := context.WithCancel(context.Background()); context.AfterFunc(ctx, new(sync.RWMutex).RUnlock); stop(); select {}`, reader},
		{"WaitGroup.Go", `var w sync.WaitGroup; w.Go(new(sync.Mutex).Unlock); select {}`, mutex},
		{"Cond.Wait", `sync.NewCond(&sync.Mutex{}).Wait()`, mutex},
		{"Cond.Wait of a reader", `var m sync.RWMutex; sync.NewCond(m.RLocker()).Wait()`, reader},
		{"Cond.Wait of a writer", `c := sync.Cond{L: &sync.RWMutex{}}; c.Wait()`, writer},
		{"Cond.Wait, promoted", `var x struct { sync.Cond }; x.L = &sync.Mutex{}; x.Wait()`, mutex},
		{"Cond.Wait as a value", `f := sync.NewCond(&sync.Mutex{}).Wait; f()`, mutex},
		{"Cond.Wait in an interface", `var w interface{ Wait() } = sync.NewCond(&sync.Mutex{}); w.Wait()`, mutex},
		{"sorting", `sort.Slice([]int{1, 2}, func(i, j int) bool { new(sync.Mutex).Unlock(); return false })`, mutex},
		{"a template", `template.Must(template.New("").Funcs(template.FuncMap{"f": func() int { new(sync.Mutex).Unlock(); return 1 }}).Parse("{{f}}")).Execute(os.Stdout, nil)`, mutex},
		{"overwritten while it is locked", `var m sync.Mutex; m.Lock(); m = sync.Mutex{}; m.Unlock()`, mutex},
		{"overwritten while a reader has it", `var m sync.RWMutex; m.RLock(); m = sync.RWMutex{}; m.RUnlock()`, reader},
	}
	elsewhere := []test{ // the line is where the lock is unlocked or embedded
		{"type parameter", `release(&sync.Mutex{})`, mutex},
		{"type parameter, promoted", `release(&inner{})`, mutex},
		{"type parameter, a pointer", `releaseNew[sync.RWMutex]()`, writer},
		{"Cond.Wait of what embeds a lock", `sync.NewCond(&inner{}).Wait()`, mutex},
		{"Cond.Wait of a locker of the script", `sync.NewCond(&own{}).Wait()`, mutex},
	}
	const head = `package main; import ("context"; "os"; "sort"; "sync"; "text/template"; "time"); type unlocker interface{ Unlock() }; type inner struct { n int; sync.Mutex }; type own struct { m sync.Mutex }; func (*own) Lock() {}; func (o *own) Unlock() { o.m.Unlock() }; ` +
		`func release[T unlocker](x T) { x.Unlock() }; func releaseNew[T any, P interface { *T; unlocker }]() { P(new(T)).Unlock() }; ` +
		`func use() { _ = context.Background(); _ = os.Args; sort.Ints(nil); _ = template.New(""); _ = time.Now() }` + "\n"
	for i, test := range append(tests, elsewhere...) {
		t.Run(test.name, func(t *testing.T) {
			err := runMain(t, head+"func main() {\n\tfor {\n\t\tfunc() { "+test.body+" }()\n\t}\n}")
			var p *interp.PanicError
			if !errors.As(err, &p) || !strings.Contains(p.Error(), "fatal error: "+test.want) {
				t.Fatalf("%v, want %q", err, test.want)
			}
			want := 4
			if i >= len(tests) {
				want = 1
			}
			if p.Pos.Line != want {
				t.Errorf("it names line %d, want %d: %v", p.Pos.Line, want, err)
			}
		})
	}
}

// A function of a program without state, whose sessions could share an interpreter if it
// had no lock, ends its session as well: it cannot recover.
func TestUnlockWithoutState(t *testing.T) {
	p, err := load(t, `package main; import "sync"
func F() { defer func() { recover() }(); var m sync.Mutex; m.Unlock() }`, interp.Config{})
	if err != nil {
		t.Fatal(err)
	}
	instance, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	defer instance.Kill()
	defer func() {
		failed, ok := recover().(*interp.PanicError)
		if !ok || !failed.Fatal || failed.Pos.Line != 2 {
			t.Errorf("it fails with %v, want a fatal error in line 2", failed)
		}
	}()
	counter{instance, t}.call("F")
}

// Locks are locked as in Go.
func TestLocks(t *testing.T) {
	out := run(t, `package main
import ("fmt"; "sync")
type counter struct { sync.RWMutex; n int }
func (c *counter) add(n int) { c.Lock(); defer c.Unlock(); c.n += n }
func (c *counter) get() int { c.RLock(); defer c.RUnlock(); return c.n }
func locked(l sync.Locker, f func()) { l.Lock(); defer l.Unlock(); f() }
func main() {
	var c counter
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() { c.add(i); _ = c.get() })
	}
	wg.Wait()
	n := 0
	locked(&c, func() { n++ })
	locked(c.RLocker(), func() { n++ })
	locked(&sync.Mutex{}, func() { n++ })
	fmt.Println(c.get(), n)
}`)
	if out != "190 3\n" {
		t.Error(out)
	}
}

// Goroutines that unlock at the same moment end the session, and nothing else.
func TestUnlockAtOnce(t *testing.T) {
	tests := []struct{ name, body string }{
		{"two unlock", `var m sync.Mutex; m.Lock(); for range 4 { go m.Unlock() }`},
		{"two writers unlock", `var m sync.RWMutex; m.Lock(); for range 4 { go m.Unlock() }`},
		{"readers unlock", `var m sync.RWMutex; m.RLock(); for range 4 { go m.RUnlock() }`},
		{"waiting unlocks", `c := sync.NewCond(&sync.Mutex{}); c.L.Lock(); for range 4 { go c.Wait() }`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) { misuse(t, test.body) })
	}
}

// misuse runs what a script does to locks again and again. It must end with the line.
func misuse(t *testing.T, body string) {
	t.Helper()
	for range 20 {
		err := runMain(t, "package main; import (\"sync\"; \"time\"); var _ = time.Now\nfunc main() {\n"+body+"; select {} }")
		var p *interp.PanicError
		if !errors.As(err, &p) || !strings.Contains(p.Error(), "fatal error: sync: ") || p.Pos.Line != 3 {
			t.Fatal(err)
		}
	}
}
