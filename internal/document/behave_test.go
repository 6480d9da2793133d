package document_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"pgregory.net/rapid"

	"github.com/panelgo/panelgo/internal/document"
)

// does returns what a component's root element says of its behaviours.
func does(t testing.TB, d *document.Document, b *box) string {
	t.Helper()
	_, rest, _ := strings.Cut(d.HTML(b.ID()), `data-pn-does="`)
	text, _, _ := strings.Cut(rest, `"`)
	return html.UnescapeString(text)
}

func hide(b *box, on bool) { b.node.Styled(func(s *document.Style) { s.Hidden = on }) }

// A trigger names its targets as they are: before they come to the page, there, after they
// have left it, and when they have come back with another id.
func TestTargetsThatComeAndGo(t *testing.T) {
	d, main, side := newDocument()
	button, card, other := newBox(leaf, "button"), newBox(leaf, "card"), newBox(leaf, "other")
	button.node.Behave(document.Behaviour{Verb: document.VerbToggle, Target: &card.node})
	main.children = []*box{button}
	settle(t, d)
	page := visit(t, d)
	for i, step := range []struct {
		change func()
		does   string
	}{
		{func() {}, `[["toggle",""]]`},
		{func() { side.children = []*box{card} }, `[["toggle","c2"]]`},
		{func() { side.children = nil }, `[["toggle",""]]`},
		{func() { side.children = []*box{card} }, `[["toggle","c3"]]`},
		{func() { side.children, main.children = nil, []*box{card, button} }, `[["toggle","c3"]]`},
		{func() {
			button.node.Behave(document.Behaviour{Verb: document.VerbClass, Target: &other.node, Arg: "wide"})
		}, `[["toggle","c3"],["class","","wide"]]`},
		{func() { main.children = []*box{card, button, other} }, `[["toggle","c3"],["class","c4","wide"]]`},
	} {
		step.change()
		main.Update(func() {})
		side.Update(func() {})
		settle(t, d)
		page.apply(d.Take())
		page.check(d)
		if got := does(t, d, button); got != step.does {
			t.Errorf("step %d: %s, want %s", i, got, step.does)
		}
	}
	main.children = nil
	main.Update(func() {})
	settle(t, d)
	if d.Len() != 2 {
		t.Errorf("%d nodes are left", d.Len())
	}
}

// What the browser has shown already is not sent to it again; it is put right where the
// session decides otherwise.
func TestWhatTheBrowserHasShown(t *testing.T) {
	for _, c := range []struct {
		name   string
		hidden bool // before
		verb   document.Verb
		did    string
		after  func(card *box) // a callback
		want   bool            // hidden
		ops    int
	}{
		{"toggled", false, document.VerbToggle, `[false]`, nil, true, 0},
		{"toggled back", true, document.VerbToggle, `[true]`, nil, false, 0},
		{"a callback decides otherwise", false, document.VerbToggle, `[false]`, func(b *box) { hide(b, false) }, false, 1},
		{"shown already", false, document.VerbShow, `[true]`, nil, false, 0},
		{"shown", true, document.VerbShow, `[true]`, nil, false, 0},
		{"hidden", false, document.VerbHide, `[false]`, nil, true, 0},
		{"the other way round", false, document.VerbShow, `[false]`, nil, false, 1},
		{"a client that does nothing by itself", false, document.VerbToggle, ``, nil, true, 1},
		{"a target that the page did not have", false, document.VerbToggle, `[null]`, nil, false, 0},
		{"no state", false, document.VerbToggle, `["much"]`, nil, true, 1},
		{"no list", false, document.VerbHide, `{"a":1}`, nil, true, 1},
		{"focused", false, document.VerbFocus, `[null]`, nil, false, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, main, _ := newDocument()
			button, card := newBox(leaf, "button"), newBox(leaf, "card")
			main.children = []*box{button, card}
			hide(card, c.hidden)
			button.node.Behave(document.Behaviour{Verb: c.verb, Target: &card.node})
			settle(t, d)
			d.Sync()
			d.Acted(&button.node, false, []byte(c.did))
			if c.after != nil {
				c.after(card)
			}
			settle(t, d)
			ops := d.Take()
			if is := strings.Contains(d.HTML(card.ID()), " hidden"); is != c.want || len(ops) != c.ops {
				t.Errorf("hidden %v, want %v; operations %v, want %d", is, c.want, ops, c.ops)
			}
			if again := d.Take(); len(again) > 0 {
				t.Errorf("once more: %v", again)
			}
		})
	}
}

// A trigger that nobody can use does nothing, and the browser is put right.
func TestTriggersThatNobodyCanUse(t *testing.T) {
	for name, prevent := range map[string]func(main, button *box){
		"hidden":              func(_, button *box) { hide(button, true) },
		"in what is hidden":   func(main, _ *box) { hide(main, true) },
		"disabled":            func(_, button *box) { button.node.Styled(func(s *document.Style) { s.Disabled = true }) },
		"without a behaviour": nil,
	} {
		t.Run(name, func(t *testing.T) {
			d, main, _ := newDocument()
			button, secret := newBox(leaf, "button"), newBox(leaf, "secret")
			main.children = []*box{button, secret}
			hide(secret, true)
			if prevent != nil {
				button.node.Behave(document.Behaviour{Verb: document.VerbShow, Target: &secret.node})
				prevent(main, button)
			}
			settle(t, d)
			d.Sync()
			if _, usable := d.Acted(&button.node, false, []byte(`[true,true]`)); usable != (prevent == nil) {
				t.Errorf("usable: %v", usable)
			}
			settle(t, d)
			ops := d.Take()
			if !strings.Contains(d.HTML(secret.ID()), " hidden") {
				t.Error("it is shown")
			}
			if prevent != nil && (len(ops) != 1 || ops[0].ID != secret.ID() || ops[0].Name != "hidden" || ops[0].Gone) {
				t.Errorf("the browser is not put right: %v", ops)
			}
		})
	}
}

// A behaviour that finds its target not on the page is told once.
func TestMissingTargets(t *testing.T) {
	d, main, _ := newDocument()
	button, there, away := newBox(leaf, "button"), newBox(leaf, "there"), newBox(leaf, "away")
	main.children = []*box{button, there}
	for _, target := range []*box{there, away} {
		button.node.Behave(document.Behaviour{Verb: document.VerbToggle, Target: &target.node})
	}
	settle(t, d)
	for _, want := range []int{1, 0} {
		if missing, _ := d.Acted(&button.node, false, []byte(`[false,null]`)); len(missing) != want || want == 1 && missing[0].Target != &away.node {
			t.Errorf("%v are missing, want %d", missing, want)
		}
	}
}

// A target of another page is refused where that is known, else when the trigger is shown.
func TestTargetsOfAnotherSession(t *testing.T) {
	d, main, _ := newDocument()
	other, elsewhere, _ := newDocument()
	button, card := newBox(leaf, "button"), newBox(leaf, "card")
	elsewhere.children = []*box{card}
	settle(t, other)
	declare := func() (refusal any) {
		defer func() { refusal = recover() }()
		button.node.Behave(document.Behaviour{Verb: document.VerbToggle, Target: &card.node})
		main.children = []*box{button}
		main.Update(func() {})
		return d.Settle()
	}
	const want = "a box belongs to the page of another session: make components inside App, not in package variables"
	for _, when := range []string{"before it is on a page", "on its page"} {
		if got := fmt.Sprint(declare()); got != want {
			t.Errorf("%s: %q", when, got)
		}
	}
}

// far is a browser that runs behaviours by itself and is far away: events and patches are
// on their way.
type far struct {
	*browser
	events  []event         // on their way
	pending []event         // not acknowledged
	patches [][]document.Op // on their way, each with the events taken
	acks    []int           // of patches
	seq     int
}

type event struct {
	seq    int
	button *box
	did    []any
}

func setHidden(n *html.Node, on bool) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
	if on {
		n.Attr = append(n.Attr, html.Attribute{Key: "hidden"})
	}
}

func (f *far) element(id string) *html.Node {
	n, err := f.dom.Find("[id='" + id + "']")
	if err != nil {
		f.t.Fatal(err)
	}
	return n
}

// targets returns the targets of a button as the page has them, nil for those it has not.
func (f *far) targets(button *box) (out []*html.Node) {
	var list [][]string
	if n := f.element(button.ID()); n != nil {
		json.Unmarshal([]byte(attribute(n, "data-pn-does")), &list)
	}
	for _, b := range list {
		out = append(out, f.element(b[1]))
	}
	return out
}

func (f *far) click(button *box) {
	if button.ID() == "" || f.element(button.ID()) == nil {
		return
	}
	f.seq++
	e := event{seq: f.seq, button: button}
	for _, target := range f.targets(button) {
		if target == nil {
			e.did = append(e.did, nil)
			continue
		}
		hidden := !slices.ContainsFunc(target.Attr, func(a html.Attribute) bool { return a.Key == "hidden" })
		setHidden(target, hidden)
		e.did = append(e.did, !hidden)
	}
	f.events, f.pending = append(f.events, e), append(f.pending, e)
}

func (f *far) receive() {
	ops, ack := f.patches[0], f.acks[0]
	f.patches, f.acks = f.patches[1:], f.acks[1:]
	f.pending = slices.DeleteFunc(f.pending, func(e event) bool { return e.seq <= ack })
	f.apply(ops)
	for _, e := range f.pending {
		for i, target := range f.targets(e.button) {
			if target != nil && i < len(e.did) && e.did[i] != nil {
				setHidden(target, e.did[i] == false)
			}
		}
	}
}

// However events and patches cross, the page and the document end the same, and what the
// last click did stays unless the script has changed it since.
func TestClicksAndPatchesThatCross(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		d, main, side := newDocument()
		cards := []*box{newBox(leaf, "a"), newBox(titled, "b", newBox(leaf, "in b"))}
		buttons := []*box{newBox(leaf, "one"), newBox(leaf, "two")}
		for i, b := range buttons {
			for _, card := range cards[i:] {
				b.node.Behave(document.Behaviour{Verb: document.VerbToggle, Target: &card.node})
			}
		}
		main.children, side.children = buttons, cards
		settle(t, d)
		f := &far{browser: visit(t, d)}
		taken := 0

		handle := func() {
			e := f.events[0]
			f.events, taken = f.events[1:], e.seq
			did, _ := json.Marshal(e.did)
			d.Acted(&e.button.node, false, did)
		}
		send := func() {
			settle(t, d)
			f.patches, f.acks = append(f.patches, d.Take()), append(f.acks, taken)
		}
		rt.Repeat(map[string]func(*rapid.T){
			"a click":       func(rt *rapid.T) { f.click(rapid.SampledFrom(buttons).Draw(rt, "button")) },
			"the script":    func(rt *rapid.T) { hide(rapid.SampledFrom(cards).Draw(rt, "card"), rapid.Bool().Draw(rt, "on")) },
			"another text":  func(rt *rapid.T) { cards[1].Update(func() { cards[1].text += "x" }) },
			"another shape": func(rt *rapid.T) { cards[0].Update(func() { cards[0].form = titled - cards[0].form }) },
			"away and back": func(rt *rapid.T) {
				side.Update(func() { side.children = cards[rapid.IntRange(0, 2).Draw(rt, "from"):] })
			},
			"an event": func(rt *rapid.T) {
				if len(f.events) > 0 {
					handle()
				}
			},
			"a patch is made": func(rt *rapid.T) { send() },
			"a patch": func(rt *rapid.T) {
				if len(f.patches) > 0 {
					f.receive()
				}
			},
		})
		for len(f.events) > 0 {
			handle()
		}
		send()
		for len(f.patches) > 0 {
			f.receive()
		}
		f.check(d)
	})
}
