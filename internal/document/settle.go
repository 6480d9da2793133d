package document

import (
	"fmt"
	"slices"
)

// computed is a node whose content a function computes from the values it reads.
type computed struct {
	run    func()
	ran    bool
	inputs []input
}

type input struct {
	node    *Node
	version uint32
}

// Compute makes n a computed node: run sets n's content through Update, and
// runs again when a value that it read has changed.
func (n *Node) Compute(run func()) { n.compute = &computed{run: run} }

// Recompute makes a computed node run again at the next settling, even if no
// value it read has changed.
func (n *Node) Recompute() {
	if d := n.doc.Load(); d != nil {
		d.mu.Lock()
		d.recompute(n)
		d.mu.Unlock()
		d.markDirty(n)
	}
}

func (d *Document) recompute(n *Node) {
	if n.compute != nil {
		n.compute.ran = false
	}
}

// Settle brings the tree up to date: it renders the dirty nodes, attaches and
// detaches children, and runs computed nodes until nothing changes any more. It
// runs script code, so it belongs in the session's turn. A panic of script code
// passes through.
//
// It returns an error about the first node whose children cannot be placed.
// That node is shown empty, and everything else is settled all the same.
func (d *Document) Settle() error {
	var failed error
	for round := 0; ; round++ {
		if err := d.renderDirty(); err != nil && failed == nil {
			failed = err
		}
		stale := d.stale()
		if stale == nil {
			return failed
		}
		if round >= maxRounds {
			return fmt.Errorf("views keep changing each other: gave up after %d rounds", maxRounds)
		}
		for _, n := range stale {
			d.run(n)
		}
	}
}

// stale lists the computed nodes that have never run or whose inputs have
// changed.
func (d *Document) stale() []*Node {
	d.mu.Lock()
	defer d.mu.Unlock()
	var out []*Node
	for _, n := range d.computed {
		if n.compute.isStale() {
			out = append(out, n)
		}
	}
	return out
}

func (c *computed) isStale() bool {
	if !c.ran {
		return true
	}
	for _, in := range c.inputs {
		if in.node.version.Load() != in.version {
			return true
		}
	}
	return false
}

// run runs one computed node and records its inputs: the nodes whose read count
// grew meanwhile. A simultaneous read by another goroutine adds an input too
// many, which costs a run and is never wrong.
func (d *Document) run(n *Node) {
	type seen struct {
		input
		reads uint32
	}
	d.mu.Lock()
	before := make([]seen, 0, len(d.nodes))
	for _, x := range d.nodes {
		before = append(before, seen{input{x, x.version.Load()}, x.reads.Load()})
	}
	n.compute.ran = true
	d.mu.Unlock()

	defer func() { // also after a panic, so that a change of an input runs it again
		d.mu.Lock()
		defer d.mu.Unlock()
		n.compute.inputs = n.compute.inputs[:0]
		for _, x := range before {
			if x.node.reads.Load() != x.reads {
				n.compute.inputs = append(n.compute.inputs, x.input)
			}
		}
	}()
	n.compute.run()
}

// readBefore accounts for reads of a node that was not on a page yet. Their
// reader is unknown, so every computed node counts as a reader. The caller
// holds d.mu.
func (d *Document) readBefore(n *Node) {
	version := n.version.Load()
	changed := n.readAt.Load() != version
	for _, c := range d.computed {
		if c.compute.ran {
			c.compute.inputs = append(c.compute.inputs, input{n, version})
			c.compute.ran = !changed
		}
	}
}

// renderDirty renders until no node is dirty. New children are attached and
// rendered too; children without a parent at the end are detached.
func (d *Document) renderDirty() error {
	for n := d.nextDirty(); n != nil; n = d.nextDirty() {
		d.renderNode(n)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropOrphans()
	d.dropCycles()
	err := d.failed
	d.failed = nil
	return err
}

func (d *Document) nextDirty() *Node {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(d.dirty) == 0 {
		d.dirty = nil
		return nil
	}
	n := d.dirty[0]
	d.dirty = d.dirty[1:]
	if n.doc.Load() == d {
		n.dirty = false
	}
	return n
}

func (d *Document) renderNode(n *Node) {
	if n.doc.Load() != d {
		return
	}
	now := n.render()
	d.mu.Lock()
	defer d.mu.Unlock()
	if n.doc.Load() != d {
		return
	}
	if err := d.adopt(n, n.rendered.children, now.children); err != nil {
		d.fail(err)
		d.disown(n, now.children)
		d.blank(n)
		return
	}
	d.show(n, now)
}

// show makes now the state of a node. If the browser has the node, show keeps
// the browser's state until the change is taken. The caller holds d.mu.
func (d *Document) show(n *Node, now state) {
	old := n.rendered
	n.rendered = now
	if old.markup == "" {
		n.initial = now.value
	}
	if n.fresh || n.touched {
		return
	}
	if old.markup != now.markup || !sameInBrowser(old.children, now.children) || now.value != n.browser {
		n.touched, n.known = true, old
		d.changes = append(d.changes, n)
	}
}

// sameInBrowser reports whether the browser already has a node's current
// children. A child that left the page and came back is another element.
func sameInBrowser(old, now []*Node) bool {
	return slices.Equal(old, now) && !slices.ContainsFunc(now, func(n *Node) bool { return n.fresh })
}
