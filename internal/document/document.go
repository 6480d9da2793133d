package document

import (
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
)

// Document is one session's tree. Its methods are safe for concurrent use,
// except that only the session's turn may call Settle, Take and TakeFrom.
type Document struct {
	post    func(func()) bool
	onDirty func()

	mu       sync.Mutex
	nodes    map[string]*Node
	roots    []*Node
	next     int
	dirty    []*Node
	changes  []*Node
	computed []*Node // with the watchers
	watchers int
	supply   func(Kind) Asset  // nil: see SupplyBy
	supplied []supplied        // the kinds that the document has shown
	lacking  []Asset           // what the browser needs of them and was not sent
	fewer    bool              // some of computed have left the document
	keys     map[string]*Node  // of controls, see ByKey; nil when they have changed
	triggers map[*Node][]*Node // the nodes of the document that have behaviours, by their targets

	// What computed nodes have read:
	reading atomic.Pointer[reading] // by the one that runs now, or nil
	running *Node                   // that one
	turn    atomic.Uint64           // the goroutine of the session's turn, 0 while nobody asks: see Turn
	runs    uint64                  // of computed nodes so far
	rerun   uint64                  // those whose last run is not after this one run again
	unknown []unknown

	// While the tree is rendered:
	orphans []orphan        // without a parent, unless another node takes them
	moved   []*Node         // to another parent
	failed  error           // the first error
	before  map[*Node]state // of nodes whose children have changed
	left    departures      // what views have not taken over yet
}

// Limits of one document, against a script that never stops building.
const (
	MaxNodes  = 100_000 // components of one page
	maxRounds = 100     // of computed nodes that make each other stale
)

// New returns an empty document. post runs a function in the session's turn.
// onDirty, which may be nil, is called when there is something to settle that
// was not there before; it may be called from any goroutine.
func New(post func(func()) bool, onDirty func()) *Document {
	return &Document{post: post, onDirty: onDirty, nodes: map[string]*Node{}, before: map[*Node]state{}}
}

// AddRoot puts a node at the top of the tree, under an id that the caller
// chooses.
func (d *Document) AddRoot(n *Node, id string) {
	d.mu.Lock()
	n.id, n.root = id, true
	n.fresh = true
	n.doc.Store(d)
	d.nodes[id] = n
	d.roots = append(d.roots, n)
	d.keys = nil
	d.mu.Unlock()
	d.markDirty(n)
}

// Find returns the node with an id.
func (d *Document) Find(id string) (*Node, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	n, ok := d.nodes[id]
	return n, ok
}

// Was reports whether an id belonged to a node that has since left the page. An
// event for it came too late, and that is nobody's mistake.
func (d *Document) Was(id string) bool {
	n, err := strconv.ParseUint(id[min(1, len(id)):], 36, 31)
	d.mu.Lock()
	defer d.mu.Unlock()
	return err == nil && id[0] == 'c' && int(n) <= d.next
}

// Walk calls f for every node in page order, parents first, until f returns
// false.
func (d *Document) Walk(f func(*Node) bool) {
	d.mu.Lock()
	order := d.order()
	d.mu.Unlock()
	for _, n := range order {
		if !f(n) {
			return
		}
	}
}

// Len returns the number of nodes in the document.
func (d *Document) Len() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.nodes)
}

// Dirty reports whether there is anything to settle or to take.
func (d *Document) Dirty() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.dirty) > 0 || len(d.changes) > 0
}

func (d *Document) order() []*Node {
	out := make([]*Node, 0, len(d.nodes))
	var walk func(n *Node)
	walk = func(n *Node) {
		out = append(out, n)
		for _, c := range n.rendered.children {
			if c.parent == n {
				walk(c)
			}
		}
	}
	for _, r := range d.roots {
		walk(r)
	}
	return out
}

func (d *Document) markDirty(n *Node) {
	d.mu.Lock()
	first := len(d.dirty) == 0
	d.markLocked(n)
	d.mu.Unlock()
	if first && d.onDirty != nil {
		d.onDirty()
	}
}

func (d *Document) markLocked(n *Node) {
	if n.doc.Load() == d && !n.dirty {
		n.dirty = true
		d.dirty = append(d.dirty, n)
	}
}

// attach adds a node to the document and gives it an id. The caller holds d.mu.
func (d *Document) attach(n, parent *Node) error {
	if len(d.nodes) >= MaxNodes {
		return tooMany()
	}
	if !n.doc.CompareAndSwap(nil, d) { // another document was quicker
		return foreign(n)
	}
	d.next++
	n.parent = parent
	n.id = "c" + strconv.FormatInt(int64(d.next), 36)
	n.fresh, n.touched, n.dirty = true, false, true
	n.rendered, n.known, n.browser = state{}, state{}, ""
	n.taking, n.given = false, false
	d.nodes[n.id] = n
	d.dirty = append(d.dirty, n)
	d.nameTargets(n)
	d.nameAnew(n)
	if n.compute != nil {
		n.compute.at = 0
		d.computed = append(d.computed, n)
	}
	if n.reads.Load() > 0 {
		d.readBefore(n)
	}
	return nil
}

func tooMany() error {
	return fmt.Errorf("the page has too many components: at most %d", MaxNodes)
}

// detach removes a node and everything below it from the document. The caller
// holds d.mu.
func (d *Document) detach(n *Node) {
	if n.doc.Load() != d {
		return
	}
	if d.nodes[n.id] == n { // else another has taken over its id
		delete(d.nodes, n.id)
	}
	d.keys = nil
	d.forgetTargets(n)
	d.nameAnew(n)
	if n.compute != nil {
		d.fewer = true
		d.unwatchBelow(n)
	}
	for _, c := range n.rendered.children {
		if c.parent == n {
			c.parent = nil // first, so that a cycle ends
			d.detach(c)
		}
	}
	n.parent, n.rendered, n.dirty = nil, state{}, false
	n.doc.Store(nil)
}
