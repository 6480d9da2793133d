package lower

import (
	"go/types"
	"strconv"
	"strings"
)

// Structure writes down what a type is made of, all the way down to the types of
// which leaf gives a text. Types of one text lie in memory in one way, as do the
// values that they lead to. An interface is any, as in the interpreter, unless leaf
// knows it. With labels the text has the names and tags of fields, too.
//
// leaf is asked for each type that the walk comes to; it must have a text for every
// named type, for that may lead back to itself.
func Structure(t types.Type, labels bool, leaf func(types.Type) (text string, ok bool)) string {
	var out strings.Builder
	var write func(t types.Type)
	tuple := func(list *types.Tuple) {
		out.WriteByte('(')
		for v := range list.Variables() {
			write(v.Type())
			out.WriteByte(',')
		}
		out.WriteByte(')')
	}
	write = func(t types.Type) {
		t = types.Unalias(t)
		if text, ok := leaf(t); ok {
			out.WriteString(text)
			return
		}

		switch t := t.(type) {
		case *types.Basic:
			out.WriteString("b" + strconv.Itoa(int(t.Kind())))
		case *types.Pointer:
			out.WriteByte('*')
			write(t.Elem())
		case *types.Slice:
			out.WriteString("[]")
			write(t.Elem())
		case *types.Array:
			out.WriteString("[" + strconv.FormatInt(t.Len(), 10) + "]")
			write(t.Elem())
		case *types.Chan:
			out.WriteString("chan" + strconv.Itoa(int(t.Dir())))
			write(t.Elem())
		case *types.Map:
			out.WriteString("map[")
			write(t.Key())
			out.WriteByte(']')
			write(t.Elem())
		case *types.Signature:
			out.WriteString("func" + strconv.FormatBool(t.Variadic()))
			tuple(t.Params())
			tuple(t.Results())
		case *types.Struct:
			out.WriteByte('{')
			for i := range t.NumFields() {
				if f := t.Field(i); labels {
					out.WriteString(f.Name() + strconv.FormatBool(f.Embedded()) + strconv.Quote(t.Tag(i)))
				}
				write(t.Field(i).Type())
				out.WriteByte(';')
			}
			out.WriteByte('}')
		default:
			out.WriteString("any")
		}
	}
	write(t)
	return out.String()
}
