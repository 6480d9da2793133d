package engine

import (
	"reflect"
	"unsafe"
)

// A function literal is a Go function: compiled code may be given it. Called by
// the script it need not be one, so the engine finds the closure in the function
// again.

// closure is a function literal with the variables around it.
type closure struct {
	*function
	in *frame
}

// replaceLiteral gives a function literal its generator. yaegi's puts the value
// that the literal's slot had before back after each call.
func (e *Engine) replaceLiteral(n *node) {
	fn := e.functions[n]
	if fn == nil || fn.defers {
		return
	}
	for _, typ := range n.typ.arg {
		if isInterfaceSrc(typ) && !isEmptyInterface(typ) {
			return
		}
	}
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

// value makes the Go function.
func (c *closure) value(typ reflect.Type) reflect.Value {
	switch typ {
	case reflect.TypeFor[func()]():
		return reflect.ValueOf(procedure(c))
	case reflect.TypeFor[func(int, int) bool]():
		return reflect.ValueOf(comparison(c))
	}
	return reflect.MakeFunc(typ, reflected(c))
}

// These hold one closure each, where closureOf finds it.

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

// call runs the closure for compiled code.
func (c *closure) call(args ...reflect.Value) []reflect.Value {
	in := c.frame()
	results := c.results()
	for i, own := range in.data[results:] {
		if i >= len(args) {
			break
		}
		own.Set(args[i])
	}
	if p := c.run(in); p != nil {
		c.engine.leave(p)
	}
	return in.data[:results]
}

// frame makes a frame for a call of the closure.
func (c *closure) frame() *frame {
	l := c.layout()
	in := newFrame(c.in, len(l.slots))
	l.fill(in.data, nil)
	return in
}

// A function value points to its code, which is followed by what it captures:
// here, a closure. That of reflect.MakeFunc has the function it was given in
// some place.
var functionValues struct {
	procedure, comparison, reflected, makeFunc uintptr // code
	captured                                   uintptr // bytes to the function given to MakeFunc
}

// findable tells whether closures are found in the functions that are made of
// them: it tries.
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

func findableNot() {}

func codeOf[F any](f F) uintptr { return **(**uintptr)(unsafe.Pointer(&f)) }

// functionOf is what a function value points to.
func functionOf(v reflect.Value) unsafe.Pointer {
	p := (*rvalue)(unsafe.Pointer(&v))
	if p.flag&indirect != 0 {
		return *(*unsafe.Pointer)(p.ptr)
	}
	return p.ptr
}

// closureOf finds the closure in a function; nil if it is of another kind.
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
