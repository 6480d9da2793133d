package pn

import (
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

// MarkdownPane shows text written in Markdown.
type MarkdownPane struct {
	Base[*MarkdownPane]
	text  string
	shown string
}

// Markdown shows text written in Markdown (CommonMark, with tables, task
// lists, strikethrough and bare links). HTML in it is sanitised as HTML does.
func Markdown(text string) *MarkdownPane {
	p := &MarkdownPane{text: text, shown: renderMarkdown(text)}
	return p.Init(p, "markdown")
}

// Set changes the text.
func (p *MarkdownPane) Set(text string) *MarkdownPane {
	shown := renderMarkdown(text)
	p.node.UpdateValue(func() { p.text, p.shown = text, shown })
	return p
}

// Value is the text as it was given.
func (p *MarkdownPane) Value() (text string) {
	p.node.Read(func() { text = p.text })
	return text
}

// Render writes the text as HTML.
func (p *MarkdownPane) Render(m *Markup) { m.Open("div").Raw(p.shown).Close() }

var markdown = sync.OnceValue(func() goldmark.Markdown {
	tables := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)) // styles are taken out
	return goldmark.New(goldmark.WithExtensions(extension.Linkify, extension.Strikethrough, extension.TaskList, tables), goldmark.WithRendererOptions(html.WithUnsafe()))
})

func renderMarkdown(text string) string {
	var b strings.Builder
	if err := markdown().Convert([]byte(text), &b); err != nil {
		return "<p>" + err.Error() + "</p>" // a Builder takes everything, so this does not happen
	}
	return sanitize(b.String())
}
