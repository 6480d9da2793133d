package pn_test

import (
	"html"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// A button says on its page what it does to others.
func TestTriggerHTML(t *testing.T) {
	note, bins := pn.Text("note"), pn.IntSlider("Bins", 0, 9)
	card := pn.Card(pn.Text("inside")).Collapsed(true)
	button := pn.Button("All").Shows(note).Hides(note).Toggles(note).Opens(card).Closes(card).Opens(note).Closes(note).
		Sets(bins, 3).TogglesClass(note, "wide").Focuses(bins).ScrollsTo(note).Copies(note)
	s, _ := page(t, note, bins, card, button)
	got := html.UnescapeString(s.Document().HTML(button.Node().ID()))
	const want = `data-pn-does="[["show","c1"],["hide","c1"],["toggle","c1"],["set","c3",true],["set","c3",false],["show","c1"],["hide","c1"],` +
		`["set","c2",3],["class","c1","wide"],["focus","c2"],["scroll","c1"],["copy","c1"]]"`
	if !strings.Contains(got, want) {
		t.Errorf("%s, want %s", got, want)
	}
	button = pn.Button("Wide").Sets(pn.CustomOf("lamp.js", lamp{}), lamp{"desk", 9007199254740993})
	if got := html.UnescapeString(show(t, button)); !strings.Contains(got, `[["set","",{"level":"9007199254740993","name":"desk"}]]`) {
		t.Errorf("a number that JavaScript does not hold: %s", got)
	}
	if got := show(t, pn.Button("None")); strings.Contains(got, "data-pn-does") {
		t.Errorf("a button that does nothing: %s", got)
	}
}

// What cannot be declared is refused, with what would do.
func TestBehavioursThatCannotBe(t *testing.T) {
	var none *pn.TextPane
	button, text, bins := pn.Button("B"), pn.Text("x"), pn.IntSlider("Bins", 0, 9)
	refused(t, "a button that is to show nothing: the component is nil", func() { button.Shows(nil) })
	refused(t, "the component is nil", func() { button.Toggles(none) })
	refused(t, "a text has no value to set", func() { button.Sets(text, 1) })
	refused(t, "a int-slider does not take many", func() { button.Sets(bins, "many") })
	refused(t, `class "two words": use one name`, func() { button.TogglesClass(text, "two words") })
	refused(t, `class "pn-card"`, func() { button.TogglesClass(text, "pn-card") })
	refused(t, `a component cannot "eat" another`, func() { pn.Behave(button.Node(), "eat", text, nil) })

	refused(t, "a button does 1000 things already", func() {
		busy := pn.Button("Busy")
		for range 1_001 {
			busy.Toggles(text)
		}
	})

	page(t, text)
	page(t, button)
	refused(t, "a text belongs to the page of another session", func() { button.Shows(text) })
}

// A box shows a component while it is checked, whoever checks it.
func TestCheckboxShows(t *testing.T) {
	note := pn.Text("note")
	box := pn.Checkbox("More").Shows(note)
	s, _ := page(t, box, note)
	hidden := func() bool { settle(t, s); return strings.Contains(s.Document().HTML(note.Node().ID()), " hidden") }
	if !hidden() {
		t.Error("it is shown at first")
	}
	if box.Set(true); hidden() {
		t.Error("the script has checked the box")
	}
	if err := send(t, box, "change", "false"); err != nil || !hidden() {
		t.Errorf("a person has unchecked it: %v", err)
	}
	if err := send(t, box.Disabled(true), "change", "true"); err == nil || !hidden() {
		t.Errorf("a disabled box: %v", err)
	}
}

// The values of linked widgets are the same as far as they can be, and come to rest.
func TestLinks(t *testing.T) {
	wide, narrow := pn.IntSlider("Wide", 0, 100).Set(10), pn.IntSlider("Narrow", 0, 50).Step(5)
	heard := []int{}
	narrow.OnChange(func(v int) { heard = append(heard, v) })
	wide.LinksTo(narrow)
	if narrow.Value() != 10 {
		t.Errorf("linked, it has %d", narrow.Value())
	}
	narrow.LinksTo(wide)
	_, h := page(t, wide, narrow)
	for _, step := range []struct {
		slider *pn.IntSliderWidget
		value  string
		both   int
	}{{wide, "42", 40}, {narrow, "15", 15}, {wide, "99", 50}} {
		if err := send(t, step.slider, "change", step.value); err != nil {
			t.Fatal(err)
		}
		h.turn()
		if wide.Value() != step.both || narrow.Value() != step.both {
			t.Errorf("after %s: %d and %d, want %d", step.value, wide.Value(), narrow.Value(), step.both)
		}
	}
	if len(heard) != 3 {
		t.Errorf("OnChange heard %v", heard)
	}

	city, town := pn.TextInput("City"), pn.Select("Town", "Rome", "Oslo")
	city.LinksTo(town)
	if city.Set("Oslo"); town.Value() != "Oslo" {
		t.Errorf("the town is %q", town.Value())
	}
	if city.Set("Nowhere"); town.Value() != "Oslo" {
		t.Errorf("the town is %q", town.Value())
	}
}

// Two widgets that never agree stop to set each other.
func TestLinksWithoutEnd(t *testing.T) {
	up, down := newCounter(), newCounter()
	up.LinksTo(down)
	down.LinksTo(up)
	page(t, up, down)
	up.Set(1)
	if up.Value() > 10_000 {
		t.Errorf("they have come to %d", up.Value())
	}
}

// counter has one more than what it is set to.
type counter struct{ pn.Widget[*counter, int] }

func newCounter() *counter {
	c := &counter{}
	return c.Init(c, pn.Kind{Name: "counter"}, 0, func(v int) (int, error) { return v + 1, nil })
}

func (c *counter) Render(m *pn.Markup) { m.Open("p").Close() }

// The element that shows a slider's figure says how the browser writes it, where it can.
func TestFiguresInTheBrowser(t *testing.T) {
	for format, want := range map[string]bool{
		"{value}": true, "{value:.2f} °C": true, "{value:,}": true, "{value:,.1f}%": true, "{value:d}": true, "{value:.1%}": true,
		"{value:e}": false, "{value:.3g}": false, "{value} or {value:g}": false, "no figure": true,
	} {
		if got := show(t, pn.FloatSlider("x", 0, 1).Format(format)); strings.Contains(got, `data-pn-shows="figure"`) != want {
			t.Errorf("%s: %s", format, got)
		}
	}
}
