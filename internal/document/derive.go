package document

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
)

// A derived node has a value that a function makes of others, and no place on the page. It
// is made anew when it is read and one of them has changed: once, however many read it.
// Before computed nodes are looked at, those derived nodes that they have read are brought
// up to date, so that a value that came out the same runs nothing again.

// Derive makes n a derived node of the document: derive makes its value anew, and reports
// whether it differs from that before. derive runs in the session's turn. Derive is called
// once, before n is read.
func (d *Document) Derive(n *Node, derive func() bool) {
	n.born = made.Add(1)
	n.Compute(func() {
		if derive() {
			n.version.Add(1)
		}
	})
	n.compute.derived = true
	n.doc.Store(d)
	d.turn.CompareAndSwap(0, goroutine())
}

// Fresh brings a derived node up to date. It reports false, and does nothing, outside of the
// session's turn: then the caller makes the value for itself. It panics if the value depends
// on itself.
func (n *Node) Fresh() bool {
	d := n.doc.Load()
	if d == nil || !d.isTurn() {
		return false
	}
	read := false
	defer func() {
		if r := d.reading.Load(); !read && r != nil { // what reads it runs again when it can be read
			r.note(n)
		}
	}()
	if !n.compute.broken {
		d.refresh(n)
	}
	if n.compute.broken { // it panics again, before whoever reads it
		d.derive(n)
	}
	read = true
	return true
}

// Turn notes that the goroutine that calls it runs the session's turn, until another does.
// The first is the one that calls Derive: a document without derived nodes asks for none.
func (d *Document) Turn() {
	if d.turn.Load() != 0 {
		d.turn.Store(goroutine())
	}
}

func (d *Document) isTurn() bool { return d.turn.Load() == goroutine() }

// goroutine returns the number of the goroutine that calls it. Package runtime tells it
// only in the first line of a stack: "goroutine 18 [running]:".
func goroutine() uint64 {
	var buf [40]byte
	line := string(buf[:runtime.Stack(buf[:], false)])
	number, _, _ := strings.Cut(strings.TrimPrefix(line, "goroutine "), " ")
	id, err := strconv.ParseUint(number, 10, 64)
	if err != nil {
		panic(fmt.Sprintf("no goroutine number in %q", line)) // a test would fail first
	}
	return id
}

// refresh runs a derived node if a value that it read has changed, or if it never ran. It
// belongs in the turn.
func (d *Document) refresh(n *Node) {
	if n.compute.at == 0 || d.inputsChanged(n) {
		d.derive(n)
	}
}

// derive runs a derived node. If its function panics, what has read it has to read it again.
func (d *Document) derive(n *Node) {
	if n.compute.deriving {
		panic("a computed value depends on itself")
	}
	n.compute.deriving, n.compute.broken = true, true
	defer func() {
		n.compute.deriving = false
		if n.compute.broken {
			n.version.Add(1)
		}
	}()
	d.run(n)
	n.compute.broken = false
}

// inputsChanged reports whether a value that a computed node read has changed.
func (d *Document) inputsChanged(n *Node) bool {
	d.mu.Lock()
	inputs := slices.Clone(n.compute.inputs)
	d.mu.Unlock()
	for _, in := range inputs {
		if in.node.isDerived() {
			d.refresh(in.node)
		}
		if in.changed() {
			return true
		}
	}
	return false
}

func (n *Node) isDerived() bool { return n.compute != nil && n.compute.derived }

// refreshRead brings the derived nodes up to date that computed nodes have read. One that
// panics does so again where it is read.
func (d *Document) refreshRead() {
	var derived []*Node
	seen := map[*Node]bool{}
	d.mu.Lock()
	for _, n := range d.computed {
		for _, in := range n.compute.inputs {
			if in.node.isDerived() && !seen[in.node] && n.doc.Load() == d {
				seen[in.node] = true
				derived = append(derived, in.node)
			}
		}
	}
	d.mu.Unlock()
	for _, n := range derived {
		func() {
			defer func() { recover() }()
			d.refresh(n)
		}()
	}
}
