package document

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// A behaviour is what a component does to another as soon as a person uses it: the
// browser runs it at once, without asking, and tells the session in the event what came of
// it. The session ends in the same state. docs/protocol.md, section 4, has the rules for
// clients.
//
// The root element of the component that has behaviours, the trigger, names the targets by
// their ids. A target that comes to the page, leaves it or gets another id has its triggers
// rendered again.

// Behaviour is a declared one. Nothing changes in it later.
type Behaviour struct {
	Verb   Verb
	Target *Node
	Arg    string // of VerbSet a value as JSON, by Encode; of VerbClass the name of a class, else ""
}

// Verb is what a behaviour does to its target.
type Verb string

// The verbs. A trigger with a value shows or hides its target while the value is true.
const (
	VerbShow   Verb = "show"
	VerbHide   Verb = "hide"
	VerbToggle Verb = "toggle" // shows what is hidden, and hides what is not
	VerbClass  Verb = "class"  // gives it a class, or takes it away
	VerbSet    Verb = "set"    // sets its value
	VerbLink   Verb = "link"   // sets its value to that of the trigger
	VerbFocus  Verb = "focus"
	VerbCopy   Verb = "copy"   // copies its text to the clipboard
	VerbScroll Verb = "scroll" // scrolls to it
	VerbFilter Verb = "filter" // shows those of its rows that have the text of the trigger
)

// Receiver is a component whose value a behaviour of another can set. Receive sets it,
// given as JSON, and tells those who follow it, as the script does; an error means that
// the value does not fit.
type Receiver interface {
	Receive(value []byte) error
}

// behaviour is a Behaviour of a node.
type behaviour struct {
	Behaviour
	told bool // that its target was not there; guarded by the document's lock
}

// MaxBehaviours bounds the behaviours of a node, against a script that never stops to add
// some.
const MaxBehaviours = 1_000

// Behave gives n one more behaviour; they run in the order in which they are given. It
// panics if the target belongs to another document, or n has MaxBehaviours.
func (n *Node) Behave(b Behaviour) {
	if n.belongsElsewhere(b.Target) {
		panic(foreign(b.Target).Error())
	}
	if len(n.own()) >= MaxBehaviours {
		panic(fmt.Sprintf("a %s does %d things already: declare what it does once, not in a callback", n.kindName(), MaxBehaviours))
	}
	added := &behaviour{Behaviour: b}
	for {
		old := n.behaviours.Load()
		var all []*behaviour
		if old != nil {
			all = slices.Clone(*old)
		}
		all = append(all, added)
		if n.behaviours.CompareAndSwap(old, &all) {
			break
		}
	}
	if d := n.doc.Load(); d != nil {
		d.mu.Lock()
		if n.doc.Load() == d {
			d.nameTargets(n)
		}
		d.mu.Unlock()
		d.markDirty(n)
	}
}

// belongsElsewhere reports whether both nodes are known to be in documents, and these
// differ.
func (n *Node) belongsElsewhere(target *Node) bool {
	here, there := n.home(), target.home()
	return here != nil && there != nil && here != there
}

// home returns the document in which n is or will be, as far as that is known.
func (n *Node) home() *Document {
	if d := n.doc.Load(); d != nil {
		return d
	}
	if root := n.rootAbove(); root != nil {
		return root.doc.Load()
	}
	return nil
}

// own returns the behaviours of n.
func (n *Node) own() []*behaviour {
	if all := n.behaviours.Load(); all != nil {
		return *all
	}
	return nil
}

// nameTargets notes that n, which is in the document, names the targets of its
// behaviours. The caller holds d.mu.
func (d *Document) nameTargets(n *Node) {
	for _, b := range n.own() {
		if d.triggers == nil {
			d.triggers = map[*Node][]*Node{}
		}
		if !slices.Contains(d.triggers[b.Target], n) {
			d.triggers[b.Target] = append(d.triggers[b.Target], n)
		}
	}
}

// forgetTargets notes that n leaves the document. The caller holds d.mu.
func (d *Document) forgetTargets(n *Node) {
	for _, b := range n.own() {
		rest := slices.DeleteFunc(d.triggers[b.Target], func(t *Node) bool { return t == n })
		if len(rest) > 0 {
			d.triggers[b.Target] = rest
		} else {
			delete(d.triggers, b.Target)
		}
	}
}

// nameAnew has the triggers of a target rendered, because its id has changed. The caller
// holds d.mu.
func (d *Document) nameAnew(target *Node) {
	for _, n := range d.triggers[target] {
		d.markLocked(n)
	}
}

// writeBehaviours writes the attribute that tells the browser the behaviours of a node: a
// list of lists of verb, id and, for some, an argument. The id of a target that is not on
// the page is "".
func (n *Node) writeBehaviours(m *Markup) {
	all := n.own()
	if all == nil {
		return
	}
	list := make([][]any, len(all))
	for i, b := range all {
		if n.belongsElsewhere(b.Target) {
			panic(foreign(b.Target).Error())
		}
		list[i] = []any{b.Verb, b.Target.ID()}
		switch b.Verb {
		case VerbSet:
			list[i] = append(list[i], json.RawMessage(b.Arg))
		case VerbClass:
			list[i] = append(list[i], b.Arg)
		}
	}
	if text, err := json.Marshal(list); err == nil {
		m.Attr("data-pn-does", string(text))
	}
}

// Acted follows a person's event of n: it does here what the browser has done. states has,
// as JSON, the state in which the browser has left the target of each behaviour, null
// where it did nothing; it is empty if the client runs no behaviours. isChange says that
// the event has the value of n, which Follow follows. Only a trigger that a person can use,
// visible and enabled, does anything: usable is false for an event of another one that has
// behaviours, and the next patch puts the browser right.
//
// Acted returns the behaviours whose target was not on the page, each once.
func (d *Document) Acted(n *Node, isChange bool, states []byte) (missing []Behaviour, usable bool) {
	all := n.own()
	if all == nil {
		return nil, true
	}
	var left []json.RawMessage
	runs := json.Unmarshal(states, &left) == nil && left != nil
	usable = d.usable(n)
	for i, b := range all {
		if d.misses(b) {
			missing = append(missing, b.Behaviour)
		}
		var state json.RawMessage
		if i < len(left) && string(bytes.TrimSpace(left[i])) != "null" {
			state = left[i]
		}
		d.leftAs(b, state)
		if usable && !isChange && (state != nil || !runs) {
			b.run(state)
		}
	}
	return missing, usable
}

// misses reports, once for each behaviour, that its target is not in the document.
func (d *Document) misses(b *behaviour) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if b.told || b.Target.doc.Load() == d {
		return false
	}
	b.told = true
	return true
}

// usable reports whether a person can use a node: neither it nor anything that it stands
// in is hidden, and it is enabled.
func (d *Document) usable(n *Node) bool {
	var above []*Node
	d.mu.Lock()
	for p := n; p != nil && len(above) <= len(d.nodes); p = p.parent {
		above = append(above, p)
	}
	d.mu.Unlock()
	for _, p := range above {
		off := false
		p.Peek(func() { off = p.style.Hidden || p == n && p.style.Disabled })
		if off {
			return false
		}
	}
	return true
}

// run does what the behaviour says. state is that in which the browser has left the
// target, nil if that is not known.
func (b *behaviour) run(state []byte) {
	var on, known bool
	known = json.Unmarshal(state, &on) == nil
	switch b.Verb {
	case VerbShow:
		b.Target.show(true)
	case VerbHide:
		b.Target.show(false)
	case VerbToggle:
		if !known {
			b.Target.Peek(func() { on = b.Target.style.Hidden })
		}
		b.Target.show(on)
	case VerbClass:
		b.Target.Styled(func(s *Style) {
			has := slices.Contains(strings.Fields(s.Classes), b.Arg)
			s.Classes = withWord(s.Classes, b.Arg, known && on || !known && !has)
		})
	case VerbSet:
		b.Target.receive([]byte(b.Arg))
	}
}

// Follow does what the behaviours of n say now that it has another value.
func (n *Node) Follow(value any) {
	all := n.own()
	if all == nil {
		return
	}
	const most = 100 // of components that set each other and do not come to rest
	defer n.following.Add(-1)
	if n.following.Add(1) > most {
		return
	}
	text, err := json.Marshal(value)
	if err != nil {
		return
	}
	for _, b := range all {
		switch b.Verb {
		case VerbShow:
			b.Target.show(value == true)
		case VerbHide:
			b.Target.show(value != true)
		case VerbLink:
			b.Target.receive(text)
		}
	}
}

func (n *Node) show(on bool) {
	hidden := false
	if n.Peek(func() { hidden = n.style.Hidden }); hidden == on {
		n.Styled(func(s *Style) { s.Hidden = !on })
	}
}

// receive sets the value of n. One that does not fit leaves it as it is.
func (n *Node) receive(value []byte) {
	if r, ok := n.renderer.(Receiver); ok {
		_ = r.Receive(value)
	}
}

// leftAs notes the state in which the browser has left the target of a behaviour.
func (d *Document) leftAs(b *behaviour, state []byte) {
	var on bool
	isBool := json.Unmarshal(state, &on) == nil
	switch b.Verb {
	case VerbShow, VerbHide, VerbToggle:
		if isBool {
			d.browserHasRoot(b.Target, func(markup string) string { return withAttribute(markup, "hidden", "", !on) })
		}
	case VerbClass:
		if isBool {
			d.browserHasRoot(b.Target, func(markup string) string {
				classes := withWord(rootAttribute(markup, "class"), b.Arg, on)
				return withAttribute(markup, "class", classes, true)
			})
		}
	case VerbSet, VerbLink:
		if state != nil && b.Target.doc.Load() == d {
			d.BrowserHas(b.Target, state)
		}
	}
}

// browserHasRoot notes that the browser has another root element of a node than it was
// sent.
func (d *Document) browserHasRoot(n *Node, change func(markup string) string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if n.doc.Load() != d || n.fresh || n.rendered.markup == "" {
		return
	}
	if !n.touched {
		n.touched, n.known = true, n.rendered
		d.changes = append(d.changes, n)
	}
	n.known.markup = change(n.known.markup)
}

// rootTag splits markup into what stands before the attributes of its root element, these,
// and the rest.
func rootTag(markup string) (head, attributes, rest string) {
	end := strings.IndexByte(markup, '>')
	if end < 0 {
		return markup, "", ""
	}
	start := strings.IndexAny(markup[:end], " \x01")
	if start < 0 {
		start = end
	}
	return markup[:start], markup[start:end], markup[end:]
}

// rootAttribute returns an attribute of markup's root element, as it is written.
func rootAttribute(markup, name string) string {
	_, attributes, _ := rootTag(markup)
	a, _ := attributeOf(attributes, name)
	return a.value
}

// withAttribute returns markup whose root element has an attribute, or has it not. value
// is as it is written; "" is an attribute without a value.
func withAttribute(markup, name, value string, on bool) string {
	head, attributes, rest := rootTag(markup)
	var b strings.Builder
	b.WriteString(head)
	for attributes != "" {
		a, after := nextAttribute(attributes)
		if a.name != name {
			b.WriteString(attributes[:len(attributes)-len(after)])
		}
		attributes = after
	}
	if on {
		b.WriteString(" " + name)
		if value != "" {
			b.WriteString(`="` + value + `"`)
		}
	}
	return b.String() + rest
}

// withWord returns words, separated by spaces, with one at the end that was not there, or
// without it.
func withWord(words, word string, on bool) string {
	fields := strings.Fields(words)
	if !on {
		fields = slices.DeleteFunc(fields, func(w string) bool { return w == word })
	} else if !slices.Contains(fields, word) {
		fields = append(fields, word)
	}
	return strings.Join(fields, " ")
}

// Describe names a node for the log of its author: its kind, and its label if it has one.
func (n *Node) Describe() string {
	if n.renderer == nil {
		return "a computed value"
	}
	s := n.render()
	if label := s.label(); label != "" {
		return fmt.Sprintf("%s %q", n.kindName(), label)
	}
	return n.kindName()
}
