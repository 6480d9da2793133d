package document

import (
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
)

// Renderer is what a node shows. Render is called with the node locked: it
// reads the component's own fields and must not call anything that locks the
// node again.
type Renderer interface {
	Render(m *Markup)
}

// Handler is a component that takes events from the browser. It runs in the
// session's turn, unlocked. An error is told to the browser and to the log.
type Handler interface {
	HandleEvent(e Event) error
}

// Event is something a person did to a component: its name ("change",
// "click", …) and its value as JSON.
type Event struct {
	Name  string
	Value []byte
}

// Node is one component's place in a document. It guards the component's
// state: every change goes through Update, from any goroutine.
type Node struct {
	mu       sync.Mutex
	renderer Renderer
	kind     string
	style    Style

	reads   atomic.Uint32 // how often the value was read
	version atomic.Uint32 // how often the value changed
	readAt  atomic.Uint32 // the version that was read first
	doc     atomic.Pointer[Document]

	// Owned by the document, under its lock, while attached.
	id       string
	parent   *Node
	rendered state
	dirty    bool
	touched  bool  // in the document's list of changes
	known    state // what the browser has, valid when touched
	fresh    bool  // not known to the browser yet
	compute  *computed
	browser  string // the control's value as the browser has it, as JSON
	initial  string // the value it was first rendered with
}

// state is one rendering of a node: its own markup with marks for its
// children, the children, and the label and the value of its control.
type state struct {
	markup   string
	children []*Node
	label    string // as a browser shows it
	value    string
}

// Style is the set of options that every component has.
type Style struct {
	Width, Height  int    // pixels; 0 is the component's natural size
	Sizing         string // fixed, stretch_width, stretch_height, stretch_both
	Margin         string // CSS lengths, as "8px 0"
	Classes        string // separated by spaces
	Hidden         bool
	Disabled       bool
	Loading        bool
	DefaultClasses string // the component's own
}

// Init makes n the node of a component. kind is the component's name in lower
// case with dashes; it becomes the class pn-<kind> and the attribute data-pn.
func (n *Node) Init(r Renderer, kind string) {
	n.renderer, n.kind = r, kind
}

// Node returns n, so that whatever embeds a node has a place on a page.
func (n *Node) Node() *Node { return n }

// ID is the node's stable id in its document, or "" while it is on no page.
func (n *Node) ID() string {
	d := n.doc.Load()
	if d == nil {
		return ""
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	return n.id
}

// Kind is what Init was given.
func (n *Node) Kind() string { return n.kind }

// Renderer is what Init was given: the component itself.
func (n *Node) Renderer() Renderer { return n.renderer }

// Update changes the component's state and marks it for rendering. A change
// that panics leaves the node unlocked, here and in what follows.
func (n *Node) Update(change func()) {
	n.Peek(change)
	n.touch()
}

// UpdateValue changes the component's value. Nodes computed from it run again.
func (n *Node) UpdateValue(change func()) {
	n.UpdateIf(func() bool { change(); return true })
}

// UpdateIf is UpdateValue for a change that may find nothing to do: it counts
// only when it reports true. Checking and changing are one step.
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

// Read reads the component's value; what a computed node reads while it runs
// is what it depends on.
func (n *Node) Read(read func()) {
	if n.reads.Add(1) == 1 {
		n.readAt.Store(n.version.Load())
	}
	n.Peek(read)
}

// Styled changes the common options.
func (n *Node) Styled(change func(*Style)) {
	n.Update(func() { change(&n.style) })
}

// Style is the common options as they are, for use inside Render.
func (n *Node) Style() Style { return n.style }

// Post runs f in the turn of the session that shows the node. It reports
// false, and does not run f, when the node is on no page.
func (n *Node) Post(f func()) bool {
	d := n.doc.Load()
	return d != nil && d.post(f)
}

func (n *Node) touch() {
	if d := n.doc.Load(); d != nil {
		d.markDirty(n)
	}
}

// render writes the node anew. The caller holds no lock of n.
func (n *Node) render() state {
	n.mu.Lock()
	defer n.mu.Unlock()
	m := Markup{node: n, buf: make([]byte, 0, 160)}
	n.renderer.Render(&m)
	m.finish()
	s := state{markup: string(m.buf), children: m.children, label: m.label}
	if m.hasValue {
		s.value = m.value
	}
	return s
}

// bare is the node as an element with nothing in it. It reads nothing that the
// node's lock guards.
func (n *Node) bare() string {
	m := Markup{node: n, buf: []byte("<div")}
	m.Attr("id", n.id).Attr("data-pn", n.kind).Attr("class", "pn-"+n.kind)
	return string(m.buf) + "></div>"
}

// writeRootAttributes writes what every component's root element carries.
func (n *Node) writeRootAttributes(m *Markup) {
	m.Attr("id", n.id)
	if n.kind == "" {
		return
	}
	m.Attr("data-pn", n.kind)
	s := &n.style
	class := "pn-" + n.kind
	for _, more := range []string{s.DefaultClasses, sizingClass(s.Sizing), s.Classes} {
		if more != "" {
			class += " " + more
		}
	}
	m.Attr("class", class)
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
