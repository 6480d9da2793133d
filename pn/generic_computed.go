package pn

// ComputedCell is a value that a function makes of others. It is no component: it stands on
// no page.
type ComputedCell[T any] struct {
	node    Node
	session *Session
	value   T
	f       func() T
}

// Computed returns a value that f makes of the values that it reads, such as those of
// controls. f runs when the value is asked for, and again when one of those has changed:
// once for a change, however many read it. Who reads the value follows it, and is not told
// of a change that makes the same value. Nothing is told to f's readers by what f does
// besides: f is quick and sets nothing.
//
// In a goroutine beside the session's callbacks each Value calls f there. Reading a value
// that depends on itself panics.
func Computed[T any](s *Session, f func() T) *ComputedCell[T] {
	c := &ComputedCell[T]{session: s, f: f}
	Derive(s, &c.node, func() bool {
		v := f()
		changed := false
		c.node.Peek(func() {
			changed = !Same(c.value, v)
			c.value = v
		})
		return changed
	})
	return c
}

// Value returns the value. What reads it while it is computed itself follows it: a View, a
// Watch, another Computed.
func (c *ComputedCell[T]) Value() (v T) {
	if !c.node.Fresh() {
		return c.f()
	}
	c.node.Read(func() { v = c.value })
	return v
}

// Peek returns the value. Nothing follows it because of that.
func (c *ComputedCell[T]) Peek() (v T) {
	if !c.node.Fresh() {
		return c.f()
	}
	c.node.Peek(func() { v = c.value })
	return v
}

// OnChange calls f in the session's turn after every change of the value.
func (c *ComputedCell[T]) OnChange(f func(v T)) *ComputedCell[T] {
	first := true
	c.session.Watch(func() {
		v := c.Value()
		if !first {
			f(v)
		}
		first = false
	})
	return c
}
