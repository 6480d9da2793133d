package soak_test

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/panelgo/panelgo/pn/pntest"
)

// event is what a person did.
type event struct {
	seq   int
	id    string
	key   string
	on    int // the last patch then
	label string
	name  string
	value any
	told  bool // the last hello had it among its inputs
}

// input is what a person has put into a control.
type input struct {
	Key   string `json:"key"`
	Value any    `json:"value"`
	label string
}

// page is a page as a browser has it, and what a person knows to have done in
// it. It knows nothing of sockets.
type page struct {
	dom    *pntest.DOM
	shown  map[string]string // what controls show, by id
	inputs map[string]input  // what the person put into them, by id
	queue  []event           // done and not acknowledged
	sent   int               // how many of the queue went over this socket
	seq    int               // of the last event done
	acked  int               // of the last one acknowledged
	last   int               // number of the last patch applied
	anew   bool              // the session is a new one, and its page is not here yet

	name    string // what the person typed last
	level   int    // what the script makes of the last one set
	carried any    // the level that went with the last hello
	clicks  []int  // that count in this session
	edition string
	ticks   int
	problem bool // the error overlay is there
	steady  bool // a session stays with the edition it began with
}

func newPage(text string, steady bool) (*page, error) {
	dom, err := pntest.ParseDOM(text)
	if err != nil {
		return nil, err
	}
	p := &page{dom: dom, shown: map[string]string{}, inputs: map[string]input{}, steady: steady}
	return p, p.look()
}

// do notes what a person does to the component with a label. It reports false
// when there is none.
func (p *page) do(label, name string, value any) bool {
	root := p.labelled(label)
	if root == nil {
		return false
	}
	p.seq++
	e := event{seq: p.seq, id: attribute(root, "id"), key: p.dom.Key(root), on: p.last, label: label, name: name, value: value}
	p.queue = append(p.queue, e)
	switch label {
	case "Name":
		p.name = value.(string)
	case "Level":
		p.level = fitted(value)
	case "A", "B", "C":
		p.clicks = append(p.clicks, int(label[0]-'A')+1)
	}
	if name == "change" {
		p.shown[e.id] = fmt.Sprint(value)
		p.inputs[e.id] = input{e.key, value, label}
	}
	return true
}

// fitted is what the script makes of a level.
func fitted(level any) int { return min(level.(int), mostLevel) }

// due takes the next event that may be sent: at most one change of a control
// is under way.
func (p *page) due() (event, bool) {
	if p.sent >= len(p.queue) || p.anew {
		return event{}, false
	}
	e := p.queue[p.sent]
	underWay := func(x event) bool { return x.id == e.id && x.name == "change" }
	if e.name == "change" && slices.ContainsFunc(p.queue[:p.sent], underWay) {
		return event{}, false
	}
	p.sent++
	return e, true
}

// tell returns the inputs that go with a hello.
func (p *page) tell() []input {
	out := make([]input, 0, len(p.inputs))
	p.carried = 0
	for _, in := range p.inputs {
		if out = append(out, in); in.label == "Level" {
			p.carried = in.Value
		}
	}
	for i := range p.queue {
		p.queue[i].told = p.queue[i].name == "change"
	}
	return out
}

// welcome takes the answer to a hello, or what a move says. wasLive: the page
// has had a session before.
func (p *page) welcome(resumed, wasLive bool, ack int) error {
	p.sent, p.ticks = 0, 0 // ticks begin anew in the session that an edit moves the page to
	if resumed {
		for i := range p.queue {
			p.queue[i].told = false // this session did not need it
		}
		if p.anew && ack == 0 {
			return nil
		}
		return p.acknowledge(ack)
	}
	p.last, p.acked, p.anew, p.edition = 0, 0, wasLive, ""
	if ack != 0 {
		return fmt.Errorf("a new session begins with ack %d", ack)
	}
	return nil
}

func (p *page) acknowledge(n int) error {
	if n < p.acked {
		return fmt.Errorf("ack %d came after ack %d", n, p.acked)
	}
	if n > p.seq {
		return fmt.Errorf("ack %d, but only %d events were made", n, p.seq)
	}
	p.acked = n
	for len(p.queue) > 0 && p.queue[0].seq <= n {
		p.queue = p.queue[1:]
		p.sent = max(p.sent-1, 0)
	}
	return nil
}

// patch applies a patch, which must be the next one.
func (p *page) patch(n, ack int, ops [][]any) error {
	if n <= p.last {
		return fmt.Errorf("patch %d came again, after patch %d", n, p.last)
	}
	if n != p.last+1 {
		return fmt.Errorf("patch %d came after patch %d", n, p.last)
	}
	if !p.anew {
		if err := p.acknowledge(ack); err != nil {
			return fmt.Errorf("patch %d: %w", n, err)
		}
	}
	if err := p.dom.Apply(ops); err != nil {
		return fmt.Errorf("patch %d: %w", n, err)
	}
	p.last = n
	for _, op := range ops {
		p.followControls(op)
	}
	if p.anew {
		p.renumber()
	}
	return p.look()
}

var ids = regexp.MustCompile(` id="([^"]*)"`)

// followControls notes what an operation makes controls show. Where an event
// is not acknowledged the person is ahead.
func (p *page) followControls(op []any) {
	id, _ := op[1].(string)
	switch op[0] {
	case "value":
		p.show(id, written(op[2]))
	case "html", "children":
		for _, match := range ids.FindAllStringSubmatch(fmt.Sprint(op[2:]...), -1) {
			if in, err := p.dom.Find("[id='" + match[1] + "'] > input"); err == nil && in != nil {
				p.show(match[1], attribute(in, "value"))
			}
		}
	}
}

func (p *page) show(id, value string) {
	if slices.ContainsFunc(p.queue, func(e event) bool { return e.id == id && !(p.anew && e.told) }) {
		return
	}
	if p.shown[id] != value {
		delete(p.inputs, id)
	}
	p.shown[id] = value
}

func written(value any) string {
	if f, ok := value.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(value)
}

// renumber makes the queue that of a new session: without what went with the
// hello, and without what is for components that are gone. The clicks that
// count are those it will get.
func (p *page) renumber() {
	rest := p.queue
	p.queue, p.sent, p.seq, p.anew, p.clicks = nil, 0, 0, false, nil
	p.level = fitted(p.carried)
	for _, e := range rest {
		n, err := p.dom.Find("[id='" + e.id + "']")
		if e.told || err != nil || n == nil {
			continue
		}
		p.seq++
		e.seq, e.on = p.seq, 0
		p.queue = append(p.queue, e)
		if e.name == "click" && len(e.label) == 1 {
			p.clicks = append(p.clicks, int(e.label[0]-'A')+1)
		} else if e.label == "Level" {
			p.level = fitted(e.value)
		}
	}
}

// look reads what the page says of its script, and holds it against what it
// said before.
func (p *page) look() error {
	ticks, err := strconv.Atoi(p.text(".tick"))
	if err != nil {
		return fmt.Errorf("the ticks: %w", err)
	}
	edition := p.text(".edition")
	if edition == p.edition && ticks < p.ticks {
		return fmt.Errorf("%s went from tick %d to tick %d", edition, p.ticks, ticks)
	}
	if p.steady && p.edition != "" && edition != p.edition {
		return fmt.Errorf("a session went from %s to %s", p.edition, edition)
	}
	p.ticks, p.edition = ticks, edition
	if title := p.text("title"); title != edition {
		return fmt.Errorf("%s has the title %q", edition, title)
	}
	return nil
}

// wrong reports what the page shows but should not, once the server has
// acknowledged everything; nil when all is right.
func (p *page) wrong() error {
	if len(p.queue) > 0 {
		return fmt.Errorf("%d events are not acknowledged, from %v on", len(p.queue), p.queue[0])
	}
	journal := p.journal()
	var errs []error
	want := fmt.Sprintf("name=%s level=%d journal=%s runs=1", p.name, p.level, journal)
	if got := p.text(".state"); got != want {
		errs = append(errs, fmt.Errorf("the state is %q, want %q", got, want))
	}
	for label, want := range map[string]string{"Name": p.name, "Level": fmt.Sprint(p.level), "Journal": journal} {
		if got := p.control(label); got != want {
			errs = append(errs, fmt.Errorf("the control %s shows %q, want %q", label, got, want))
		}
	}
	return errors.Join(errs...)
}

// journal returns what the script's journal must be.
func (p *page) journal() string {
	if len(p.clicks) == 0 {
		return ""
	}
	sum := 0
	for _, letter := range p.clicks {
		sum = (sum*31 + letter) % 1000000007
	}
	return fmt.Sprintf("%d-%d", len(p.clicks), sum)
}

// control returns what a control shows.
func (p *page) control(label string) string {
	root := p.labelled(label)
	if root == nil {
		return "nothing"
	}
	id := attribute(root, "id")
	if shown, ok := p.shown[id]; ok {
		return shown
	}
	if in, err := p.dom.Find("[id='" + id + "'] input"); err == nil && in != nil {
		return attribute(in, "value")
	}
	return "nothing"
}

// labelled finds the component of a label: a control's, or a button's text.
func (p *page) labelled(label string) *html.Node {
	candidates, err := p.dom.FindAll("#pn-main .pn-label, #pn-main button")
	if err != nil {
		return nil
	}
	for _, n := range candidates {
		if textOf(n) != label {
			continue
		}
		for ; n != nil; n = n.Parent {
			if attribute(n, "data-pn") != "" {
				return n
			}
		}
	}
	return nil
}

func (p *page) text(selector string) string {
	n, err := p.dom.Find(selector)
	if err != nil || n == nil {
		return ""
	}
	return textOf(n)
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for x := range n.Descendants() {
		if x.Type == html.TextNode {
			b.WriteString(x.Data)
		}
	}
	return b.String()
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
