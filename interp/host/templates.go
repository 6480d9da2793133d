package host

import (
	"crypto/rand"
	"fmt"
	html "html/template"
	"io"
	"reflect"
	"text/template"
	"text/template/parse"
)

// A template calls methods by their names, those too that the types of scripts lack (see
// compiled.Types). One that names such a method is not executed. The functions that a
// template calls may change it, and those that belong to it, so what is executed is what
// was looked at. Scripts do not get the trees of templates.

// withheldMethods are the methods that the standard library's tables leave out.
var withheldMethods = map[string]bool{"Chdir": true}

// templateFuncs are the methods that execute templates, as functions of the host package.
var templateFuncs = map[string]reflect.Value{
	"TextExecute": reflect.ValueOf(func(t *template.Template, w io.Writer, data any) error {
		t, err := checkedText(t)
		if err != nil {
			return err
		}
		return t.Execute(w, data)
	}),
	"TextExecuteTemplate": reflect.ValueOf(func(t *template.Template, w io.Writer, name string, data any) error {
		t, err := checkedText(t)
		if err != nil {
			return err
		}
		return t.ExecuteTemplate(w, name, data)
	}),
	"HTMLExecute": reflect.ValueOf(func(t *html.Template, w io.Writer, data any) error {
		t, err := checkedHTML(t)
		if err != nil {
			return err
		}
		return t.Execute(w, data)
	}),
	"HTMLExecuteTemplate": reflect.ValueOf(func(t *html.Template, w io.Writer, name string, data any) error {
		t, err := checkedHTML(t)
		if err != nil {
			return err
		}
		return t.ExecuteTemplate(w, name, data)
	}),
}

// checkedText looks through a template and those that belong to it. It returns a copy of
// them.
func checkedText(t *template.Template) (*template.Template, error) {
	if t == nil {
		return nil, nil
	}
	set := t.Lookup(t.Name())
	if set == nil {
		set = t
	}
	own, err := set.Clone()
	if err != nil {
		return nil, err
	}
	if set != t { // another has been parsed by the same name: templates find that one
		own = own.New(t.Name())
		own.Tree = t.Tree
	}
	return own, checkTrees(append(own.Templates(), own), func(t *template.Template) *parse.Tree { return t.Tree })
}

// checkedHTML is checkedText. Package html/template lets nobody change or copy a set once
// one of its templates was executed, or looked for; the copy is of t alone, which New may
// take out of the set.
func checkedHTML(t *html.Template) (*html.Template, error) {
	if t == nil {
		return nil, nil
	}
	_ = t.ExecuteTemplate(io.Discard, rand.Text(), nil) // there is none of that name
	own := *t
	return &own, checkTrees(append(own.Templates(), &own), func(t *html.Template) *parse.Tree { return t.Tree })
}

// checkTrees returns an error that names the first withheld method of some templates.
func checkTrees[T any](templates []T, tree func(T) *parse.Tree) error {
	for _, one := range templates {
		t := tree(one)
		if t == nil || t.Root == nil {
			continue
		}
		if name := withheldIn(t.Root); name != "" {
			return fmt.Errorf("template: %s: %s exists in Go, but scripts may not use it", t.Name, name)
		}
	}
	return nil
}

// withheldIn returns the first withheld method that a template names below a node, "" if
// there is none. Branches and pipelines may be nil.
func withheldIn(n parse.Node) (name string) {
	if n == nil || reflect.ValueOf(n).IsNil() {
		return ""
	}
	var below []parse.Node
	var names []string
	branch := func(b parse.BranchNode) { below = []parse.Node{b.Pipe, b.List, b.ElseList} }
	switch n := n.(type) {
	case *parse.ListNode:
		below = n.Nodes
	case *parse.ActionNode:
		below = []parse.Node{n.Pipe}
	case *parse.IfNode:
		branch(n.BranchNode)
	case *parse.RangeNode:
		branch(n.BranchNode)
	case *parse.WithNode:
		branch(n.BranchNode)
	case *parse.TemplateNode:
		below = []parse.Node{n.Pipe}
	case *parse.PipeNode:
		for _, c := range n.Cmds {
			below = append(below, c)
		}
	case *parse.CommandNode:
		below = n.Args
	case *parse.ChainNode:
		below, names = []parse.Node{n.Node}, n.Field
	case *parse.FieldNode:
		names = n.Ident
	case *parse.VariableNode:
		names = n.Ident
	}
	for _, name := range names {
		if withheldMethods[name] {
			return name
		}
	}
	for _, b := range below {
		if name := withheldIn(b); name != "" {
			return name
		}
	}
	return ""
}
