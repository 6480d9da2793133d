package document

import (
	"cmp"
	"fmt"
	"slices"
	"sync"
)

// computed is a node whose content a function computes from the values it reads.
type computed struct {
	run    func()
	at     uint64 // the number of its last run in the document; 0 before the first
	inputs []input
	began  uint64 // how many nodes were made before the last run
	before uint64 // and before the one before that

	watchers []*Node // that its last run has made

	derived  bool // see Derive
	deriving bool // its function runs
	broken   bool // its function has panicked
}

// input is a node that was read, and the version of its value then.
type input struct {
	node    *Node
	version uint32
}

func (in input) changed() bool { return in.node.version.Load() != in.version }

// Compute makes n a computed node: run sets n's content through Update, and
// runs again when a value that it read has changed.
func (n *Node) Compute(run func()) { n.compute = &computed{run: run} }

// Recompute makes a computed node run again at the next settling, even if no
// value it read has changed.
func (n *Node) Recompute() {
	if d := n.doc.Load(); d != nil {
		d.mu.Lock()
		if n.compute != nil {
			n.compute.at = 0
		}
		d.mu.Unlock()
		d.markDirty(n)
	}
}

// Settle brings the tree up to date: it renders the dirty nodes, attaches and
// detaches children, and runs computed nodes until nothing changes any more. It
// runs script code, so it belongs in the session's turn. A panic of script code
// passes through.
//
// It returns an error about the first node whose children cannot be placed.
// That node stays as it was, and everything else is settled all the same.
func (d *Document) Settle() error {
	var failed error
	defer d.forgetLeft()
	for round := 0; ; round++ {
		if err := d.renderDirty(); err != nil && failed == nil {
			failed = err
		}
		d.refreshRead()
		stale := d.stale()
		if stale == nil && !d.unrendered() {
			return failed
		}
		if round >= maxRounds {
			return fmt.Errorf("views or watchers keep changing what they read: gave up after %d rounds, in which these changed: %s", maxRounds, d.changing(stale))
		}
		for _, n := range stale {
			if n.doc.Load() == d { // none that ran before it has ended it
				d.run(n)
			}
		}
	}
}

// unrendered reports whether a node is to be rendered again: what it names has left.
func (d *Document) unrendered() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.dirty) > 0
}

// stale lists the computed nodes that have never run or whose inputs have
// changed, in the order in which they were made.
func (d *Document) stale() []*Node {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, r := range d.unknown {
		if r.changed() {
			d.rerun = max(d.rerun, r.runs)
		}
	}
	var out []*Node
	oldest := d.runs
	for _, n := range d.computed {
		if n.doc.Load() != d {
			continue
		}
		oldest = min(oldest, n.compute.at)
		if n.compute.at <= d.rerun || slices.ContainsFunc(n.compute.inputs, input.changed) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b *Node) int { return cmp.Compare(a.born, b.born) })
	d.unknown = slices.DeleteFunc(d.unknown, func(r unknown) bool { return r.runs <= d.rerun || r.runs < oldest })
	return out
}

// run runs one computed node and records its inputs: the nodes that are read
// meanwhile. A simultaneous read by another goroutine adds an input too many,
// which costs a run and is never wrong.
func (d *Document) run(n *Node) {
	r := &reading{seen: map[*Node]bool{}}
	d.mu.Lock()
	d.runs++
	n.compute.at = d.runs
	n.compute.before, n.compute.began = n.compute.began, made.Load()
	d.unwatchBelow(n)
	outer := d.running
	d.running = n
	d.mu.Unlock()

	reads := d.reading.Swap(r)
	defer func() { // also after a panic, so that a change of an input runs it again
		d.reading.Store(reads)
		inputs := r.end()
		d.mu.Lock()
		defer d.mu.Unlock()
		d.running = outer
		n.compute.inputs = inputs
	}()
	n.compute.run()
}

// reading collects what is read while a computed node runs.
type reading struct {
	mu     sync.Mutex
	seen   map[*Node]bool
	inputs []input
}

// note records the first read of a node, before its value is read.
func (r *reading) note(n *Node) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.seen[n] {
		r.seen[n] = true
		r.inputs = append(r.inputs, input{n, n.version.Load()})
	}
}

func (r *reading) end() []input {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.inputs
}

// unknown is a node that was read before it was on the page, so that its reader
// is not known: each computed node whose last run is not after number runs counts
// as one.
type unknown struct {
	input
	runs uint64
}

// readBefore accounts for reads of a node that was not on a page yet. The caller
// holds d.mu.
func (d *Document) readBefore(n *Node) {
	version := n.version.Load()
	switch {
	case len(d.computed) == 0:
	case n.readAt.Load() != version, len(d.unknown) >= MaxNodes:
		d.rerun = d.runs
	default:
		d.unknown = append(d.unknown, unknown{input{n, version}, d.runs})
	}
}

// renderDirty renders until no node is dirty. New children are attached and
// rendered too; children without a parent at the end are detached.
func (d *Document) renderDirty() error {
	for again := true; again; again = d.takeOver() {
		for n := d.nextDirty(); n != nil; n = d.nextDirty() {
			d.renderNode(n)
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.dropOrphans()
	d.dropCycles()
	if d.fewer {
		d.fewer = false
		d.computed = slices.DeleteFunc(d.computed, func(n *Node) bool { return n.doc.Load() != d })
	}
	clear(d.before)
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
	rendered := false
	defer func() {
		if !rendered {
			d.showFailed(n)
		}
	}()
	now := n.render()
	rendered = true
	d.mu.Lock()
	defer d.mu.Unlock()
	if n.doc.Load() != d {
		return
	}
	if !d.hasAll(n, n.rendered.children, now.children) {
		if err := d.adopt(n, n.rendered.children, now.children); err != nil {
			d.fail(err)
			d.restore(n, now.children)
			return
		}
	}
	d.show(n, now)
}

// showFailed shows a node that has panicked while it was rendered: as it was, or empty if
// it is new.
func (d *Document) showFailed(n *Node) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n.doc.Load() == d && n.rendered.markup == "" {
		d.show(n, state{markup: n.bare()})
	}
}

// show makes now the state of a node. If the browser has the node, show keeps
// the browser's state until the change is taken. The caller holds d.mu.
func (d *Document) show(n *Node, now state) {
	old := n.rendered
	n.rendered = now
	switch {
	case old.markup == "":
		n.initial = now.value
		d.need(n)
	case old.value != now.value:
		n.given = n.taking
	}
	n.taking = false
	if (old.names != nil || now.names != nil) && !sameNames(old.names, now.names) {
		d.keys = nil
	}
	if now.disabled && !old.disabled {
		n.browser = "" // what a person has typed into it meanwhile goes away
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
