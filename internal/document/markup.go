package document

import (
	"bytes"
	"fmt"
	"html"
	"reflect"
	"strconv"
	"strings"
)

// Marks inside a node's own markup. None can occur in rendered text, because
// the writer drops control characters from all of its input.
const (
	markChild    = '\x00' // the place of the next child
	markOwned    = '\x01' // begins attributes or content that the browser owns
	markOwnedEnd = '\x02' // ends them
	markRaw      = '\x03' // begins HTML that was not written element by element
	markRawEnd   = '\x04' // ends it
)

// labelClass marks the element of a label. The browser finds it by this class,
// as docs/protocol.md says.
const labelClass = "pn-label"

// Markup is the writer that a component renders itself with: elements,
// attributes, text, and the places of its children. It escapes everything
// except Raw.
//
// The first element opened is the component's root; it gets the node's id, its
// classes and its common attributes by itself, and what Class and Attr add. A component
// writes exactly one root element. Inside a table write tbody, so that the browser's parser
// produces the same shape as was written.
type Markup struct {
	buf      []byte
	stack    []string
	children []*Node
	node     *Node
	names    names
	hasLabel bool
	sends    As // what an element sends, if any sends a value
	value    string
	hasValue bool
	inTag    bool
	owning   bool // the element just opened belongs to the module
	ownedAt  int  // how deep the element stands that does; 0 for none
	tag      int  // where the element that was opened last begins in buf
}

var voidElements = map[string]bool{
	"area": true, "br": true, "col": true, "embed": true, "hr": true, "img": true,
	"input": true, "link": true, "meta": true, "source": true, "track": true, "wbr": true,
}

// Open starts an element. Attributes may follow until anything else is written.
// A void element (input, br, …) needs no Close.
func (m *Markup) Open(tag string) *Markup {
	m.endTag()
	m.tag = len(m.buf)
	m.buf = append(m.buf, '<')
	m.buf = append(m.buf, tag...)
	m.inTag = true
	if len(m.stack) == 0 {
		m.node.writeRootAttributes(m)
	}
	m.stack = append(m.stack, tag)
	return m
}

// Attr writes an attribute of the element that was just opened. What is written for class
// or style is added to what the element has of it: the root has the classes and the style of
// its node. Attr panics if the element has the attribute already, as the root has id: a
// browser would drop the second.
func (m *Markup) Attr(name, value string) *Markup {
	if end := m.endOf(name); end >= 0 {
		return m.add(name, value, end)
	}
	m.buf = append(m.buf, ' ')
	m.buf = append(m.buf, name...)
	m.buf = append(m.buf, '=', '"')
	m.escape(value)
	m.buf = append(m.buf, '"')
	return m
}

// endOf returns where the value of an attribute ends that the element just opened has, -1 if
// it has none of the name. No value holds a quote, so that the name is never found in one.
func (m *Markup) endOf(name string) int {
	for at := m.tag; ; {
		i := bytes.Index(m.buf[at:], []byte(name))
		if i < 0 {
			return -1
		}
		start := at + i
		at = start + len(name)
		if value, ok := bytes.CutPrefix(m.buf[at:], []byte(`="`)); ok && m.buf[start-1] == ' ' {
			return len(m.buf) - len(value) + bytes.IndexByte(value, '"')
		}
	}
}

// add adds to the value of an attribute, which ends at end.
func (m *Markup) add(name, value string, end int) *Markup {
	between := map[string]string{"class": " ", "style": ";"}[name]
	if between == "" {
		panic(fmt.Sprintf("a %s writes the attribute %s of one element twice", m.node.kindName(), name))
	}
	rest := bytes.Clone(m.buf[end:])
	if m.buf = m.buf[:end]; m.buf[end-1] != between[0] {
		m.buf = append(m.buf, between...)
	}
	m.escape(value)
	m.buf = append(m.buf, rest...)
	return m
}

// Int writes an attribute with a whole number.
func (m *Markup) Int(name string, value int) *Markup {
	return m.Attr(name, strconv.Itoa(value))
}

// Class adds classes, separated by spaces, to the element that was just opened.
func (m *Markup) Class(classes string) *Markup { return m.Attr("class", classes) }

// Bool writes an attribute without a value if on is true, and nothing
// otherwise.
func (m *Markup) Bool(name string, on bool) *Markup {
	if on {
		m.buf = append(m.buf, ' ')
		m.buf = append(m.buf, name...)
	}
	return m
}

// Owned writes an attribute that the browser owns once the page is live: value,
// checked, selected or open, or data-pn-value. It is part of a first view's HTML and is ignored
// when two states are compared; see Value.
func (m *Markup) Owned(name, value string) *Markup {
	return m.owned(func() { m.Attr(name, value) })
}

// OwnedBool is Owned for an attribute without a value.
func (m *Markup) OwnedBool(name string, on bool) *Markup {
	if on {
		m.owned(func() { m.Bool(name, true) })
	}
	return m
}

// owned puts the marks of what the browser owns around what write writes. They do not
// nest.
func (m *Markup) owned(write func()) *Markup {
	if m.ownedAt > 0 {
		write()
		return m
	}
	m.buf = append(m.buf, markOwned)
	write()
	m.buf = append(m.buf, markOwnedEnd)
	return m
}

// Own leaves the content of the element just opened to the module of the component's kind:
// what is written into it is shown until the module begins, and patches leave it alone from
// then on. No component can stand in it.
func (m *Markup) Own() *Markup {
	m.owning = m.ownedAt == 0
	return m.Bool("data-pn-own", true)
}

// Value declares the value of the component's control, which Encode makes JSON of; a
// value that does not encode is ignored. The browser is sent a value
// only when it differs from the one that the browser reported.
func (m *Markup) Value(v any) *Markup {
	b, err := Encode(v)
	if err == nil {
		m.value, m.hasValue = string(b), true
	}
	return m
}

// Label writes the label of the component's control, in an element of its own.
// Of several labels the first counts: people know the control by it, and so
// does another session that takes over its value. The label is unescaped from
// the markup, so that it is the text that the page shows: escape replaces
// invalid UTF-8 and drops control characters.
func (m *Markup) Label(text string) *Markup { return m.Element("span", labelClass, text) }

// Name writes text that is the label of the component's control: a button's. As an
// element's only content it counts as Label does.
func (m *Markup) Name(text string) *Markup {
	m.endTag()
	start := len(m.buf)
	m.escape(text)
	m.named(start)
	return m
}

// named takes what was written from start on for the label, if it is the first.
func (m *Markup) named(start int) {
	if !m.hasLabel {
		m.hasLabel, m.names.label = true, html.UnescapeString(string(m.buf[start:]))
	}
}

// Section names the part of the page that the element just opened begins, if title is
// not empty: controls below it whose kind and label are not unique on the page are
// told apart by it.
func (m *Markup) Section(title string) *Markup {
	if title == "" {
		return m
	}
	m.Attr("data-pn-section", title)
	last := m.buf[:len(m.buf)-1]
	m.names.title = html.UnescapeString(string(last[bytes.LastIndexByte(last, '"')+1:]))
	return m
}

// Text writes escaped text.
func (m *Markup) Text(s string) *Markup {
	m.endTag()
	m.escape(s)
	return m
}

// Raw writes HTML unescaped. The caller guarantees that it is balanced, that it
// is the only content of its element, and that nothing in it came from a
// visitor unchecked.
func (m *Markup) Raw(html string) *Markup {
	m.endTag()
	m.buf = append(m.buf, markRaw)
	m.buf = append(m.buf, stripMarks(html)...)
	m.buf = append(m.buf, markRawEnd)
	return m
}

// Child writes the place of a child component, or nothing if the component is
// absent.
func (m *Markup) Child(c Component) *Markup {
	m.endTag()
	if Absent(c) {
		return m
	}
	n := c.Node()
	if n == nil {
		return m
	}
	if m.ownedAt > 0 {
		panic(fmt.Sprintf("a %s has a component in an element that it leaves to its module: put it beside that element", m.node.kindName()))
	}
	m.buf = append(m.buf, markChild)
	m.children = append(m.children, n)
	return m
}

// Absent reports whether a component is nil or a nil pointer: a function that
// returns a *TextPane as a component may return either for "none".
func Absent(c Component) bool {
	if c == nil {
		return true
	}
	v := reflect.ValueOf(c)
	return v.Kind() == reflect.Pointer && v.IsNil()
}

// Close ends the element that was opened last.
func (m *Markup) Close() *Markup {
	if len(m.stack) == 0 {
		return m
	}
	m.endTag() // of a void element, this also takes it off the stack
	if len(m.stack) == 0 {
		return m
	}
	last := len(m.stack) - 1
	if m.ownedAt == len(m.stack) {
		m.buf = append(m.buf, markOwnedEnd)
		m.ownedAt = 0
	}
	m.buf = append(m.buf, '<', '/')
	m.buf = append(m.buf, m.stack[last]...)
	m.buf = append(m.buf, '>')
	m.stack = m.stack[:last]
	return m
}

// Element writes an element that holds only text. An empty class is left out; an
// element of the class that Label writes is a label.
func (m *Markup) Element(tag, class, text string) *Markup {
	m.Open(tag)
	if class != "" {
		m.Class(class)
	}
	m.endTag()
	start := len(m.buf)
	m.escape(text)

	if class == labelClass {
		m.named(start)
	}
	return m.Close()
}

func (m *Markup) endTag() {
	if !m.inTag {
		return
	}
	m.inTag = false
	m.buf = append(m.buf, '>')
	if last := len(m.stack) - 1; voidElements[m.stack[last]] {
		m.stack = m.stack[:last]
		m.owning = false
	}
	if m.owning {
		m.owning, m.ownedAt = false, len(m.stack)
		m.buf = append(m.buf, markOwned)
	}
}

// finish closes the elements that a component left open.
func (m *Markup) finish() {
	m.endTag()
	for len(m.stack) > 0 {
		m.Close()
	}
}

// carryValue has the root element carry the value, for the module of the kind. The root
// always has other attributes.
func (m *Markup) carryValue() {
	at := bytes.IndexByte(m.buf, ' ')
	rest := bytes.Clone(m.buf[at:])
	m.buf, m.tag, m.ownedAt = m.buf[:at], at, 0
	m.Owned("data-pn-value", m.value)
	m.buf = append(m.buf, rest...)
}

// escape writes text so that the browser's parser returns exactly that text.
func (m *Markup) escape(s string) {
	s = strings.ToValidUTF8(s, "\uFFFD")
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '&':
			m.buf = append(m.buf, "&amp;"...)
		case c == '<':
			m.buf = append(m.buf, "&lt;"...)
		case c == '>':
			m.buf = append(m.buf, "&gt;"...)
		case c == '"':
			m.buf = append(m.buf, "&#34;"...)
		case c == '\r':
			m.buf = append(m.buf, "&#13;"...) // a parser turns a bare one into a line break
		case c < ' ' && c != '\n' && c != '\t', c == 0x7f:
			// control characters are not allowed in a page
		default:
			m.buf = append(m.buf, c)
		}
	}
}

func stripMarks(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.IndexFunc(s, isMark) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if isMark(r) {
			return -1
		}
		return r
	}, s)
}

func isMark(r rune) bool { return r <= markRawEnd }
