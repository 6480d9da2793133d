// Package iter is the source that scripts get for the standard package iter:
// what is generic has to be there as source, since the interpreter writes each
// instance out as plain code.
//
// It has everything that Go's package exports, and behaves the same, but for
// one thing: a sequence pulled from that ends its goroutine (runtime.Goexit)
// just ends. It uses nothing but the language: goroutines and channels do what
// coroutines of the runtime do for Go's package, which scripts cannot reach.
package iter

// Seq is a sequence of values: it calls yield with one after the other, until
// there are no more or yield returns false.
type Seq[V any] func(yield func(V) bool)

// Seq2 is a sequence of pairs, such as the keys and values of a map: it calls
// yield with one after the other, until there are no more or yield returns false.
type Seq2[K, V any] func(yield func(K, V) bool)

// Pull lets a sequence be asked for its values. Each call of next returns the
// next one and true; from the end on it returns a zero value and false. A caller
// that does not go on to the end must call stop, which ends the sequence.
//
// The sequence starts with the first call of next. If it panics, the call of
// next or stop that it panics in panics with the same value. One goroutine at
// a time may call the two.
func Pull[V any](seq Seq[V]) (next func() (V, bool), stop func()) {
	var value V
	t := newTurns("iter.Pull")
	run := func() {
		seq(func(v V) bool {
			if !t.offer() {
				return false
			}
			value = v
			return t.give()
		})
	}
	next = func() (V, bool) {
		var v V
		if !t.take(run) {
			return v, false
		}
		v, value = value, v
		return v, true
	}
	stop = func() { t.stop() }
	return next, stop
}

// Pull2 is Pull for a sequence of pairs.
func Pull2[K, V any](seq Seq2[K, V]) (next func() (K, V, bool), stop func()) {
	var key K
	var value V
	t := newTurns("iter.Pull2")
	run := func() {
		seq(func(k K, v V) bool {
			if !t.offer() {
				return false
			}
			key, value = k, v
			return t.give()
		})
	}
	next = func() (K, V, bool) {
		var k K
		var v V
		if !t.take(run) {
			return k, v, false
		}
		k, key = key, k
		v, value = value, v
		return k, v, true
	}
	stop = func() { t.stop() }
	return next, stop
}
