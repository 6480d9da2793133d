package document

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Renderer is a component as its node sees it. Render is called with the node
// locked: it reads the component's own fields and must not call anything that
// locks the node again.
type Renderer interface {
	Render(m *Markup)
}

// Component is anything that has a node, such as a component that a layout holds.
type Component interface {
	Node() *Node
}

// Handler is a component that takes events from the browser. HandleEvent runs
// in the session's turn, with the node unlocked. Its error is shown in the
// browser and logged.
type Handler interface {
	HandleEvent(e Event) error
}

// Keeper is a Handler whose control takes over the value of one that it replaces: a
// View that runs again makes its controls anew. Keep sets the value, which is as of
// the event "change", and tells nobody that it has changed: the person gave it
// before.
type Keeper interface {
	Handler
	Keep(value []byte) error
}

// Taker is a Handler whose value has a type. Takes returns an error if a value, as JSON,
// is of another: then the component's elements send what it can never take.
type Taker interface {
	Handler
	Takes(value []byte) error
}

// Event is something a person did to a component: its name ("change", "click",
// …) and its value as JSON, which is nil when there is none.
type Event struct {
	Name  string
	Value []byte
}

// Node is one component's place in a document. It guards the component's state:
// every change goes through Update, from any goroutine.
type Node struct {
	mu       sync.Mutex
	renderer Renderer
	kind     kind
	style    Style

	reads   atomic.Uint32 // how often the value was read
	version atomic.Uint32 // how often the value changed
	readAt  atomic.Uint32 // the version at the first read
	doc     atomic.Pointer[Document]

	behaviours atomic.Pointer[[]*behaviour] // of which it is the trigger; nil for none
	following  atomic.Int32                 // how many calls of Follow are under way

	holder atomic.Pointer[Node] // the layout that took it last, see Hold
	before atomic.Pointer[Node] // the layout from which that took it
	mixed  atomic.Bool          // see Mixed
	born   uint64               // the number of nodes that were made before it
	root   bool                 // of a document, from before anything is in it

	// While the node is attached, the document owns these, under its lock.
	id       string
	parent   *Node
	rendered state
	dirty    bool
	touched  bool  // in the document's list of changes
	known    state // what the browser has; valid when touched
	fresh    bool  // the browser does not have it yet
	compute  *computed
	browser  string // the control's value as the browser has it, as JSON
	initial  string // the value of the first rendering
	sends    bool   // a value, of which the type was checked
	taking   bool   // a person's value is on its way to the next rendering
	given    bool   // a person gave the value
}

// made counts the nodes of the process.
var made atomic.Uint64

// state is one rendering of a node: its own markup with marks for its children,
// the children, what it is known by, and the value of its control.
type state struct {
	markup   string
	children []*Node
	names    *names
	value    string
	disabled bool
}

// Style holds the options that every component has.
type Style struct {
	Width, Height  int    // pixels; 0 is the component's natural size
	Sizing         string // fixed, stretch_width, stretch_height, stretch_both
	Margin         string // CSS lengths, as "8px 0"
	Classes        string // separated by spaces
	Hidden         bool
	Disabled       bool
	Loading        bool
	Key            string // see Document.ByKey; one line
	DefaultClasses string // the component's own
}

// Init makes n the node of a component. It panics if no component can be of the kind: see
// Kind.
func (n *Node) Init(r Renderer, k Kind) {
	n.renderer, n.kind, n.born = r, handleOf(k), made.Add(1)
}

// Node returns n, so that a type that embeds a Node is a component.
func (n *Node) Node() *Node { return n }

// ID returns the node's stable id in its document, or "" while it is not on a
// page.
func (n *Node) ID() string {
	d := n.doc.Load()
	if d == nil {
		return ""
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return n.id
}

// Kind returns the name of the kind given to Init, "" before that.
func (n *Node) Kind() string { return n.kindName() }

// Renderer returns the component itself, as given to Init.
func (n *Node) Renderer() Renderer { return n.renderer }

// Update changes the component's state and marks the node for rendering. If
// change panics, the node is unlocked.
func (n *Node) Update(change func()) {
	n.Peek(change)
	n.touch()
}

// UpdateValue changes the component's value. Nodes computed from it run again.
func (n *Node) UpdateValue(change func()) {
	n.UpdateIf(func() bool { change(); return true })
}

// UpdateIf is UpdateValue for a change that may find nothing to do; change
// reports whether it did something. Checking and changing happen under one
// lock.
func (n *Node) UpdateIf(change func() bool) {
	changed := false
	n.Peek(func() {
		if changed = change(); changed {
			n.version.Add(1)
		}
	})
	if changed {
		n.touch()
	}
}

// Peek reads the component's state without being counted as a dependency.
func (n *Node) Peek(read func()) {
	n.mu.Lock()
	defer n.mu.Unlock()
	read()
}

// Read reads the component's value. A computed node depends on the values that
// it reads while it runs.
func (n *Node) Read(read func()) {
	if n.reads.Add(1) == 1 {
		n.readAt.Store(n.version.Load())
	}
	if d := n.doc.Load(); d != nil {
		if r := d.reading.Load(); r != nil {
			r.note(n)
		}
	}
	n.Peek(read)
}

// Styled changes the common options.
func (n *Node) Styled(change func(*Style)) {
	n.Update(func() { change(&n.style) })
}

// Style returns the common options. Call it only inside Render, where the node
// is locked.
func (n *Node) Style() Style { return n.style }

// Post runs f in the turn of the session that shows the node. It reports false,
// and does not run f, when the node is not on a page or the session does not
// take it.
func (n *Node) Post(f func()) bool {
	d := n.doc.Load()
	return d != nil && d.post(f)
}

func (n *Node) touch() {
	if d := n.doc.Load(); d != nil {
		d.markDirty(n)
	}
}

// render renders the node. The caller must not hold the node's lock.
func (n *Node) render() state {
	n.mu.Lock()
	defer n.mu.Unlock()
	m := Markup{node: n, buf: make([]byte, 0, 160)}
	n.renderer.Render(&m)
	m.finish()
	n.checkSent(m.sends)
	if m.hasValue && n.kind != (kind{}) && n.kind.Value().Module != "" {
		m.carryValue()
	}
	s := state{markup: string(m.buf), children: m.children, disabled: n.style.Disabled}
	if m.names.key = n.style.Key; m.names != (names{}) {
		s.names = &m.names
	}
	if m.hasValue {
		s.value = m.value
	}
	return s
}

// bare returns the node as an element without content. It reads nothing that
// the node's lock guards.
func (n *Node) bare() string {
	m := Markup{node: n, buf: []byte("<div")}
	m.Attr("id", n.id).Attr("data-pn", n.kindName()).Attr("class", "pn-"+n.kindName())
	return string(m.buf) + "></div>"
}

// writeRootAttributes writes the attributes that every component's root element
// has.
func (n *Node) writeRootAttributes(m *Markup) {
	m.Attr("id", n.id)
	name := n.kindName()
	if name == "" {
		return
	}
	m.Attr("data-pn", name)
	s := &n.style
	class := "pn-" + name
	for _, more := range []string{s.DefaultClasses, sizingClass(s.Sizing), s.Classes} {
		if more != "" {
			class += " " + more
		}
	}
	m.Attr("class", class)
	if s.Key != "" {
		m.Attr("data-pn-key", s.Key)
	}
	if css := s.css(); css != "" {
		m.Attr("style", css)
	}
	m.Bool("hidden", s.Hidden)
	if s.Disabled {
		m.Attr("aria-disabled", "true")
	}
	if s.Loading {
		m.Attr("aria-busy", "true")
	}
	n.writeBehaviours(m)
}

func sizingClass(sizing string) string {
	if sizing == "" {
		return ""
	}
	return "pn-" + strings.ReplaceAll(sizing, "_", "-")
}

func (s *Style) css() string {
	var b []byte
	px := func(name string, v int) {
		if v > 0 {
			b = append(b, name...)
			b = strconv.AppendInt(b, int64(v), 10)
			b = append(b, "px;"...)
		}
	}
	px("width:", s.Width)
	px("height:", s.Height)
	if s.Margin != "" {
		b = append(b, "margin:"...)
		b = append(b, s.Margin...)
		b = append(b, ';')
	}
	return string(b)
}
