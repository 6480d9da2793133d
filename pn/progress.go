package pn

import (
	_ "embed"
	"strconv"
)

//go:embed progress.css
var progressCSS string

var progressKind = declare(Kind{Name: "progress", CSS: progressCSS})

// ProgressIndicator shows how far a task has come.
type ProgressIndicator struct {
	Base[*ProgressIndicator]
	name       string
	value, max int
}

// Progress shows how far a task has come, from 0 to 100 unless Max says
// otherwise. A negative value means unknown, and a value above the maximum
// shows as the maximum; Panel refuses both, except -1.
func Progress(name string, value int) *ProgressIndicator {
	p := &ProgressIndicator{name: name, value: value, max: 100}
	return p.Init(p, progressKind)
}

// Max sets the value that means done, at least 1.
func (p *ProgressIndicator) Max(value int) *ProgressIndicator {
	return p.Update(func() { p.max = max(value, 1) })
}

// Set changes the value; -1 means unknown.
func (p *ProgressIndicator) Set(value int) *ProgressIndicator {
	p.node.UpdateValue(func() { p.value = value })
	return p
}

// Value returns the value; -1 means unknown.
func (p *ProgressIndicator) Value() (value int) {
	p.node.Read(func() { value = p.value })
	return value
}

// Render writes the name and a progress element.
func (p *ProgressIndicator) Render(m *Markup) {
	m.Open("label")
	if p.name != "" {
		m.Element("span", "pn-progress-name", p.name)
	}
	m.Open("progress").Int("max", p.max)
	text := ""
	if p.value >= 0 {
		shown := min(p.value, p.max)
		m.Int("value", shown)
		text = strconv.Itoa(int(100*float64(shown)/float64(p.max))) + "%"
	}
	m.Text(text).Close().Close()
}
