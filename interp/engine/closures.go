package engine

import (
	"reflect"
	"slices"
	"unsafe"
)

// The value of a function literal is a Go function, because compiled code may be
// given it. When the script calls it, going through reflection would be slow. So
// the engine finds the closure in the Go function again and runs it itself.

// closure is a function literal with the variables around it. It does not change
// and may be called from several goroutines at once.
type closure struct {
	*function
	in *frame // a copy of the frame around: the slots at the time, with the same variables
}

// replaceLiteral gives a function literal its generator, unless it defers by yaegi
// or takes an interface of the script's with methods, which yaegi wraps. The
// function that yaegi's own generator makes has a fault: after each call it puts
// back into the literal's slot what was there before the literal was evaluated.
func (e *Engine) replaceLiteral(n *node) {
	fn := e.functions[n]
	if fn == nil || fn.defers || fn.takesInterfaces() {
		return
	}
	n.val = nil // compiled code would be given a function of yaegi's own, made of this declaration
	n.gen = func(n *node) {
		at, level, next := n.findex, n.level, getExec(n.tnext)
		typ := typeOf(n.typ)
		fn.layout()
		n.exec = func(f *frame) instruction {
			c := &closure{fn, clone(f)}
			v := reflect.New(typ).Elem()
			v.Set(c.value(typ))
			f.mutex.Lock()
			getFrame(f, level).data[at] = v
			f.mutex.Unlock()
			return next
		}
	}
}

// takesInterfaces reports whether a parameter is an interface of the script's with
// methods.
func (f *function) takesInterfaces() bool {
	return slices.ContainsFunc(f.node.typ.arg, func(t *itype) bool { return isInterfaceSrc(t) && !isEmptyInterface(t) })
}

// Function returns a declared function of the script as a Go function that the engine
// runs: theirs, which is yaegi's for it, asks an error that the function panics with for
// its text, on no goroutine of the script's, and that may panic. It returns theirs for a
// function that yaegi must run, and before an initialiser has run.
func (e *Engine) Function(name string, theirs reflect.Value) reflect.Value {
	f, outermost := e.byName[name], e.outermost.Load()
	if f == nil || f.first == nil || outermost == nil || f.defers || f.takesInterfaces() {
		return theirs
	}
	c := &closure{f, outermost}
	return c.value(theirs.Type())
}

// value makes the Go function. Two frequent signatures do without reflection.
func (c *closure) value(typ reflect.Type) reflect.Value {
	switch typ {
	case reflect.TypeFor[func()]():
		return reflect.ValueOf(procedure(c))
	case reflect.TypeFor[func(int, int) bool]():
		return reflect.ValueOf(comparison(c))
	}
	return reflect.MakeFunc(typ, reflected(c))
}

// procedure, comparison and reflected make functions that capture one closure and
// nothing else, so closureOf finds it in the word after the code. They must not be
// inlined: a copy of the literal in another function would have other code.

//go:noinline
func procedure(c *closure) func() { return func() { c.call() } }

//go:noinline
func comparison(c *closure) func(i, j int) bool {
	return func(i, j int) bool {
		return c.call(reflect.ValueOf(i), reflect.ValueOf(j))[0].Bool()
	}
}

//go:noinline
func reflected(c *closure) func([]reflect.Value) []reflect.Value {
	return func(args []reflect.Value) []reflect.Value { return c.call(args...) }
}

// call runs the closure for compiled code. The function may have fewer slots than
// arguments: yaegi gives none to parameters at the end that are not used.
func (c *closure) call(args ...reflect.Value) []reflect.Value {
	in := c.frame()
	results := c.results()
	for i, own := range in.data[results:] {
		if i >= len(args) {
			break
		}
		own.Set(args[i])
	}
	c.called(in)
	return in.data[:results]
}

// frame makes a frame for a call of the closure, with zero variables.
func (c *closure) frame() *frame {
	l := c.layout()
	in := newFrame(c.in, len(l.slots))
	l.fill(in.data, nil)
	return in
}

// A function value points to a record: the address of its code, then what it
// captures, here a closure. The record of a function made by reflect.MakeFunc
// begins with code that all such functions share, and has the function given to
// MakeFunc at some offset, which findable measures. It is written once, by known.
var functionValues struct {
	procedure, comparison, reflected, makeFunc uintptr // addresses of code
	captured                                   uintptr // offset, in bytes, of the function given to MakeFunc
}

// findable reports whether closures are found in the functions that are made of
// them, and in no others. It measures the offset in functionValues and tries all
// ways to make a function. It reads no more than 16 words of a record of
// reflect's, which is bigger.
func findable() bool {
	c, v := &closure{}, &functionValues
	v.procedure, v.comparison, v.reflected = codeOf(procedure(c)), codeOf(comparison(c)), codeOf(reflected(c))
	inner := reflected(c)
	made := reflect.MakeFunc(reflect.TypeFor[func(string) string](), inner)
	at := functionOf(made)
	v.makeFunc = *(*uintptr)(at)
	for offset := word; offset < 16*word && v.captured == 0; offset += word {
		if *(*unsafe.Pointer)(unsafe.Add(at, offset)) == *(*unsafe.Pointer)(unsafe.Pointer(&inner)) {
			v.captured = offset
		}
	}
	slot := reflect.New(made.Type()).Elem()
	slot.Set(made)
	for _, f := range []reflect.Value{reflect.ValueOf(procedure(c)), reflect.ValueOf(comparison(c)), made, slot} {
		if closureOf(f) != c {
			return false
		}
	}
	return v.captured != 0 && closureOf(reflect.ValueOf(findableNot)) == nil
}

// findableNot holds no closure.
func findableNot() {}

// codeOf is the address of a function value's code.
func codeOf[F any](f F) uintptr { return **(**uintptr)(unsafe.Pointer(&f)) }

// functionOf is the record that a function value points to, nil for a nil function.
func functionOf(v reflect.Value) unsafe.Pointer {
	p := (*rvalue)(unsafe.Pointer(&v))
	if p.flag&indirect != 0 {
		return *(*unsafe.Pointer)(p.ptr)
	}
	return p.ptr
}

// closureOf finds the closure in a function value. It is nil for a value of
// another kind, a nil function, and a function that is not made of a closure of
// this package. It needs known to have succeeded.
func closureOf(v reflect.Value) *closure {
	if v.Kind() != reflect.Func {
		return nil
	}
	at := functionOf(v)
	if at == nil {
		return nil
	}
	known := &functionValues
	switch *(*uintptr)(at) {
	case known.procedure, known.comparison:
	case known.makeFunc:
		at = *(*unsafe.Pointer)(unsafe.Add(at, known.captured))
		if at == nil || *(*uintptr)(at) != known.reflected {
			return nil
		}
	default:
		return nil
	}
	return *(**closure)(unsafe.Add(at, word))
}
