package compiled

import (
	"fmt"
	"go/types"
	"strconv"
	"strings"
)

// TypeText writes types as reflect.Type.String does.
type TypeText struct {
	// Display returns what Go calls a named type, by the name it has in the
	// checked file.
	Display func(name string) string
}

// Of returns the text of a type.
func (w TypeText) Of(t types.Type) string {
	switch t := types.Unalias(t).(type) {
	case *types.Named:
		return w.named(t)
	case *types.Pointer:
		return "*" + w.Of(t.Elem())
	case *types.Slice:
		return "[]" + w.Of(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + w.Of(t.Elem())
	case *types.Map:
		return "map[" + w.Of(t.Key()) + "]" + w.Of(t.Elem())
	case *types.Chan:
		return map[types.ChanDir]string{types.SendRecv: "chan ", types.SendOnly: "chan<- ", types.RecvOnly: "<-chan "}[t.Dir()] + w.Of(t.Elem())
	case *types.Signature:
		return "func" + w.signature(t)
	case *types.Struct:
		return w.structText(t)
	case *types.Interface:
		return w.interfaceText(t)
	default:
		return strings.TrimPrefix(t.String(), "untyped ")
	}
}

func (w TypeText) named(t *types.Named) string {
	name := w.Display(t.Obj().Name())
	if t.Obj().Pkg() != nil && !strings.Contains(beforeBracket(name), ".") {
		name = t.Obj().Pkg().Name() + "." + name
	}
	if args := t.TypeArgs(); args.Len() > 0 {
		texts := make([]string, args.Len())
		for i := range texts {
			texts[i] = w.Of(args.At(i))
		}
		name += "[" + strings.Join(texts, ",") + "]"
	}
	return name
}

func beforeBracket(s string) string {
	s, _, _ = strings.Cut(s, "[")
	return s
}

func (w TypeText) signature(t *types.Signature) string {
	params := w.tuple(t.Params(), t.Variadic())
	switch t.Results().Len() {
	case 0:
		return "(" + params + ")"
	case 1:
		return "(" + params + ") " + w.Of(t.Results().At(0).Type())
	}
	return "(" + params + ") (" + w.tuple(t.Results(), false) + ")"
}

func (w TypeText) tuple(t *types.Tuple, variadic bool) string {
	texts := make([]string, t.Len())
	for i := range texts {
		texts[i] = w.Of(t.At(i).Type())
		if variadic && i == len(texts)-1 {
			texts[i] = "..." + strings.TrimPrefix(texts[i], "[]")
		}
	}
	return strings.Join(texts, ", ")
}

func (w TypeText) structText(t *types.Struct) string {
	if t.NumFields() == 0 {
		return "struct {}"
	}
	fields := make([]string, t.NumFields())
	for i := range fields {
		f := t.Field(i)
		fields[i] = w.Of(f.Type())
		if !f.Embedded() {
			fields[i] = f.Name() + " " + fields[i]
		}
		if tag := t.Tag(i); tag != "" {
			fields[i] += fmt.Sprintf(" %q", tag)
		}
	}
	return "struct { " + strings.Join(fields, "; ") + " }"
}

func (w TypeText) interfaceText(t *types.Interface) string {
	if t.NumMethods() == 0 {
		return "interface {}"
	}
	methods := make([]string, t.NumMethods())
	for i := range methods {
		methods[i] = t.Method(i).Name() + w.signature(t.Method(i).Signature())
	}
	return "interface { " + strings.Join(methods, "; ") + " }"
}
