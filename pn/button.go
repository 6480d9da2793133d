package pn

import (
	_ "embed"
	"fmt"
)

//go:embed button.css
var buttonCSS string

var buttonKind = declare(Kind{Name: "button", CSS: buttonCSS})

// ButtonWidget is a button.
type ButtonWidget struct {
	Base[*ButtonWidget]
	label   string
	style   string
	clicks  int
	onClick []func()
}

// Button shows a button with a label.
func Button(label string) *ButtonWidget {
	b := &ButtonWidget{label: label, style: "default"}
	return b.Init(b, buttonKind)
}

// Type sets the look by Panel's names: "default", "primary", "success",
// "warning", "danger" or "light". Any other name panics.
func (b *ButtonWidget) Type(name string) *ButtonWidget {
	switch name {
	case "default", "primary", "success", "warning", "danger", "light":
	default:
		panic(fmt.Sprintf("button type %q: use default, primary, success, warning, danger or light", name))
	}
	return b.Update(func() { b.style = name })
}

// Label changes the label.
func (b *ButtonWidget) Label(label string) *ButtonWidget {
	return b.Update(func() { b.label = label })
}

// OnClick calls f in the session's turn after every click. Several functions
// are called in the order in which they were given.
func (b *ButtonWidget) OnClick(f func()) *ButtonWidget {
	b.node.Peek(func() { b.onClick = append(b.onClick, f) })
	return b
}

// Clicks returns how often the button was clicked. A View that reads it runs
// again at each click.
func (b *ButtonWidget) Clicks() (n int) {
	b.node.Read(func() { n = b.clicks })
	return n
}

// Render writes the button.
func (b *ButtonWidget) Render(m *Markup) {
	m.Open("button").Attr("type", "button").Attr("data-type", b.style).
		Bool("disabled", b.node.Style().Disabled).Sends("click", AsNone).Name(b.label).Close()
}

// HandleEvent takes the event "click".
func (b *ButtonWidget) HandleEvent(e Event) error {
	if e.Name != "click" {
		return fmt.Errorf("a button has no event %q", e.Name)
	}
	var follow []func()
	if err := refuseDisabled(&b.node); err != nil {
		return err
	}
	b.node.UpdateValue(func() {
		b.clicks++
		follow = b.onClick
	})
	for _, f := range follow {
		b.node.Post(f)
	}
	return nil
}
