package pn

import (
	_ "embed"
	"strings"
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/renderer/html"
)

//go:embed markdown.css
var markdownCSS string

var markdownKind = declare(Kind{Name: "markdown", CSS: markdownCSS})

// MarkdownPane shows text written in Markdown.
type MarkdownPane struct {
	Base[*MarkdownPane]
	text  string
	shown string
}

// Markdown shows text written in Markdown (CommonMark, with tables, task lists,
// strikethrough and bare links). As in Panel, white space that begins every
// line is removed, so that the text can be indented like the code around it.
// HTML in it is sanitised as HTML does.
func Markdown(text string) *MarkdownPane {
	p := &MarkdownPane{text: text, shown: renderMarkdown(text)}
	return p.Init(p, markdownKind)
}

// Set changes the text.
func (p *MarkdownPane) Set(text string) *MarkdownPane {
	shown := renderMarkdown(text)
	p.node.UpdateValue(func() { p.text, p.shown = text, shown })
	return p
}

// Value returns the text as it was given.
func (p *MarkdownPane) Value() (text string) {
	p.node.Read(func() { text = p.text })
	return text
}

// Render writes the text as HTML.
func (p *MarkdownPane) Render(m *Markup) { m.Open("div").Raw(p.shown).Close() }

var markdown = sync.OnceValue(func() goldmark.Markdown {
	tables := extension.NewTable(extension.WithTableCellAlignMethod(extension.TableCellAlignAttribute)) // the sanitiser removes styles
	return goldmark.New(goldmark.WithExtensions(extension.Linkify, extension.Strikethrough, extension.TaskList, tables), goldmark.WithRendererOptions(html.WithUnsafe()))
})

// dedent removes the white space that all lines begin with. Blank lines do not
// count.
func dedent(text string) string {
	lines := strings.Split(text, "\n")
	margin, found := "", false
	for _, line := range lines {
		rest := strings.TrimLeft(line, " \t")
		if strings.TrimSpace(rest) == "" {
			continue
		}
		indent := line[:len(line)-len(rest)]
		if !found {
			margin, found = indent, true
		}
		for !strings.HasPrefix(indent, margin) {
			margin = margin[:len(margin)-1]
		}
	}
	if margin == "" {
		return text
	}
	for i, line := range lines {
		lines[i] = strings.TrimPrefix(line, margin)
	}
	return strings.Join(lines, "\n")
}

func renderMarkdown(text string) string {
	var b strings.Builder
	if err := markdown().Convert([]byte(dedent(text)), &b); err != nil {
		return "<p>" + err.Error() + "</p>" // cannot happen: a Builder does not fail
	}
	return sanitize(b.String())
}
