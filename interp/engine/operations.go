package engine

import (
	"reflect"
	"sync/atomic"
	"unsafe"
)

// Operations on numbers, strings and booleans read and write variables where they
// are, through the pointers in the reflect.Values of the frame. The types of
// operands are known when an instruction is made, but a slot may hold another kind
// of value when it runs: one that is in an interface, or not addressable. So each
// instruction compares the flags of the values, which have the kind in them, and
// leaves what is not as expected to yaegi's.

// operator says what an operation does.
type operator uint8

const (
	opAdd operator = iota + 1
	opSub
	opMul
	opQuo
	opRem
	opAnd
	opOr
	opXor
	opEqual
	opNotEqual
	opLess
	opLessEqual
	opGreater
	opGreaterEqual
	opCopy
)

// form is where an operation has its operands.
type form uint8

const (
	binary    form = iota + 1 // x op y
	compare                   // x op y, a bool
	assigning                 // x op= y
	stepping                  // x++, x--
	copying                   // x = y, x := y
)

// operators are the generators of yaegi whose instructions may be replaced.
var operators = map[uintptr]struct {
	form
	operator
}{
	code(yaegiAdd): {binary, opAdd}, code(yaegiSub): {binary, opSub}, code(yaegiMul): {binary, opMul}, code(yaegiQuo): {binary, opQuo},
	code(yaegiRem): {binary, opRem}, code(yaegiAnd): {binary, opAnd}, code(yaegiOr): {binary, opOr}, code(yaegiXor): {binary, opXor},
	code(yaegiEqual): {compare, opEqual}, code(yaegiNotEqual): {compare, opNotEqual}, code(yaegiLess): {compare, opLess},
	code(yaegiLessEqual): {compare, opLessEqual}, code(yaegiGreater): {compare, opGreater}, code(yaegiGreaterEqual): {compare, opGreaterEqual},
	code(yaegiAddAssign): {assigning, opAdd}, code(yaegiSubAssign): {assigning, opSub}, code(yaegiMulAssign): {assigning, opMul}, code(yaegiQuoAssign): {assigning, opQuo},
	code(yaegiAssign): {copying, opCopy},
	code(yaegiInc):    {stepping, opAdd}, code(yaegiDec): {stepping, opSub},
}

// operand is a place in a frame, or a constant. Its frame is found each time: the
// variables of a frame are not those of the next call.
type operand struct {
	constant *rvalue
	level    int32 // how many frames outwards; -1 is the outermost
	index    int32
}

// in finds the operand's value. It is inlined where it is called; frames further
// out and constants take a call.
func (o *operand) in(f *frame) *rvalue {
	if o.level == 0 {
		return (*rvalue)(unsafe.Pointer(&f.data[o.index]))
	}
	return o.far(f)
}

// constantLevel is the level of an operand that is in no frame.
const constantLevel = -2

// far is in for operands outside of the frame. It is not inlined, so that in is.
//
//go:noinline
func (o *operand) far(f *frame) *rvalue {
	if o.level == constantLevel {
		return o.constant
	}
	return (*rvalue)(unsafe.Pointer(&getFrame(f, int(o.level)).data[o.index]))
}

// operation is an instruction that operates on values of one kind: to = x op y.
type operation struct {
	x, y, to        operand
	next, otherwise instruction // otherwise is nil unless the result decides how to go on
	define          bool        // to is a new variable
	node            *node
	theirs          func(*node)                 // makes yaegi's instruction
	made            atomic.Pointer[instruction] // yaegi's, once it was needed
}

// slow leaves an operation to yaegi, whose instruction is made at the first time,
// for a copy of the node. Two goroutines may both make it; either will do.
func (o *operation) slow(f *frame) instruction {
	if made := o.made.Load(); made != nil {
		return (*made)(f)
	}
	n := *o.node
	o.theirs(&n)
	o.made.Store(&n.exec)
	return n.exec(f)
}

// replaceOperation gives an operation its generator, which is yaegi's where the
// operands are not in slots or not of a kind that operations are made for.
func (e *Engine) replaceOperation(n *node) {
	op, theirs := operators[code(n.gen)], n.gen
	n.gen = func(n *node) {
		o := &operation{node: n, theirs: theirs}
		if kind := o.find(e, n, op.form); kind != reflect.Invalid {
			o.next, o.otherwise = getExec(n.tnext), getExec(n.fnext)
			o.define = n.kind == e.define
			if exec := o.instruction(kind, op.operator); exec != nil {
				n.exec = exec
				return
			}
		}
		theirs(n)
	}
}

// find finds the operands, and the kind that they have; Invalid if the operation
// is yaegi's. yaegi merges some assignments with the operation on their right
// side, so to is where the node says, not always a slot of its own. In an
// assignment the kind is that of the variable, in an operation with a constant that
// of the other operand.
func (o *operation) find(e *Engine, n *node, form form) (kind reflect.Kind) {
	x, y, to := n.child[0], n.child[0], n
	switch form {
	case binary, compare:
		y = n.child[1]
	case assigning:
		y, to = n.child[1], x
	case stepping:
		to = x
	case copying:
		if n.nleft != 1 || n.nright != 1 || x.ident == "_" {
			return reflect.Invalid
		}
		x = n.child[len(n.child)-1]
		y = x
		if to = n.child[0]; n.kind == e.define {
			to = n
		}
	}
	if x.typ == nil || y.typ == nil || to.typ == nil || isMapEntry(n.child[0]) && form >= assigning {
		return reflect.Invalid
	}
	typ := typeOf(x.typ)
	switch {
	case form == copying:
		typ = typeOf(n.child[0].typ)
	case isConstant(x):
		typ = typeOf(y.typ)
	}
	if typ == nil || !operable(typ.Kind()) {
		return reflect.Invalid
	}
	var ok [3]bool
	o.x, ok[0] = operandOf(x, typ)
	o.to, ok[2] = operandOf(to, nil)
	if form == stepping {
		o.y = operand{constant: constantOf(reflect.ValueOf(1), typ), level: constantLevel}
		ok[1] = o.y.constant != nil
	} else {
		o.y, ok[1] = operandOf(y, typ)
	}
	if ok != [3]bool{true, true, true} {
		return reflect.Invalid
	}
	return typ.Kind()
}

// operable reports whether instruction may know a kind.
func operable(k reflect.Kind) bool {
	return k >= reflect.Bool && k <= reflect.Float64 || k == reflect.String
}

// isConstant reports whether a node's value is known before the program runs.
func isConstant(n *node) bool { return n.rval.IsValid() }

// operandOf finds where a node's value is. A constant is converted to typ, which is
// nil where there must be no constant. ok is false for a constant that does not
// fit and for what is in no slot, as a function's name.
func operandOf(n *node, typ reflect.Type) (o operand, ok bool) {
	switch {
	case isConstant(n):
		if typ == nil {
			return o, false
		}
		o.constant, o.level = constantOf(genValue(n)(nil), typ), constantLevel
		return o, o.constant != nil
	case n.sym != nil:
		o.level, o.index = int32(n.level), int32(n.sym.index)
		if n.sym.global {
			o.level = -1
		}
	default:
		o.level, o.index = int32(n.level), int32(n.findex)
	}
	return o, o.index >= 0
}

// constantOf is a constant in a variable of a type, which no instruction changes;
// nil if it cannot be converted. A number does not become a string.
func constantOf(v reflect.Value, typ reflect.Type) *rvalue {
	if !v.IsValid() || !v.CanConvert(typ) || (v.Kind() == reflect.String) != (typ.Kind() == reflect.String) {
		return nil
	}
	constant := reflect.New(typ).Elem()
	constant.Set(v.Convert(typ))
	return (*rvalue)(unsafe.Pointer(&constant))
}

// instruction makes the instruction, nil if there is none for the kind and the
// operator.
func (o *operation) instruction(kind reflect.Kind, op operator) instruction {
	switch kind {
	case reflect.Int:
		return integers[int](o, kind, op)
	case reflect.Int8:
		return integers[int8](o, kind, op)
	case reflect.Int16:
		return integers[int16](o, kind, op)
	case reflect.Int32:
		return integers[int32](o, kind, op)
	case reflect.Int64:
		return integers[int64](o, kind, op)
	case reflect.Uint:
		return integers[uint](o, kind, op)
	case reflect.Uint8:
		return integers[uint8](o, kind, op)
	case reflect.Uint16:
		return integers[uint16](o, kind, op)
	case reflect.Uint32:
		return integers[uint32](o, kind, op)
	case reflect.Uint64:
		return integers[uint64](o, kind, op)
	case reflect.Uintptr:
		return integers[uintptr](o, kind, op)
	case reflect.Float32:
		return numbers[float32](o, kind, op)
	case reflect.Float64:
		return numbers[float64](o, kind, op)
	case reflect.String:
		return texts(o, op)
	case reflect.Bool:
		return equality[bool](o, kind, op)
	}
	return nil
}

// The types that operations are made for.
type (
	wholeNumber interface {
		int | int8 | int16 | int32 | int64 | uint | uint8 | uint16 | uint32 | uint64 | uintptr
	}
	number interface {
		wholeNumber | float32 | float64
	}
	ordered interface{ number | string }
)

// integers adds to numbers what only integers have. Shifts are not among it: their
// operands are of two types.
func integers[T wholeNumber](o *operation, kind reflect.Kind, op operator) instruction {
	switch op {
	case opRem:
		return arithmetic(o, kind, func(x, y T) T { return x % y })
	case opAnd:
		return arithmetic(o, kind, func(x, y T) T { return x & y })
	case opOr:
		return arithmetic(o, kind, func(x, y T) T { return x | y })
	case opXor:
		return arithmetic(o, kind, func(x, y T) T { return x ^ y })
	}
	return numbers[T](o, kind, op)
}

// numbers is for operands with arithmetic. Division of an integer by zero panics
// in compiled code, as it does in Go.
func numbers[T number](o *operation, kind reflect.Kind, op operator) instruction {
	switch op {
	case opAdd:
		return arithmetic(o, kind, func(x, y T) T { return x + y })
	case opSub:
		return arithmetic(o, kind, func(x, y T) T { return x - y })
	case opMul:
		return arithmetic(o, kind, func(x, y T) T { return x * y })
	case opQuo:
		return arithmetic(o, kind, func(x, y T) T { return x / y })
	}
	return order[T](o, kind, op)
}

// texts is for strings.
func texts(o *operation, op operator) instruction {
	if op == opAdd {
		return arithmetic(o, reflect.String, func(x, y string) string { return x + y })
	}
	return order[string](o, reflect.String, op)
}

// order is for operands that < compares.
func order[T ordered](o *operation, kind reflect.Kind, op operator) instruction {
	switch op {
	case opLess:
		return comparing(o, kind, func(x, y T) bool { return x < y })
	case opLessEqual:
		return comparing(o, kind, func(x, y T) bool { return x <= y })
	case opGreater:
		return comparing(o, kind, func(x, y T) bool { return x > y })
	case opGreaterEqual:
		return comparing(o, kind, func(x, y T) bool { return x >= y })
	}
	return equality[T](o, kind, op)
}

// equality is for operands that == compares, and for copies: the last of the
// functions that look at the operator.
func equality[T comparable](o *operation, kind reflect.Kind, op operator) instruction {
	switch op {
	case opEqual:
		return comparing(o, kind, func(x, y T) bool { return x == y })
	case opNotEqual:
		return comparing(o, kind, func(x, y T) bool { return x != y })
	}
	if op == opCopy {
		return copyOf[T](o, kind)
	}
	return nil
}

// copyOf makes the instruction of an assignment. x := y allocates a new variable
// each time, as Go does: in the next round of a loop a closure may still hold the
// variable of the last one.
func copyOf[T any](o *operation, kind reflect.Kind) instruction {
	in, out := uintptr(kind)|indirect, uintptr(kind)|indirect|addressable
	return func(f *frame) instruction {
		x, to := o.x.in(f), o.to.in(f)
		if x.flag&kindFlags != in || to.flag != out {
			return o.slow(f)
		}
		v := *(*T)(x.ptr)
		if o.define {
			to.ptr = unsafe.Pointer(new(T))
		}
		*(*T)(to.ptr) = v
		return o.next
	}
}

// kindFlags are the flags of a reflect.Value that say how to read what its pointer
// points to: its kind, and that the pointer is not the value itself.
const kindFlags = 1<<5 - 1 | indirect

// arithmetic makes the instruction of an operation whose result is of the same kind
// as its operands. A constant on the right side, as in i + 1, is read once.
func arithmetic[T any](o *operation, kind reflect.Kind, do func(x, y T) T) instruction {
	in, out := uintptr(kind)|indirect, uintptr(kind)|indirect|addressable
	if o.y.level == constantLevel {
		y := *(*T)(o.y.constant.ptr)
		return func(f *frame) instruction {
			x, to := o.x.in(f), o.to.in(f)
			if x.flag&kindFlags != in || to.flag != out {
				return o.slow(f)
			}
			*(*T)(to.ptr) = do(*(*T)(x.ptr), y)
			return o.next
		}
	}
	return func(f *frame) instruction {
		x, y, to := o.x.in(f), o.y.in(f), o.to.in(f)
		if x.flag&kindFlags != in || y.flag&kindFlags != in || to.flag != out {
			return o.slow(f)
		}
		*(*T)(to.ptr) = do(*(*T)(x.ptr), *(*T)(y.ptr))
		return o.next
	}
}

// comparing makes the instruction of a comparison. In a condition the result is
// stored too, as yaegi's instruction does.
func comparing[T any](o *operation, kind reflect.Kind, do func(x, y T) bool) instruction {
	const out = uintptr(reflect.Bool) | indirect | addressable
	in := uintptr(kind) | indirect
	if o.y.level == constantLevel {
		y := *(*T)(o.y.constant.ptr)
		return func(f *frame) instruction {
			x, to := o.x.in(f), o.to.in(f)
			if x.flag&kindFlags != in || to.flag != out {
				return o.slow(f)
			}
			is := do(*(*T)(x.ptr), y)
			*(*bool)(to.ptr) = is
			if o.otherwise != nil && !is {
				return o.otherwise
			}
			return o.next
		}
	}
	return func(f *frame) instruction {
		x, y, to := o.x.in(f), o.y.in(f), o.to.in(f)
		if x.flag&kindFlags != in || y.flag&kindFlags != in || to.flag != out {
			return o.slow(f)
		}
		is := do(*(*T)(x.ptr), *(*T)(y.ptr))
		*(*bool)(to.ptr) = is
		if o.otherwise != nil && !is {
			return o.otherwise
		}
		return o.next
	}
}
