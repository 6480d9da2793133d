package e2e_test

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/chromium"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/builtin"
	"github.com/panelgo/panelgo/pn"
	"github.com/panelgo/panelgo/pn/pntest"
)

// allKinds are the kinds of package pn and of the built-in plugins, without that of the
// areas, which every page has and no script makes.
func allKinds(t *testing.T) []pn.Kind {
	t.Helper()
	kinds := slices.DeleteFunc(pn.Kinds(), func(k pn.Kind) bool { return k.Name == "area" })
	registry, err := builtin.Registry()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range plugins.Having[plugins.KindProvider](registry) {
		kinds = append(kinds, p.Kinds()...)
	}
	return kinds
}

// showKind is an app with the example of the kind that the URL names, and a button after
// it that tells when all before has been done.
func showKind(s *pn.Session) {
	before := pn.Button("Before").Classes("before")
	done, said := pn.Button("Done").Classes("done"), pn.Text("").Classes("said")
	done.OnClick(func() { said.Set(fmt.Sprint("done ", done.Clicks())) })
	if example := examples[s.Arg("kind", "")]; example != nil {
		c := example()
		value := pn.View(func() pn.Component { return pn.Text(valueOf(c)).Classes("value") })
		s.Main(before, pn.Column(c).Classes("example"), done, said, value)
	}
}

// valueOf returns the value of a component as JSON, "" if it has none.
func valueOf(c pn.Component) string {
	for _, name := range []string{"Value", "Active", "Clicks"} {
		if read := reflect.ValueOf(c).MethodByName(name); read.IsValid() {
			text, err := json.Marshal(read.Call(nil)[0].Interface())
			if err != nil {
				panic(err)
			}
			return string(text)
		}
	}
	return ""
}

// Each kind of component, of package pn and of the built-in plugins, is documented, stands
// in a page without a fault, has a name for a screen reader, works by keyboard and by
// mouse, and takes what its elements send, and nothing else.
func TestKinds(t *testing.T) {
	reference, err := os.ReadFile("../../docs/reference.md")
	if err != nil {
		t.Fatal(err)
	}
	log := &journal{}
	s := serveAll(t, nil, func(o *panelgo.Options) {
		o.Log = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	}, panelgo.WithApp("kinds", showKind))
	p := newTab(t)
	p.watch()
	named := map[string]bool{}
	for _, kind := range allKinds(t) {
		named[kind.Name] = true
		t.Run(kind.Name, func(t *testing.T) {
			p := &tab{&chromium.Tab{T: t, Context: p.Context}}
			if examples[kind.Name] == nil {
				t.Fatalf("there is no example of the kind %s: give examples one, in internal/e2e/examples_test.go", kind.Name)
			}
			if !strings.Contains(strings.ToLower(string(reference)), "kind `"+kind.Name+"`") {
				t.Errorf("docs/reference.md has no section for it: go generate ./internal/reference")
			}
			url := s.url + "/kinds?kind=" + kind.Name
			p.Visit(url)
			p.Live()
			p.Want(`example().dataset.pn`, kind.Name)
			p.wantStyles(kind)
			p.wantNames()
			log.clear()
			p.useByKeyboard()
			p.useByMouse()
			if lines := log.with("an event was refused"); len(lines) > 0 {
				t.Errorf("what the elements send is refused:\n%s", strings.Join(lines, "\n"))
			}
			p.Want(`faults.join('\n')`, "")
			sendNonsense(t, url, p.Ask(`controls().map(e => e.dataset.pnSends).join('\n')`))
		})
	}
	for name := range examples {
		if !named[name] {
			t.Errorf("examples has one of the kind %s, which is none of package pn and of the built-in plugins", name)
		}
	}
}

// watch has each page of the tab watched by testdata/watch.js.
func (p *tab) watch() {
	p.T.Helper()
	script, err := os.ReadFile("testdata/watch.js")
	if err != nil {
		p.T.Fatal(err)
	}
	p.EachPage("{" + string(script) + "}")
}

// wantStyles checks that the kind's styles are in the page, and concern elements of the
// kind: those whose classes begin as its name does.
func (p *tab) wantStyles(kind pn.Kind) {
	p.T.Helper()
	if kind.CSS == "" {
		return
	}
	family, _, _ := strings.Cut(kind.Name, "-")
	p.JS(`window.own = new CSSStyleSheet(); own.replaceSync(` + chromium.Quote(kind.CSS) + `)`)
	p.Want(`own.cssRules.length > 0`, "true")
	p.Want(`(function strangers(rules) {
		return [...rules].flatMap(r => r.selectorText && !r.selectorText.includes('.pn-`+family+`') ? [r.selectorText]
			: r.cssRules && !r.selectorText ? strangers(r.cssRules) : []);
	})(own.cssRules).join()`, "")
	p.Want(`(function missing() {
		const all = rules => [...rules].flatMap(r => r.cssRules && !r.selectorText ? all(r.cssRules) : r.cssText.replace(/\s/g, ''));
		const there = [...document.styleSheets, ...document.adoptedStyleSheets].flatMap(s => all(s.cssRules));
		return all(own.cssRules).filter(r => !there.includes(r));
	})().join()`, "")
}

// roles are those of elements that a screen reader should name even if they cannot have
// the focus.
var roles = []string{"radiogroup", "tabpanel", "progressbar", "meter", "image", "img"}

// wantNames checks that what a person can use has a name.
func (p *tab) wantNames() {
	p.T.Helper()
	focusable := 0
	for _, n := range p.accessible(`.example > [data-pn]`) {
		role := textOf(n.Role)
		can := slices.ContainsFunc(n.Properties, func(x *accessibility.Property) bool {
			return x.Name == accessibility.PropertyNameFocusable && string(x.Value.Value) == "true"
		})
		if can {
			focusable++
		}
		if (can || slices.Contains(roles, role)) && textOf(n.Name) == "" {
			p.T.Errorf("a %s has no name for a screen reader", role)
		}
	}
	p.Want(`[example(), ...example().querySelectorAll('fieldset')].filter(e => e.matches('fieldset') && !e.querySelector('legend')?.textContent).length`, "0")
	if n := p.Ask(`controls().length`); n != "0" && focusable == 0 {
		p.T.Errorf("of %s controls none can have the focus", n)
	}
}

// accessible returns what a screen reader is told of the element at a selector, and of
// what is in it. After it, steps of chromedp find no elements any more, as it reads the
// document anew.
func (p *tab) accessible(selector string) (nodes []*accessibility.Node) {
	p.T.Helper()
	document, err := chromedp.Call(p.Context, dom.GetDocument, dom.GetDocumentParams{})
	if err != nil {
		p.T.Fatal(err)
	}
	found, err := chromedp.Call(p.Context, dom.QuerySelector, dom.QuerySelectorParams{NodeID: document.Root.NodeID, Selector: selector})
	if err != nil {
		p.T.Fatal(err)
	}
	tree, err := chromedp.Call(p.Context, accessibility.QueryAXTree, accessibility.QueryAXTreeParams{NodeID: found.NodeID})
	if err != nil {
		p.T.Fatal(err)
	}
	return slices.DeleteFunc(tree.Nodes, func(n *accessibility.Node) bool { return n.Ignored })
}

// textOf returns the text of a value of the accessibility tree.
func textOf(v *accessibility.Value) (text string) {
	if v != nil {
		_ = json.Unmarshal(v.Value, &text) // "" if it is another
	}
	return strings.TrimSpace(text)
}

// keys are what a person presses to use a control, by its type.
var keys = map[string]string{
	"button": " ", "tab": kb.ArrowRight, "summary": kb.Enter, "checkbox": " ", "radio": kb.ArrowRight,
	"range": kb.ArrowRight, "number": kb.ArrowUp, "select": kb.ArrowDown,
	"text": "a" + kb.Enter, "textarea": "a" + kb.Tab,
}

// useByKeyboard goes through the page by Tab, and uses each control that it comes to. It
// must come to all, but for those between which arrow keys move, and each must send an
// event, and show after it what a person did.
func (p *tab) useByKeyboard() {
	p.T.Helper()
	came := map[string]bool{}
	p.JS(`document.querySelector('.before').focus()`)
	for p.Do(chromedp.KeyEvent(kb.Tab)); p.Ask(`document.activeElement.matches('.done')`) == "false"; p.Do(chromedp.KeyEvent(kb.Tab)) {
		if p.Ask(`document.activeElement == document.body`) == "true" {
			p.T.Fatal("Tab does not come from the component to what stands after it")
		}
		if p.Ask(`controls().includes(document.activeElement)`) == "false" {
			continue
		}
		group, kind := p.Ask(`groupOf(document.activeElement)`), p.Ask(`typeOf(document.activeElement)`)
		if came[group] {
			continue
		}
		came[group] = true
		if keys[kind] == "" {
			p.T.Fatalf("a %s: by which keys is it used? Tell keys", kind)
		}
		p.sends("by keyboard, a "+kind, func() { p.Do(chromedp.KeyEvent(keys[kind])) })
		if kind == "textarea" {
			p.Do(chromedp.KeyEvent(kb.Tab, chromedp.KeyModifiers(8)))
		}
	}
	for _, group := range strings.Fields(strings.ReplaceAll(p.Ask(`controls().filter(e => !e.disabled).map(e => groupOf(e).replaceAll(' ', '_')).join(' ')`), ",", " ")) {
		if !came[strings.ReplaceAll(group, "_", " ")] {
			p.T.Errorf("the control %s is not reached by Tab", group)
		}
	}
}

// useByMouse clicks each control that is used so.
func (p *tab) useByMouse() {
	p.T.Helper()
	n, err := strconv.Atoi(p.Ask(`controls().length`))
	if err != nil {
		p.T.Fatal(err)
	}
	for i := range n {
		e := fmt.Sprintf(`controls()[%d]`, i)
		kind := p.Ask(`typeOf(` + e + `)`)
		if p.Ask(`isOn(`+e+`)`) == "true" || !slices.Contains([]string{"button", "tab", "summary", "checkbox", "radio", "range"}, kind) {
			continue
		}
		var at [2]float64
		if err := json.Unmarshal([]byte(p.Ask(`middle(`+e+`)`)), &at); err != nil {
			p.T.Fatal(err)
		}
		p.sends("by mouse, a "+kind, func() { p.Do(chromedp.MouseClickXY(at[0], at[1])) })
	}
}

// sends does something in the page that has the component send an event, and checks that
// the page shows what was done when the server has taken it: what it has shown at once, or
// else something else than before.
func (p *tab) sends(what string, do func()) {
	p.T.Helper()
	before, sent := p.Ask(`state()`), p.Ask(`sent.length`)
	clicks := p.Ask(`document.querySelector('.said').textContent.slice(5) || 0`)
	do()
	p.Wait(`sent.length > ` + sent)
	p.Want(`sent.slice(`+sent+`).every(m => m.id == example().id)`, "true")
	hasValue, atOnce := p.Ask(`sent.at(-1).value !== undefined`), p.Ask(`state()`)

	p.JS(`document.querySelector('.done').click()`)
	p.Wait(`document.querySelector('.said').textContent == 'done ' + (` + clicks + ` + 1)`)
	switch now := p.Ask(`state()`); {
	case atOnce != before && now != atOnce:
		p.T.Errorf("%s: the server has put it back, from %s to %s", what, atOnce, now)
	case hasValue == "true" && now == before:
		p.T.Errorf("%s: the page shows what it showed before: %s", what, now)
	}
}

// nonsense are values that a page could send, as JSON.
var nonsense = []string{
	"", "null", "true", `"text"`, `"NaN"`, `"-Infinity"`, `""`, "-1", "-0.0", "2.5", "1e308", "99999999999999999999", `"9007199254740993"`,
	"[]", "[null]", "{}", `{"a":{"b":[1]}}`, `["Apple"]`, "[1,2,3]", strings.Repeat("[", 50) + strings.Repeat("]", 50), `"` + strings.Repeat("x", 100_000) + `"`,
}

// fitting are those of nonsense that are of the type that an element sends, by how its
// state becomes a value: the component may take them.
var fitting = map[string][]string{
	"":        nonsense, // a click has no value, and none is looked at
	"text":    {`"text"`, `"NaN"`, `"-Infinity"`, `""`, `"9007199254740993"`, nonsense[len(nonsense)-1]},
	"number":  {"-1", "-0.0", "2.5", "1e308", "99999999999999999999", `"9007199254740993"`},
	"index":   {"-0.0"},
	"checked": {"true"}, "open": {"true"},
	"list": {"[]", `["Apple"]`},
}

// sendNonsense sends the example at an address values that make no sense. What its type
// does not have changes nothing, and the session goes on. sends are the data-pn-sends of
// its elements, a line each.
func sendNonsense(t *testing.T, url, sends string) {
	t.Helper()
	p := pntest.Visit(t, url)
	id := idOf(p.HTML(".example > [data-pn]"))
	for _, event := range []string{"change", "click", "close", "no-such-event"} {
		var may []string
		for line := range strings.SplitSeq(sends, "\n") {
			if name, as, _ := strings.Cut(line, " "); name == event {
				may = append(may, fitting[as]...)
			}
		}
		for _, value := range nonsense {
			html, was := p.HTML(".example"), p.Text(".value")
			if value == "" {
				p.Send(id, event, nil)
			} else {
				p.Send(id, event, json.RawMessage(value))
			}
			if slices.Contains(may, value) {
				continue
			}
			if now := p.Text(".value"); now != was {
				t.Errorf("the event %q with %.60s has changed the value from %s to %s", event, value, was, now)
			}
			if now := p.HTML(".example"); now != html {
				t.Errorf("the event %q with %.60s has changed the page from %s to %s", event, value, html, now)
			}
		}
	}
	p.Click("Done")
	p.WaitText(".said", "done 1")
}

// idOf returns the id of an element, given as HTML.
func idOf(html string) string {
	_, rest, _ := strings.Cut(html, ` id="`)
	id, _, _ := strings.Cut(rest, `"`)
	return id
}
