package main

import (
	"bytes"
	"fmt"
	"go/doc"
	"go/doc/comment"
	"path"
	"regexp"
	"slices"
	"strings"
)

const preface = `# Components

Every component that scripts have, with its options. The constructor takes what the component cannot do without; options are chained methods that return the component, and come in any order. This page is made from the comments in the source (` + "`go generate ./internal/reference`" + `), which ` + "`go doc`" + ` and your editor show as well.

*Value* is the type of what ` + "`Value`" + ` returns, ` + "`Set`" + ` takes, and ` + "`OnChange`" + ` gives to a function. *Kind* is the name by which a page and a template's styles know the component: ` + "`.pn-int-slider`, `[data-pn=int-slider]`" + `. The HTML is that of a test, cut where it is long.
`

// groups are the sections of package pn, by the ends of the types' names.
var groups = []struct{ suffix, title string }{
	{"Widget", "Widgets: what a person puts in"},
	{"Pane", "Panes: what a page shows"},
	{"Indicator", "Indicators: how much, how far"},
	{"Layout", "Layouts: what holds other components"},
}

// section is a part of the page: components of one package.
type section struct {
	title      string
	of         *source
	components []component
}

// page writes the page.
func page(packages []*source) []byte {
	var out bytes.Buffer
	out.WriteString(preface)
	all := sections(packages)
	for _, s := range all {
		fmt.Fprintf(&out, "\n**%s**\n\n| | |\n|---|---|\n", s.title)
		for _, c := range s.components {
			name := s.of.Name + "." + c.constructors[0].Name
			fmt.Fprintf(&out, "| [`%s`](#%s) | %s |\n", name, anchor(name), cell(s.of, s.of.Synopsis(c.constructors[0].Doc)))
		}
	}
	fmt.Fprintf(&out, "\n**What many have**: %s\n", strings.Join(baseLinks(packages), ", ")+".")

	for _, s := range all {
		fmt.Fprintf(&out, "\n## %s\n", s.title)
		for _, c := range s.components {
			s.of.write(&out, c)
		}
	}
	out.WriteString("\n## What many have\n")
	for _, p := range packages {
		for _, b := range p.bases {
			fmt.Fprintf(&out, "\n### %s.%s\n\n%s\n", p.Name, b.Name, p.Synopsis(b.Doc))
			p.writeOptions(&out, b.Type)
		}
	}
	return out.Bytes()
}

// sections groups the components of package pn by what they are for, and those of each
// plugin.
func sections(packages []*source) (list []section) {
	for _, p := range packages {
		rest := slices.Clone(p.components)
		if p == packages[0] {
			for _, g := range groups {
				s := section{title: g.title, of: p}
				rest = slices.DeleteFunc(rest, func(c component) bool {
					in := strings.HasSuffix(c.Name, g.suffix)
					if in {
						s.components = append(s.components, c)
					}
					return in
				})
				if len(s.components) > 0 {
					list = append(list, s)
				}
			}
		}
		if len(rest) > 0 {
			list = append(list, section{title: "Package " + path.Base(p.ImportPath) + ": `import \"" + p.ImportPath + "\"`", of: p, components: rest})
		}
	}
	return list
}

func baseLinks(packages []*source) (links []string) {
	for _, p := range packages {
		for _, b := range p.bases {
			name := p.Name + "." + b.Name
			links = append(links, fmt.Sprintf("[`%s`](#%s)", name, anchor(name)))
		}
	}
	return links
}

// write writes what there is to know of a component.
func (p *source) write(out *bytes.Buffer, c component) {
	fmt.Fprintf(out, "\n### %s.%s\n", p.Name, c.constructors[0].Name)
	for _, f := range c.constructors {
		fmt.Fprintf(out, "\n```go\n%s\n```\n\n%s", p.signature(f), p.Markdown(f.Doc))
	}

	facts := []string{}
	if c.value != "" {
		facts = append(facts, "Value `"+c.value+"`")
	}
	if c.kind != "" {
		facts = append(facts, "kind `"+c.kind+"`")
	}
	links := []string{}
	for _, b := range c.bases {
		links = append(links, fmt.Sprintf("[`%s`](#%s)", b, anchor(b)))
	}
	facts = append(facts, "has what "+strings.Join(links, ", ")+" have")
	if len(links) == 1 {
		facts[len(facts)-1] = "has what " + links[0] + " has"
	}
	text := strings.Join(facts, " · ")
	fmt.Fprintf(out, "\n%s\n", strings.ToUpper(text[:1])+text[1:])

	p.writeOptions(out, c.Type)
	if c.example.html == "" {
		return
	}
	about := "HTML"
	if c.example.about != "" {
		about += ", " + c.example.about
	}
	fmt.Fprintf(out, "\n%s:\n\n```html\n%s\n```\n", about, c.example.html)
}

// writeOptions writes a table of the methods that scripts have of a type.
func (p *source) writeOptions(out *bytes.Buffer, t *doc.Type) {
	list := options(t)
	if len(list) == 0 {
		return
	}
	out.WriteString("\n| | |\n|---|---|\n")
	for _, m := range list {
		fmt.Fprintf(out, "| `%s` | %s |\n", p.call(m), cell(p, m.Doc))
	}
}

// signature writes the declaration of a function on one line.
func (p *source) signature(f *doc.Func) string {
	decl := *f.Decl
	decl.Doc, decl.Body = nil, nil
	text := strings.Join(strings.Fields(p.code(&decl)), " ")
	return strings.NewReplacer("( ", "(", ", )", ")").Replace(text)
}

var receiverOf = regexp.MustCompile(`^func \([^)]*\) `)

// constraint matches an interface that a parameter is declared with; the comment of the
// method says what it takes.
var constraint = regexp.MustCompile(`interface \{ [^}]* \}`)

// call writes a method as it is called: without its receiver, and without a result that
// is the component itself.
func (p *source) call(m *doc.Func) string {
	text := receiverOf.ReplaceAllString(p.signature(m), "")
	text = constraint.ReplaceAllString(text, "interface{…}")
	results := m.Decl.Type.Results
	if results == nil || len(results.List) != 1 {
		return text
	}
	_, arguments, _ := strings.Cut(m.Recv, "[")
	self, _, _ := strings.Cut(strings.TrimSuffix(arguments, "]"), ",") // of a base
	if result := p.code(results.List[0].Type); result == m.Recv || result == self {
		text = strings.TrimSuffix(text, " "+result)
	}
	return text
}

// cell writes a doc comment into a cell of a table.
func cell(p *source, text string) string {
	print := p.Printer()
	parts := []string{}
	for _, block := range p.Parser().Parse(text).Content {
		if code, ok := block.(*comment.Code); ok {
			for line := range strings.Lines(code.Text) {
				parts = append(parts, "`"+strings.Join(strings.Fields(line), " ")+"`")
			}
			continue
		}
		paragraph := print.Markdown(&comment.Doc{Content: []comment.Block{block}})
		parts = append(parts, strings.Join(strings.Fields(string(paragraph)), " "))
	}
	return strings.ReplaceAll(strings.Join(parts, "<br>"), "|", `\|`)
}

// anchor returns the name by which a heading is linked.
func anchor(heading string) string {
	return strings.ToLower(strings.ReplaceAll(heading, ".", ""))
}
