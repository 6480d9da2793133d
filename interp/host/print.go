package host

import (
	"fmt"
	"io"
	"reflect"
	"strconv"
)

// builtinPrint writes as the predeclared print and println do, to the script's
// standard error. Go leaves the format of most kinds to the implementation.
func builtinPrint(w io.Writer, sep string, args []any) {
	text := ""
	for i, a := range args {
		if i > 0 {
			text += sep
		}
		text += builtinFormat(reflect.ValueOf(a))
	}
	io.WriteString(w, text)
}

// builtinFormat writes one value. Floats are written in their shortest form,
// not as the gc compiler writes them (+1.000000e+000).
func builtinFormat(v reflect.Value) string {
	switch {
	case !v.IsValid(): // of an interface
		return "(0x0,0x0)"
	case v.CanFloat():
		return strconv.FormatFloat(v.Float(), 'g', -1, v.Type().Bits())
	case v.CanComplex():
		return strconv.FormatComplex(v.Complex(), 'g', -1, v.Type().Bits())
	case v.CanInt():
		return strconv.FormatInt(v.Int(), 10)
	case v.CanUint():
		return strconv.FormatUint(v.Uint(), 10)
	case v.Kind() == reflect.String:
		return v.String()
	case v.Kind() == reflect.Slice:
		return fmt.Sprintf("[%d/%d]%#x", v.Len(), v.Cap(), v.Pointer())
	case v.Kind() == reflect.Pointer, v.Kind() == reflect.Map, v.Kind() == reflect.Chan, v.Kind() == reflect.Func:
		return fmt.Sprintf("%#x", v.Pointer())
	}
	return fmt.Sprint(v)
}
