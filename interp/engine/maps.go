package engine

import "sync"

// Go ends the process when two goroutines use one map and one of them writes.
// Where a program may have several, what touches a map takes turns.

// guarded are the generators of instructions that read a map, or delete from it.
var guarded = map[uintptr]bool{
	code(getIndexMap):  true,
	code(getIndexMap2): true,
	code(deleteEntry):  true,
	code(rangeMap):     true,
}

// usesMap tells whether a node's instruction looks into a map or changes one.
func (k *insides) usesMap(n *node) bool {
	if n.gen == nil {
		return false
	}
	if guarded[code(n.gen)] {
		return true
	}
	switch n.kind {
	case k.assign, k.define, k.assignX, k.defineX:
		for _, to := range n.child[:min(n.nleft, len(n.child))] {
			if isMapEntry(to) {
				return true
			}
		}
	case k.incDec:
		return isMapEntry(n.child[0])
	}
	return false
}

// guard has a node's instruction hold a lock.
func guard(n *node, turn *sync.Mutex) {
	yaegis := n.gen
	ranges := code(yaegis) == code(rangeMap)
	n.gen = func(n *node) {
		yaegis(n)
		exec := n.exec
		n.exec = func(f *frame) instruction {
			turn.Lock()
			defer turn.Unlock()
			return exec(f)
		}
		if !ranges {
			return
		}
		begin, next := n.child[0].exec, n.exec
		n.child[0].exec = func(f *frame) instruction {
			begin(f)
			return next
		}
	}
}
