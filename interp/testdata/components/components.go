// Package components has components of its own, as a script has them. A test runs
// App compiled and interpreted, and both must show the same.
package components

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// Stars is a widget with a number as its value.
type Stars struct {
	pn.Widget[*Stars, int]
	label string
	most  int
}

func NewStars(label string, most int) *Stars {
	s := &Stars{label: label, most: most}
	return s.Init(s, pn.Kind{Name: "stars"}, 1, func(v int) (int, error) {
		if v < 1 || v > s.most {
			return 0, fmt.Errorf("%d is not from 1 to %d", v, s.most)
		}
		return v, nil
	})
}

func (s *Stars) Most(n int) *Stars { return s.Update(func() { s.most = n }) }

func (s *Stars) Render(m *pn.Markup) {
	m.Open("label").Label(s.label)
	m.Open("input").Attr("type", "number").Int("max", s.most).Owned("value", fmt.Sprint(s.Current())).
		Sends("change", pn.AsNumber).Shows(pn.AsNumber)
	m.Value(s.Current()).Close()
}

func (s *Stars) String() string { return strings.Repeat("*", s.Current()) }

// Span is a value of a type of its own.
type Span struct {
	From, To int
	Notes    []string `json:"notes,omitempty"`
}

func (s Span) String() string { return fmt.Sprintf("%d to %d", s.From, s.To) }

// SpanWidget has no check, and a method of Widget's behind one of its own.
type SpanWidget struct {
	pn.Widget[*SpanWidget, Span]
	refused int
}

func NewSpan(from, to int) *SpanWidget {
	w := &SpanWidget{}
	return w.Init(w, pn.Kind{Name: "span"}, Span{From: from, To: to}, nil)
}

func (w *SpanWidget) Render(m *pn.Markup) {
	m.Open("p").Attr("data-refused", fmt.Sprint(w.refused)).Text(fmt.Sprint(w.Current())).Value(w.Current()).Close()
}

func (w *SpanWidget) HandleEvent(e pn.Event) error {
	if e.Name == "swap" {
		v := w.Value()
		w.Set(Span{From: v.To, To: v.From})
		return nil
	}
	err := w.Widget.HandleEvent(e)
	if err != nil {
		w.Update(func() { w.refused++ })
	}
	return err
}

// TagsWidget has a slice as its value.
type TagsWidget struct {
	pn.Widget[*TagsWidget, []string]
}

func NewTags(tags ...string) *TagsWidget {
	w := &TagsWidget{}
	return w.Init(w, pn.Kind{Name: "tags"}, tags, func(v []string) ([]string, error) {
		if slices.Contains(v, "") {
			return nil, errors.New("a tag without a name")
		}
		return slices.Sorted(slices.Values(v)), nil
	})
}

func (w *TagsWidget) Render(m *pn.Markup) {
	m.Open("ul")
	for _, tag := range w.Current() {
		m.Element("li", "tag", tag)
	}
	m.Close()
}

// family is the base of components of one family, and generic itself.
type family[T any] struct {
	pn.Base[T]
	title string
	heard []string
}

func (f *family[T]) begin(self T, title string) T {
	f.title = title
	return f.Init(self, pn.Kind{Name: "family"})
}

func (f *family[T]) Title(title string) T { return f.Update(func() { f.title = title }) }

func (f *family[T]) HandleEvent(e pn.Event) error {
	f.Update(func() { f.heard = append(f.heard, e.Name+string(e.Value)) })
	return nil
}

type Door struct{ family[*Door] }

func NewDoor() *Door { d := &Door{}; return d.begin(d, "a door") }

func (d *Door) Render(m *pn.Markup) {
	m.Open("div").Text(d.title + ": " + strings.Join(d.heard, ", ")).Close()
}

type Window struct {
	family[*Window]
	panes int
}

func NewWindow(panes int) *Window { w := &Window{panes: panes}; return w.begin(w, "a window") }

func (w *Window) Render(m *pn.Markup) {
	m.Open("div").Text(fmt.Sprint(w.title, " of ", w.panes, w.heard)).Close()
}

// Pick is a widget for values of any type.
type Pick[T fmt.Stringer] struct {
	pn.Widget[*Pick[T], T]
	options []T
}

func PickOf[T fmt.Stringer](options ...T) *Pick[T] {
	p := &Pick[T]{options: options}
	return p.Init(p, pn.Kind{Name: "pick"}, options[0], nil)
}

func (p *Pick[T]) Render(m *pn.Markup) {
	m.Open("select").Sends("change", pn.AsText).Shows(pn.AsText)
	for _, o := range p.options {
		m.Element("option", "", o.String())
	}
	m.Value(p.Current().String()).Close()
}

func (p *Pick[T]) HandleEvent(e pn.Event) error {
	for _, o := range p.options {
		if fmt.Sprintf("%q", o.String()) == string(e.Value) {
			p.Set(o)
			return nil
		}
	}
	return fmt.Errorf("no option %s", e.Value)
}

// Takes takes texts: HandleEvent does.
func (p *Pick[T]) Takes([]byte) error { return nil }

// Frame is a layout.
type Frame struct {
	pn.Layout[*Frame]
	title string
}

func NewFrame(title string, objects ...pn.Component) *Frame {
	f := &Frame{title: title}
	return f.Init(f, pn.Kind{Name: "frame"}, objects)
}

func (f *Frame) Render(m *pn.Markup) {
	m.Open("fieldset").Element("legend", "", f.title)
	for _, c := range f.Current() {
		m.Child(c)
	}
	m.Close()
}

// Price is a component by the one that it embeds, Pair by the one it is made of.
type Price struct {
	*pn.FloatSliderWidget
	currency string
}

func NewPrice(currency string) Price {
	return Price{pn.FloatSlider("Price", 0, 10).Set(2.5), currency}
}

func (p Price) Text() string { return fmt.Sprint(p.Value(), p.currency) }

type Pair struct {
	row         *pn.RowLayout
	left, right pn.Component
}

func NewPair(left, right pn.Component) *Pair { return &Pair{pn.Row(left, right), left, right} }

func (p *Pair) Node() *pn.Node { return p.row.Node() }

// chained is a component whose options give T.
type chained[T any] interface {
	pn.Component
	Width(int) T
	Height(int) T
	Sizing(string) T
	Margin(...int) T
	Classes(string) T
	Visible(bool) T
	Disabled(bool) T
	Loading(bool) T
}

func all[T chained[T]](c T) T {
	return c.Width(1).Height(2).Sizing("fixed").Margin(3, 4).Classes("c").Visible(false).Disabled(true).Loading(true)
}

// names lists what a component is.
func names(c pn.Component) string {
	list := []string{fmt.Sprintf("%T", c), c.Node().Kind()}
	if _, ok := c.(pn.Renderer); ok {
		list = append(list, "renderer")
	}
	if _, ok := c.(pn.Handler); ok {
		list = append(list, "handler")
	}
	switch c := c.(type) {
	case *Stars:
		list = append(list, "stars", c.String())
	case fmt.Stringer:
		list = append(list, "stringer", c.String())
	case interface{ Title(string) *Door }:
		list = append(list, "door")
	case interface{ Objects() []pn.Component }:
		list = append(list, fmt.Sprint(len(c.Objects()), " objects"))
	}
	return strings.Join(list, " ")
}

// mistake returns what a function panics with.
func mistake(f func()) (text string) {
	defer func() { text = fmt.Sprint(recover()) }()
	f()
	return "nothing"
}

type mute struct{ pn.Base[*mute] }

// App shows all of them, and a log of what they say.
func App(s *pn.Session) {
	log := pn.Text("")
	var lines []string
	say := func(a ...any) {
		lines = append(lines, strings.TrimSuffix(fmt.Sprintln(a...), "\n"))
		log.Set(strings.Join(lines, "; "))
	}

	film, span, tags := NewStars("Film", 5).Set(2), NewSpan(1, 9), NewTags("b", "a")
	film.OnChange(func(v int) { say("film", v) }).OnChange(func(v int) { say("again", v, film) })
	span.OnChange(func(v Span) { say("span", v) })
	tags.OnChange(func(v []string) { say("tags", v, len(v)) })

	door, window, price := NewDoor(), NewWindow(4), NewPrice("€")
	price.OnChange(func(float64) { say("price", price.Text()) })
	frame := NewFrame("all", film, span).Append(tags, door)
	frame.Insert(0, window)
	s.Main(frame, price, NewPair(all(NewDoor().Title("hidden")), all(NewStars("Other", 3))), log)
	s.Main(pn.View(func() pn.Component {
		return NewFrame(fmt.Sprint("of ", film.Value()), pn.Text(fmt.Sprint(span.Value(), tags.Value())))
	}))

	pick := PickOf(Span{From: 1, To: 2}, Span{From: 3, To: 4}).OnChange(func(v Span) { say("picked", v) })
	s.Main(pick, pn.View(func() pn.Component { return pn.Text(pick.Value().String()) }))

	set := film.Set // a method value
	s.Sidebar(pn.Button("More").OnClick(func() { film.Most(10); set(7) }))
	s.Sidebar(pn.Button("Turn").OnClick(func() {
		objects := frame.Objects()
		slices.Reverse(objects)
		frame.SetObjects(objects...).Remove(door)
		say(len(frame.Objects()), frame.Objects()[0] == pn.Component(tags))
	}))
	s.Sidebar(pn.Button("Title").OnClick(func() { (*Door).Title(door, "the door"); frame.Append(door) }))

	for _, c := range []pn.Component{film, span, tags, door, window, frame, price, pick} {
		say(names(c))
	}
	say(mistake(func() { film.Set(6) }), film.Value())
	say(mistake(func() { m := &mute{}; m.Init(m, pn.Kind{Name: "mute"}) }))
	say(mistake(func() { door.Sizing("wide") }), mistake(func() { door.Margin(1, 2, 3) }))
	say(mistake(func() { frame.Insert(9, NewDoor()) }))
	say(pn.Equal(Span{1, 2, nil}, Span{1, 2, nil}), len(pn.Present([]pn.Component{film, (*Stars)(nil)})))
}
