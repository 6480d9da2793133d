package interp

import (
	"bytes"
	"cmp"
	"fmt"
	"go/token"
	"io"
	"reflect"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/panelgo/panelgo/interp/engine"
	"github.com/panelgo/panelgo/interp/rtype"
)

// symbols are what lowered code may call.
func (r *runtimeHost) symbols(lent map[string]reflect.Value) map[string]reflect.Value {
	table := map[string]reflect.Value{
		"Go":        reflect.ValueOf(r.goroutine),
		"Defers":    reflect.ValueOf(r.newDefers),
		"Recoverer": reflect.ValueOf(r.recoverer),
		"Hold":      reflect.ValueOf(r.hold),

		"Unlock":       reflect.ValueOf(r.unlock),
		"UnlockWriter": reflect.ValueOf(r.unlockWriter),
		"UnlockReader": reflect.ValueOf(r.unlockReader),
		"UnlockLocker": reflect.ValueOf(r.unlockLocker),

		"Clear":      reflect.ValueOf(r.clear),
		"PanicValue": reflect.ValueOf(notNil),
		"RangeOver": reflect.ValueOf(func() {
			panic(runtimeError("range function continued iteration after function for loop body returned false"))
		}),
		"Select":  reflect.ValueOf(r.choose),
		"Print":   reflect.ValueOf(func(a ...any) { builtinPrint(r.io.err, "", a) }),
		"Println": reflect.ValueOf(func(a ...any) { builtinPrint(r.io.err, " ", a); io.WriteString(r.io.err, "\n") }),
	}
	for _, more := range []map[string]reflect.Value{hostHelpers, lent} {
		for name, v := range more {
			table[name] = v
		}
	}
	r.dynamicSymbols(table)
	return table
}

// hostHelpers need nothing of an instance.
var hostHelpers = map[string]reflect.Value{
	"Hint":  reflect.ValueOf(mapHint),
	"Size":  reflect.ValueOf(checkSize),
	"Count": reflect.ValueOf(shiftCount),

	"Runes": reflect.ValueOf(runesOf),

	"Send": reflect.ValueOf(sendCase), "Receive": reflect.ValueOf(receiveCase), "Await": reflect.ValueOf(awaitCase),

	"MinInt": minOf[int](), "MinInt8": minOf[int8](), "MinInt16": minOf[int16](), "MinInt32": minOf[int32](), "MinInt64": minOf[int64](),
	"MinUint": minOf[uint](), "MinUint8": minOf[uint8](), "MinUint16": minOf[uint16](), "MinUint32": minOf[uint32](), "MinUint64": minOf[uint64](), "MinUintptr": minOf[uintptr](),
	"MinFloat32": minOf[float32](), "MinFloat64": minOf[float64](), "MinString": minOf[string](),

	"MaxInt": maxOf[int](), "MaxInt8": maxOf[int8](), "MaxInt16": maxOf[int16](), "MaxInt32": maxOf[int32](), "MaxInt64": maxOf[int64](),
	"MaxUint": maxOf[uint](), "MaxUint8": maxOf[uint8](), "MaxUint16": maxOf[uint16](), "MaxUint32": maxOf[uint32](), "MaxUint64": maxOf[uint64](), "MaxUintptr": maxOf[uintptr](),
	"MaxFloat32": maxOf[float32](), "MaxFloat64": maxOf[float64](), "MaxString": maxOf[string](),
}

// maxMake bounds what a script makes at once, in bytes: when there is not that
// much, Go ends the process.
const (
	maxMake    = 1 << 30
	maxAddress = 1 << 47 // Go panics by itself above
)

// checkSize looks at a length that a script gives make.
func checkSize(n, elem int) int {
	switch {
	case n <= 0 || elem <= 0 || n <= maxMake/elem:
		return n
	case int64(n) > maxAddress/int64(elem):
		panic(runtimeError("makeslice: len out of range"))
	}
	panic(runtimeError(fmt.Sprintf("make of %d elements of %d bytes: a script may make %d MiB at once", n, elem, maxMake>>20)))
}

// bounded are compiled functions that make as much as they are told to.
var bounded = map[string]reflect.Value{
	"strings.Repeat": reflect.ValueOf(func(s string, n int) string {
		checkRepeat("strings.Repeat", len(s), n)
		return strings.Repeat(s, n)
	}),
	"bytes.Repeat": reflect.ValueOf(func(b []byte, n int) []byte {
		checkRepeat("bytes.Repeat", len(b), n)
		return bytes.Repeat(b, n)
	}),
}

func checkRepeat(name string, size, n int) {
	if size > 0 && n > maxMake/size {
		panic(runtimeError(fmt.Sprintf("%s of %d bytes %d times: a script may make %d MiB at once", name, size, n, maxMake>>20)))
	}
}

// mapHint bounds how many elements a map has room for from the start.
func mapHint(n int) int { return min(n, maxMake/1024) }

func shiftCount(n int) uint {
	if n < 0 {
		panic(runtimeError("negative shift amount"))
	}
	return uint(n)
}

// runeAt is one step of a range over a string.
type runeAt struct {
	I int
	R rune
}

func runesOf(s string) []runeAt {
	runes := make([]runeAt, 0, len(s))
	for i, r := range s {
		runes = append(runes, runeAt{i, r})
	}
	return runes
}

func minOf[T cmp.Ordered]() reflect.Value {
	return reflect.ValueOf(func(a, b T) T { return min(a, b) })
}

func maxOf[T cmp.Ordered]() reflect.Value {
	return reflect.ValueOf(func(a, b T) T { return max(a, b) })
}

// Bounds of recursion, in bytes of stack. Go ends the process when a goroutine's
// takes 1 GB. A call of a script takes some 500 bytes, or up to a few thousand.
const (
	maxStack       = 256 << 20
	maxSharedStack = 4 << 20
)

// enter stops a recursion before the stack is full, in a function that stands in
// the source: what lowering has added stands where the file begins.
func (r *runtimeHost) enter(pos token.Pos) {
	used := rtype.StackUsed()
	if used < maxSharedStack || used < maxStack && r.killed != nil || pos <= r.begin {
		return
	}
	r.fatal(pos, runtimeError("stack overflow: the recursion is too deep"))
}

// fatal ends the session for what ends a process in Go. It cannot be recovered,
// except in a shared program: nothing of that can be stopped.
func (r *runtimeHost) fatal(pos token.Pos, err error) {
	if r.killed == nil {
		panic(err)
	}
	r.onFatal(pos, err)
	r.stop()
}

// hold tells that the script is ready, and keeps its initialisers running until
// the instance is killed.
func (r *runtimeHost) hold() {
	close(r.ready)
	<-r.killed
}

// panicking is a panic on its way through the functions of a script.
type panicking struct {
	*engine.Panic
	recovered bool
}

// defers are the deferred calls of one call of a script's function.
type defers struct {
	host    *runtimeHost
	funcs   []deferred
	current *panicking // while deferred calls run
}

// deferred is a deferred call.
type deferred struct {
	call     func()
	recovers bool // what it calls itself may recover, if it is declared to
}

func (r *runtimeHost) newDefers() *defers { return &defers{host: r} }

// Push defers a function literal, or a call of a function that does not recover.
func (d *defers) Push(f func()) { d.funcs = append(d.funcs, deferred{call: f}) }

// PushCall defers a call of a function that may recover.
func (d *defers) PushCall(f func()) { d.funcs = append(d.funcs, deferred{f, true}) }

// Run runs the function's body and then the deferred calls, last first.
func (d *defers) Run(body func()) {
	p := d.host.protect(body)
	for len(d.funcs) > 0 {
		f := d.funcs[len(d.funcs)-1]
		d.funcs = d.funcs[:len(d.funcs)-1]
		d.current = p
		leave := d.host.enterDeferred(d, f.recovers)
		next := d.host.protect(f.call)
		leave()
		d.current = nil
		switch {
		case next != nil:
			p = next
		case p != nil && p.recovered:
			p = nil
		}
	}
	if p != nil {
		panic(p.Panic)
	}
}

// Recover is recover. That of a function that is not called by a deferred call
// itself has no defers, and recovers nothing.
func (d *defers) Recover() any {
	if d == nil || d.current == nil || d.current.recovered {
		return nil
	}
	d.current.recovered = true
	return d.current.Value
}

// protect runs f and catches its panic.
func (r *runtimeHost) protect(f func()) (p *panicking) {
	defer func() {
		if v := recover(); v != nil {
			p = &panicking{Panic: r.engine.Recovered(v)}
		}
	}()
	f()
	return nil
}

// recoverer is what a function that recovers asks when it is called: whose panic
// it may recover, if it was called by a deferred call. Functions that it calls
// may not.
func (r *runtimeHost) recoverer() *defers { return r.deferred.take() }

// deferStack knows which deferred calls run on which goroutine. It holds an
// entry only while they do.
type deferStack struct {
	mu  sync.Mutex
	top map[uint64]*defers
}

// enterDeferred notes that a deferred call runs, in a program that has to find
// it by goroutine.
func (r *runtimeHost) enterDeferred(d *defers, recovers bool) (leave func()) {
	if !r.recovers {
		return func() {}
	}
	if !recovers {
		d = nil
	}
	return r.deferred.enter(d)
}

func (s *deferStack) enter(d *defers) (leave func()) {
	id := engine.GoroutineID()
	before := s.set(id, d)
	return func() { s.set(id, before) }
}

// take gives the goroutine's deferred call once.
func (s *deferStack) take() *defers { return s.set(engine.GoroutineID(), nil) }

func (s *deferStack) set(id uint64, d *defers) (before *defers) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before = s.top[id]
	switch {
	case d == nil:
		delete(s.top, id)
	case s.top == nil:
		s.top = map[uint64]*defers{id: d}
	default:
		s.top[id] = d
	}
	return before
}

// plainValue takes the reflect.Value off that yaegi panics with, and says what
// reflection says of a script's mistake in Go's words.
func plainValue(v any) any {
	for {
		rv, ok := v.(reflect.Value)
		if !ok {
			break
		}
		if !rv.IsValid() || !rv.CanInterface() {
			return nil
		}
		v = rv.Interface()
	}
	switch x := v.(type) {
	case *reflect.ValueError:
		return errNilDereference
	case string:
		if text, ok := reflectPanics[x]; ok {
			return runtimeError(text)
		}
		if found := sliceToArray.FindStringSubmatch(x); found != nil {
			return runtimeError("cannot convert slice with length " + found[1] + " to array or pointer to array with length " + found[2])
		}
	case error:
		if typ, ok := strings.CutPrefix(x.Error(), "hash of unhashable type: "); ok {
			return runtimeError("hash of unhashable type " + typ)
		}
	}
	return v
}

var sliceToArray = regexp.MustCompile(`^reflect: cannot convert slice with length (\d+) to (?:pointer to )?array with length (\d+)$`)

// reflectPanics are the panics of package reflect that a script can cause.
var reflectPanics = map[string]string{
	"reflect: slice index out of range":                     "index out of range",
	"reflect: array index out of range":                     "index out of range",
	"reflect: string index out of range":                    "index out of range",
	"reflect.Value.Slice: slice index out of bounds":        "slice bounds out of range",
	"reflect.Value.Slice: string slice index out of bounds": "slice bounds out of range",
	"reflect.Value.Slice3: slice index out of bounds":       "slice bounds out of range",
	"reflect.MakeSlice: negative len":                       "makeslice: len out of range",
	"reflect.MakeSlice: negative cap":                       "makeslice: cap out of range",
	"reflect.MakeSlice: len > cap":                          "makeslice: cap out of range",
	"reflect.Append: slice overflow":                        "growslice: len out of range",
	"reflect.Value.Grow: slice overflow":                    "growslice: len out of range",
	"reflect: Call using zero Value argument":               "invalid memory address or nil pointer dereference",
	"reflect: Method on nil interface value":                "invalid memory address or nil pointer dereference",
	"reflect: call of nil function":                         "invalid memory address or nil pointer dereference",
	"reflect.Value.Call: call of nil function":              "invalid memory address or nil pointer dereference",
}

// fail panics with one of Go's run-time errors.
func fail(message string) { panic(runtimeError(message)) }

// notNil is what panic panics with: nil it does not take.
func notNil(v any) any {
	if v == nil {
		return new(runtime.PanicNilError)
	}
	return v
}
