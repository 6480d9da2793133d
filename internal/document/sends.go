package document

import "fmt"

// As says how the state of an element becomes the value of an event, and how a value
// becomes the state of an element. docs/protocol.md, section 4, has the rules; the
// browser's runtime and every other client follow them, whatever the kind of component.
type As string

// The ways between the state of an element and a value.
const (
	AsNone    As = ""        // no value
	AsText    As = "text"    // a string: what an input or a select has
	AsNumber  As = "number"  // the same as a number
	AsChecked As = "checked" // whether a box is checked. Shown by a value other than true or false, the box is checked whose own value that is, or is in it
	AsList    As = "list"    // the values of all boxes of the component that are checked, or of a select's options that are selected
	AsPair    As = "pair"    // the numbers of the inputs of the component that send a pair, in the order of the page
	AsIndex   As = "index"   // the place of an element in its parent, from 0
	AsOpen    As = "open"    // whether the details element is open that the element stands in
	AsFigure  As = "figure"  // shown alone: the text of the element, see Markup.Figure
)

// figure marks an element whose text the browser may write.
const figure = `data-pn-shows="figure"`

// Sends has the element just opened send an event when a person uses it: changes an
// input, a select or a textarea, clicks any other element. The value is made of the
// element's state. A range also sends it while it is dragged.
func (m *Markup) Sends(event string, as As) *Markup {
	if as != AsNone {
		event += " " + string(as)
		m.sends = as
	}
	return m.Attr("data-pn-sends", event)
}

// Shows has the element just opened show the component's value: see Value.
func (m *Markup) Shows(as As) *Markup { return m.Attr("data-pn-shows", string(as)) }

// Figure has the element just opened show the component's value as text, also while a
// person changes it. format is that of the text: docs/protocol.md, section 4, has what a
// browser can write.
func (m *Markup) Figure(format string) *Markup {
	return m.Attr("data-pn-format", format).Shows(AsFigure)
}

// Group writes the attribute name, the same for all elements of the component and another
// than those of other components: radio buttons with it are a group.
func (m *Markup) Group() *Markup { return m.Attr("name", m.node.id) }

// samples are values of the types that elements send.
var samples = map[As]string{
	AsText: `"a"`, AsNumber: `1`, AsChecked: `true`, AsList: `["a"]`, AsPair: `[1,1]`, AsIndex: `1`, AsOpen: `true`,
}

// checkSent panics if the component does not take what its elements send.
func (n *Node) checkSent(as As) {
	if as == AsNone || n.sends {
		return
	}
	sample, known := samples[as]
	if !known {
		panic(fmt.Sprintf("an element of the %s sends its value as %q, which is no way to", n.kindName(), as))
	}
	if t, ok := n.renderer.(Taker); ok {
		if err := t.Takes([]byte(sample)); err != nil {
			panic(fmt.Sprintf("an element of the %s sends its value as %s, which the component does not take: %v. Let the element send another, or, if HandleEvent takes it, give the component a method Takes that does", n.kindName(), as, err))
		}
	}
	n.sends = true
}
