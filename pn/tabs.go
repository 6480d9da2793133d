package pn

import (
	_ "embed"
	"fmt"
)

//go:embed tabs.css
var tabsCSS string

var tabsKind = declare(Kind{Name: "tabs", CSS: tabsCSS})

// TabsLayout shows one of several components, which a person selects by title.
type TabsLayout struct {
	Base[*TabsLayout]
	tabs     []tab
	active   int
	onChange []func(int)
}

type tab struct {
	title   string
	content Component
}

// Tabs shows one of several components: pn.Tabs().Add("Chart",
// chart).Add("Data", table). It begins with the first. Only the selected tab is
// in the page, as in Panel with dynamic=True; the components of the other tabs
// keep their state.
func Tabs() *TabsLayout {
	t := &TabsLayout{}
	return t.Init(t, tabsKind)
}

// Add adds a tab at the end. A tab without content is empty.
func (t *TabsLayout) Add(title string, content Component) *TabsLayout {
	for _, c := range Present([]Component{content}) {
		if c.Node() == nil || c.Node().Holders()[0] != &t.node { // it may stand in several tabs, of which one is shown
			Hold(&t.node, []Component{c})
		}
	}
	return t.Update(func() { t.tabs = append(t.tabs, tab{title, content}) })
}

// held is the content of the selected tab.
func (t *TabsLayout) held() (content []Component) {
	t.node.Peek(func() {
		if t.active < len(t.tabs) {
			content = []Component{t.tabs[t.active].content}
		}
	})
	return content
}

// Active returns the selected tab, counted from 0. A View that reads it runs
// again when another tab is selected.
func (t *TabsLayout) Active() (i int) {
	t.node.Read(func() { i = t.active })
	return i
}

// SetActive selects a tab, counted from 0. It panics if there is no such tab.
func (t *TabsLayout) SetActive(i int) *TabsLayout {
	if err := t.show(i); err != nil {
		panic(err.Error())
	}
	return t
}

// OnChange calls f in the session's turn after another tab was selected, by a
// person or by the script, with its position counted from 0.
func (t *TabsLayout) OnChange(f func(active int)) *TabsLayout {
	t.node.Peek(func() { t.onChange = append(t.onChange, f) })
	return t
}

func (t *TabsLayout) show(i int) error {
	follow, err := t.change(i)
	for _, f := range follow {
		t.node.Post(func() { f(i) })
	}
	return err
}

// Keep takes over the selected tab of the tabs that these replace, when a View runs
// again.
func (t *TabsLayout) Keep(value []byte) error {
	i, err := decode[int](Event{Name: "change", Value: value}, "the tab to show")
	if err == nil {
		_, err = t.change(i)
	}
	return err
}

func (t *TabsLayout) change(i int) (follow []func(int), err error) {
	t.node.UpdateIf(func() bool {
		if i < 0 || i >= len(t.tabs) {
			err = fmt.Errorf("there is no tab %d: there are %d, counted from 0", i, len(t.tabs))
			return false
		}
		if i == t.active {
			return false
		}
		t.active, follow = i, t.onChange
		return true
	})
	return follow, err
}

// Render writes the titles and the content of the selected tab.
func (t *TabsLayout) Render(m *Markup) {
	m.Open("div")
	m.Open("div").Attr("role", "tablist")
	for i, tab := range t.tabs {
		selected, index := "false", "-1"
		if i == t.active {
			selected, index = "true", "0"
		}
		m.Open("button").Attr("type", "button").Attr("role", "tab").
			Attr("aria-selected", selected).Attr("tabindex", index).
			Bool("disabled", t.node.Style().Disabled).
			Sends("change", AsIndex).Shows(AsIndex).Text(tab.title).Close()
	}
	m.Close()
	m.Open("div").Attr("role", "tabpanel")
	if t.active < len(t.tabs) {
		m.Attr("aria-label", t.tabs[t.active].title).Section(t.tabs[t.active].title)
		m.Child(t.tabs[t.active].content)
	}
	m.Close()
	m.Value(t.active).Close()
}

// HandleEvent takes the event "change" with the selected tab.
func (t *TabsLayout) HandleEvent(e Event) error {
	if e.Name != "change" {
		return fmt.Errorf("tabs have no event %q", e.Name)
	}
	i, err := decode[int](e, "the tab to show")
	if err != nil {
		return err
	}
	if err := refuseDisabled(&t.node); err != nil {
		return err
	}
	return t.show(i)
}
