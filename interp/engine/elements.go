package engine

import (
	"fmt"
	"reflect"
	"unsafe"
)

// yaegi leaves it to package reflect to find an index out of range, whose message
// has no numbers. These instructions check first and say what Go says.

// index makes the instruction of s[i], where s is a slice, an array, a pointer to
// an array or a string; maps have another generator. For slices it does without
// reflection.
func index(n *node, fail failure) {
	list, at := genValueArray(n.child[0]), genValue(n.child[1])
	element := elementOf(n)
	refer(n, func(f *frame) reflect.Value {
		if element != nil {
			if v, i, length := element.at(f); v.IsValid() {
				return v
			} else if length >= 0 {
				fail(integral{n: i}.outsideIndex(length))
			}
		}
		v, i := list(f), toIntegral(at(f))
		if uint(i.n) >= uint(v.Len()) {
			fail(i.outsideIndex(v.Len()))
		}
		return v.Index(i.n)
	})
}

// element is what is known of s[i] where s is a slice and i an int.
type element struct {
	list, index operand
	slice       unsafe.Pointer // the type of s
	typ         unsafe.Pointer // of the element
	size        uintptr        // of the element, in bytes
	flag        uintptr        // of the element's reflect.Value
}

// elementOf returns nil if s is not a slice, or if s or i is not in a slot.
func elementOf(n *node) *element {
	typ := typeOf(n.child[0].typ)
	if typ == nil || typ.Kind() != reflect.Slice {
		return nil
	}
	e := &element{slice: typeWord(typ), typ: typeWord(typ.Elem()), size: typ.Elem().Size(), flag: uintptr(typ.Elem().Kind()) | indirect | addressable}
	var ok, known bool
	e.list, ok = operandOf(n.child[0], nil)
	e.index, known = operandOf(n.child[1], reflect.TypeFor[int]())
	if !ok || !known {
		return nil
	}
	return e
}

// at finds the element without copying it. v is invalid if there is none: then i
// and length are the index and the length, or length is -1 because the operands
// are of other types than expected, as values in interfaces may be.
func (e *element) at(f *frame) (v reflect.Value, i, length int) {
	list, index := e.list.in(f), e.index.in(f)
	if list.typ != e.slice || list.flag&kindFlags != uintptr(reflect.Slice)|indirect || index.flag&kindFlags != uintptr(reflect.Int)|indirect {
		return v, 0, -1
	}
	s := (*struct {
		first       unsafe.Pointer
		length, cap int
	})(list.ptr)
	i = *(*int)(index.ptr)
	if uint(i) >= uint(s.length) {
		return v, i, s.length
	}
	r := rvalue{typ: e.typ, ptr: unsafe.Add(s.first, uintptr(i)*e.size), flag: e.flag}
	return *(*reflect.Value)(unsafe.Pointer(&r)), i, s.length
}

// slicing makes the instruction of s[low:high:max], where any operand may be left
// out. With hasLow the first one of the node is low, else it is high. All operands
// are evaluated before any is checked.
func slicing(n *node, hasLow bool, fail failure) {
	operands := n.child[1:]
	var low, high, limit func(*frame) integral
	take := func(to *func(*frame) integral) {
		if len(operands) > 0 {
			*to, operands = integer(operands[0]), operands[1:]
		}
	}
	if hasLow {
		take(&low)
	}
	take(&high)
	take(&limit)
	list := genValueArray(n.child[0])
	refer(n, func(f *frame) reflect.Value {
		v := list(f)
		s := bounds{v: v, high: integral{n: v.Len()}}
		if low != nil {
			s.low = low(f)
		}
		if high != nil {
			s.high = high(f)
		}
		if limit != nil {
			s.limit, s.limited = limit(f), true
		}
		if message := s.check(); message != "" {
			fail(message)
		}
		if s.limited {
			return v.Slice3(s.low.n, s.high.n, s.limit.n)
		}
		return v.Slice(s.low.n, s.high.n)
	})
}

// bounds are the operands of a slice expression.
type bounds struct {
	v                reflect.Value // a slice, a string or an addressable array
	low, high, limit integral
	limited          bool // there is a limit, as in s[low:high:limit]
}

// check returns what Go says of the operands, "" if they are in range. Go looks
// at them from right to left: limit, high, low.
func (s *bounds) check() string {
	room, what := s.v.Len(), "length"
	if s.v.Kind() == reflect.Slice {
		room, what = s.v.Cap(), "capacity"
	}
	switch {
	case s.limited && !s.limit.within(room):
		return s.limit.outside("[::%v]", "[::%v] with %s %d", what, room)
	case s.limited && !s.high.within(s.limit.n):
		return s.high.outside("[:%v:]", "[:%v:%v]", s.limit)
	case s.limited && !s.low.within(s.high.n):
		return s.low.outside("[%v::]", "[%v:%v:]", s.high)
	case !s.high.within(room):
		return s.high.outside("[:%v]", "[:%v] with %s %d", what, room)
	case !s.low.within(s.high.n):
		return s.low.outside("[%v:]", "[%v:%v]", s.high)
	}
	return ""
}

// integral is an index of any integer type. A uint64 that no int holds has a
// negative n and is unsigned: it is out of every range, and printed as what it is.
type integral struct {
	n        int
	unsigned bool
}

func (i integral) negative() bool { return i.n < 0 && !i.unsigned }

// within reports whether the index is between 0 and room, both included.
func (i integral) within(room int) bool { return uint(i.n) <= uint(room) }

// outside is Go's message of an operand of a slice expression. Of a negative
// operand Go does not say what it is compared with: the format negative has no
// more than the operand.
func (i integral) outside(negative, format string, against ...any) string {
	if i.negative() {
		format, against = negative, nil
	}
	return "slice bounds out of range " + fmt.Sprintf(format, append([]any{i}, against...)...)
}

// outsideIndex is Go's message of an index out of range.
func (i integral) outsideIndex(length int) string {
	if i.negative() {
		return fmt.Sprintf("index out of range [%v]", i)
	}
	return fmt.Sprintf("index out of range [%v] with length %d", i, length)
}

func (i integral) String() string {
	if i.unsigned {
		return fmt.Sprint(uint(i.n))
	}
	return fmt.Sprint(i.n)
}

// integer reads an index. A constant is read once, when the instruction is made.
func integer(n *node) func(*frame) integral {
	v := genValue(n)
	if n.rval.IsValid() {
		constant := toIntegral(v(nil))
		return func(*frame) integral { return constant }
	}
	return func(f *frame) integral { return toIntegral(v(f)) }
}

// toIntegral converts the value of an index. Untyped constants may be of any
// numeric kind, and are integers: the checker has seen to that.
func toIntegral(v reflect.Value) integral {
	switch {
	case v.CanInt():
		return integral{n: int(v.Int())}
	case v.CanUint():
		return integral{n: int(v.Uint()), unsigned: true}
	case v.CanFloat(): // a constant
		return integral{n: int(v.Float())}
	}
	return integral{n: int(real(v.Complex()))}
}
