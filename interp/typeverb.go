package interp

import (
	"fmt"
	"io"
	"reflect"
	"strings"
)

// overrides are compiled functions that scripts get in a form of ours: the
// verb %T asks reflection for a type, which finds the box around a value.
var overrides = map[string]map[string]reflect.Value{
	"fmt": {
		"Sprintf": reflect.ValueOf(func(format string, args ...any) string {
			format, args = nameTypes(format, args)
			return fmt.Sprintf(format, args...)
		}),
		"Fprintf": reflect.ValueOf(func(w io.Writer, format string, args ...any) (int, error) {
			format, args = nameTypes(format, args)
			return fmt.Fprintf(w, format, args...)
		}),
		"Errorf": reflect.ValueOf(func(format string, args ...any) error {
			format, args = nameTypes(format, args)
			return fmt.Errorf(format, args...)
		}),
		"Appendf": reflect.ValueOf(func(b []byte, format string, args ...any) []byte {
			format, args = nameTypes(format, args)
			return fmt.Appendf(b, format, args...)
		}),
	},
}

// nameTypes replaces each %T of a boxed value by %s of its type's name. Formats
// that pick their arguments by number keep theirs.
func nameTypes(format string, args []any) (string, []any) {
	if !strings.Contains(format, "T") || strings.Contains(format, "[") {
		return format, args
	}
	var out strings.Builder
	named, next := args, 0
	for i := 0; i < len(format); i++ {
		out.WriteByte(format[i])
		if format[i] != '%' {
			continue
		}
		for i++; i < len(format) && strings.IndexByte("+-# 0123456789.*", format[i]) >= 0; i++ {
			out.WriteByte(format[i])
			if format[i] == '*' {
				next++
			}
		}
		if i == len(format) {
			break
		}
		verb := format[i]
		if verb == 'T' && next < len(args) {
			if b, ok := open(args[next]).(box); ok {
				if &named[0] == &args[0] {
					named = append([]any(nil), args...)
				}
				named[next], verb = b.t.host.boxes.typeString(b.t.typ), 's'
			}
		}
		if verb != '%' {
			next++
		}
		out.WriteByte(verb)
	}
	return out.String(), named
}
