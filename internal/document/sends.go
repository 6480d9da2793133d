package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

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

// wide matches a whole number that may be beyond those that JavaScript holds exactly, and
// wideIn what may have one in it.
var wide, wideIn = regexp.MustCompile(`^-?[0-9]{16,}$`), regexp.MustCompile(`[0-9]{16}`)

// wideAsText returns JSON with such numbers as text: a browser would change them.
func wideAsText(value string) string {
	if len(value) < 16 || value[0] == '"' || !wideIn.MatchString(value) {
		return value
	}
	d := json.NewDecoder(strings.NewReader(value))
	d.UseNumber()
	var v any
	if d.Decode(&v) != nil {
		return value
	}
	changed := false
	v = eachNumber(v, func(n json.Number) any {
		if f, err := n.Float64(); err != nil || math.Abs(f) < 1<<53 || !wide.MatchString(n.String()) {
			return n
		}
		changed = true
		return n.String()
	})
	if text, err := json.Marshal(v); changed && err == nil {
		return string(text)
	}
	return value
}

// eachNumber returns a decoded value with its numbers, and those in its lists and objects,
// replaced.
func eachNumber(v any, by func(json.Number) any) any {
	switch v := v.(type) {
	case json.Number:
		return by(v)
	case []any:
		for i := range v {
			v[i] = eachNumber(v[i], by)
		}
	case map[string]any:
		for name := range v {
			v[name] = eachNumber(v[name], by)
		}
	}
	return v
}

// Decode decodes the value of an event, as package json does, but for two things. null is
// no value. A whole number may come as text: JavaScript does not hold those beyond 2^53
// exactly, so that a browser sends the text that its element or its module has.
func (e Event) Decode(v any) error {
	data := []byte(e.Value)
	err := json.Unmarshal(data, v)
	for read := len(data); read < maxReading; read += len(data) {
		if data = withNumber(data, err); data == nil {
			break
		}
		err = json.Unmarshal(data, v)
	}
	if err == nil && string(bytes.TrimSpace(e.Value)) == "null" {
		err = errors.New("null is no value")
	}
	return err
}

// maxReading bounds how much Decode reads, in bytes: it reads all of a value again for each
// number in it that has come as text.
const maxReading = 8 << 20

// withNumber returns JSON with the text as a number for which err says that no text can
// stand there. It returns nil if that is not what err says, or the text is none of a whole
// number.
func withNumber(data []byte, err error) []byte {
	wrong := (*json.UnmarshalTypeError)(nil)
	if !errors.As(err, &wrong) || wrong.Value != "string" || wrong.Offset > int64(len(data)) {
		return nil
	}
	end := bytes.LastIndexByte(data[:wrong.Offset], '"') // the text ends before the offset
	if end < 0 {
		return nil
	}
	start := bytes.LastIndexByte(data[:end], '"')
	if start < 0 || !wide.Match(data[start+1:end]) {
		return nil
	}
	return slices.Concat(data[:start], data[start+1:end], data[end+1:])
}
