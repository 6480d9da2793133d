package document

import (
	"encoding/json"
	"hash/fnv"
	"io"
	"slices"
	"strings"
)

// OpKind is what an operation does to the browser's page.
type OpKind string

// The operations, as docs/protocol.md describes them.
const (
	OpStyle    OpKind = "style"    // components of the kind ID have the styles Text
	OpModule   OpKind = "module"   // and the module at Text
	OpHTML     OpKind = "html"     // morph component ID into Text; <i data-pn-keep> stands for a child to keep
	OpText     OpKind = "text"     // the element at Path shows Text
	OpAppend   OpKind = "append"   // the element at Path shows Text after what it showed
	OpAttr     OpKind = "attr"     // the element at Path gets the attribute Name with the value Text, or loses it if Gone
	OpValue    OpKind = "value"    // the control of ID gets the value Text (JSON)
	OpChildren OpKind = "children" // the element at Path holds Items: the ids of existing children and the HTML of new ones
)

// Op is one operation. Path leads from the component's root element to one of
// its elements, as indexes into the child elements.
type Op struct {
	Kind  OpKind
	ID    string
	Path  []int
	Name  string
	Text  string
	Gone  bool
	Items []string
}

// Digest describes what a browser has: for each id a hash of the node's markup
// and the value of its control. It is small, and enough to find the differences
// to another document of the same app.
type Digest map[string]Known

// Known is a digest's entry for one node. Value is JSON, or "" for a node
// without a control.
type Known struct {
	Hash  uint64
	Value string
	asset asset // of its kind
}

// Asset returns what the node's kind needed; the zero value is for a node without a kind.
func (k Known) Asset() Asset {
	if k.asset == (asset{}) {
		return Asset{}
	}
	return k.asset.Value()
}

func (d *Document) digest(n *Node) Known {
	h := fnv.New64a() // the same on every server and after every restart
	io.WriteString(h, compared(n.rendered.markup))
	for _, c := range n.rendered.children {
		io.WriteString(h, c.id+"\x00")
	}
	return Known{h.Sum64(), n.rendered.value, d.assetOf(n)}
}

// Digest returns the digest of the settled document.
func (d *Document) Digest() Digest {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := make(Digest, len(d.nodes))
	for id, n := range d.nodes {
		out[id] = d.digest(n)
	}
	return out
}

// Sync declares that the browser has the document as it is now.
func (d *Document) Sync() {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, n := range d.nodes {
		n.fresh, n.touched, n.known = false, false, state{}
		n.browser = n.rendered.value
	}
	d.changes = nil
	d.onPage()
}

// BrowserHas records the value of a control as the browser reported it, so that
// it is not sent back. raw is JSON; anything else is ignored.
func (d *Document) BrowserHas(n *Node, raw []byte) {
	value, ok := canonical(raw)
	if !ok {
		return
	}
	d.mu.Lock()
	n.browser, n.taking = value, true
	d.mu.Unlock()
	d.markDirty(n)
}

// Gave records that a person gave the value that a control is about to get, in
// another run: the browser is sent it if it has another.
func (d *Document) Gave(n *Node) {
	d.mu.Lock()
	n.taking = true
	d.mu.Unlock()
	d.markDirty(n)
}

// maxCanonical bounds the bytes of a value that canonical decodes, which may take
// many times as much memory.
const maxCanonical = 64 << 10

// canonical returns JSON as package json writes its value. A long one stays as it
// is: if that is not as package json writes it, the browser is sent its own value
// once more.
func canonical(raw []byte) (value string, ok bool) {
	if len(raw) > maxCanonical {
		return string(raw), json.Valid(raw)
	}
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return "", false
	}
	encoded, err := json.Marshal(v)
	return string(encoded), err == nil
}

// Take returns the operations that bring the browser from what it has to the
// settled document, and records them as done. It returns nil when there is
// nothing to do.
func (d *Document) Take() []Op {
	d.mu.Lock()
	defer d.mu.Unlock()
	ops := d.takeAssets()
	d.changes = slices.DeleteFunc(d.changes, func(n *Node) bool { return n.doc.Load() != d })
	// From the top: when a node gets its children, its own ancestors are already
	// in place, so no element is ever put inside itself.
	slices.SortStableFunc(d.changes, func(a, b *Node) int { return a.depth() - b.depth() })
	for _, n := range d.changes {
		if n.touched {
			ops = n.diff(ops)
		}
		n.touched, n.known = false, state{}
	}
	d.changes = nil
	return ops
}

// depth returns the number of n's ancestors.
func (n *Node) depth() (depth int) {
	for n = n.parent; n != nil; n = n.parent {
		depth++
	}
	return depth
}

// TakeFrom is Take for a browser that has what a digest describes: a view that
// another run of the app made, or the page of an earlier version.
func (d *Document) TakeFrom(has Digest) []Op {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.lackFor(has)
	ops := d.takeAssets()
	keep := func(n *Node) bool { _, ok := has[n.id]; return ok }
	for _, n := range d.order() {
		known, ok := has[n.id]
		now := d.digest(n)
		if ok && known.Hash != now.Hash {
			var b strings.Builder
			n.writeHTML(&b, keep)
			ops = append(ops, Op{Kind: OpHTML, ID: n.id, Text: b.String()})
		}
		if ok && known.Value != now.Value && now.Value != "" {
			ops = append(ops, Op{Kind: OpValue, ID: n.id, Text: now.Value})
		}
		n.fresh, n.touched, n.known, n.browser = false, false, state{}, now.Value
	}
	d.changes = nil
	return ops
}

// Control is a control that has a value.
type Control struct {
	ID, Key, Label string // the key and the label may be ""
	Value          string // JSON
	Given          bool   // a person gave the value, and the script has not changed it since
	Changed        bool   // it is another value than the first
}

// Controls lists the controls that have a value, in page order.
func (d *Document) Controls() (out []Control) {
	d.mu.Lock()
	defer d.mu.Unlock()
	keys := map[*Node]string{}
	for key, n := range d.findKeys() {
		keys[n] = key
	}
	for _, n := range d.order() {
		if n.rendered.value != "" {
			out = append(out, Control{n.id, keys[n], n.rendered.label(), n.rendered.value, n.given, n.rendered.value != n.initial})
		}
	}
	return out
}
