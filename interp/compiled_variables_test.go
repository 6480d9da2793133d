package interp_test

import (
	"fmt"
	"go/token"
	"maps"
	"os"
	"path"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// compiledVariables are the variables of all packages that scripts may import, by import
// path, dot and name.
func compiledVariables() map[string]reflect.Value {
	all := map[string]reflect.Value{}
	for _, table := range []interp.Symbols{symbols.Std(), symbols.Pn()} {
		for key, names := range table {
			for name, v := range names {
				if v.IsValid() && v.CanAddr() {
					all[path.Dir(key)+"."+name] = v
				}
			}
		}
	}
	return all
}

// pictureOf is all that a value is and leads to. around are the pointers that lead to it.
func pictureOf(v reflect.Value, around map[uintptr]bool) string {
	switch v.Kind() {
	case reflect.Pointer:
		text := fmt.Sprint(v.Pointer())
		if v.IsNil() || around[v.Pointer()] {
			return text
		}
		around[v.Pointer()] = true
		defer delete(around, v.Pointer())
		return text + pictureOf(v.Elem(), around)
	case reflect.Interface:
		if v.IsNil() {
			return "nil"
		}
		return v.Elem().Type().String() + pictureOf(v.Elem(), around)
	case reflect.Slice, reflect.Array:
		parts := make([]string, v.Len())
		for i := range parts {
			parts[i] = pictureOf(v.Index(i), around)
		}
		return fmt.Sprint(parts)
	case reflect.Struct:
		parts := make([]string, v.NumField())
		for i := range parts {
			parts[i] = pictureOf(v.Field(i), around)
		}
		return fmt.Sprint(parts)
	case reflect.Map:
		parts := map[string]string{}
		for i := v.MapRange(); i.Next(); {
			parts[pictureOf(i.Key(), around)] = pictureOf(i.Value(), around)
		}
		keys := slices.Sorted(maps.Keys(parts))
		for i, k := range keys {
			keys[i] += ":" + parts[k]
		}
		return fmt.Sprint(keys)
	case reflect.Func, reflect.Chan, reflect.UnsafePointer:
		return fmt.Sprint(v.Pointer())
	}
	return fmt.Sprint(v)
}

// writes are the ways in which a script writes to a variable V, by the kind of its type.
var writes = map[string][]reflect.Kind{
	"V = zero(V)":                            nil,
	"V = nil":                                {reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Map},
	"set(&V)":                                nil,
	"p := &V; q := &p; **q = zero(V)":        nil,
	"func() { defer set(&V) }()":             nil,
	"for _, V = range list(V) {}":            nil,
	"*V = zero(*V)":                          {reflect.Pointer},
	"p := V; *p = zero(*p)":                  {reflect.Pointer},
	"set(V)":                                 {reflect.Pointer},
	"for _, *V = range list(*V) {}":          {reflect.Pointer},
	"for i := range V { V[i] = zero(V[i]) }": {reflect.Slice, reflect.Map},
	"s := V; for i := range s { s[i] = zero(s[i]) }": {reflect.Slice, reflect.Map},
	"clear(V)": {reflect.Slice, reflect.Map},
	"V = append(V[:0], list(zero(V[0]))...); _ = V": {reflect.Slice},
}

// What a script writes to a variable of a compiled package stays in its interpreter, in
// whatever way it does: another interpreter of the same program, and compiled code, have
// what they had. Some ways are refused.
func TestCompiledVariablesStay(t *testing.T) {
	all := compiledVariables()
	names := slices.Sorted(maps.Keys(all))
	for i := 0; i < len(names); i += tableStep {
		name, v := names[i], all[names[i]]
		t.Run(name, func(t *testing.T) {
			var possible []string
			for write, kinds := range writes {
				if (kinds == nil || slices.Contains(kinds, v.Kind())) && !(strings.Contains(write, "(") && hidden(v.Type())) {
					possible = append(possible, write)
				}
			}
			if p := writer(t, name, possible); p != nil {
				writeVariable(t, p, v, possible)
				return
			}
			done := 0
			for _, write := range possible {
				if p := writer(t, name, []string{write}); p != nil {
					writeVariable(t, p, v, []string{write})
					done++
				}
			}
			if done == 0 && name != "time.Local" && name != "crypto/rand.Reader" {
				t.Error("everything is refused")
			}
		})
	}
}

// hidden reports whether a type has a name that no generic code can be given.
func hidden(t reflect.Type) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.PkgPath() != "" && !token.IsExported(t.Name()) || t == reflect.TypeFor[os.File]()
}

// writer loads a program whose functions Write0, Write1 and so on write to a variable. It
// returns nil when a write is refused.
func writer(t *testing.T, name string, writes []string) *interp.Program {
	i := strings.LastIndex(name, ".")
	v := "v." + name[i+1:]
	source := fmt.Sprintf(`package main
import v %q
func zero[T any](T) (z T) { return }
func list[T any](x T) []T { var z T; return []T{z} }
func set[T any](p *T) { var z T; *p = z }
func Value() any { return %s }
func use() { _, _, _ = zero[int], list[int], set[int] }
`, name[:i], v)
	for i, write := range writes {
		source += fmt.Sprintf("func Write%d() { %s }\n", i, strings.ReplaceAll(write, "V", v))
	}
	p, err := load(t, source, interp.Config{Symbols: []interp.Symbols{symbols.Std(), symbols.Pn()}})
	if err != nil {
		if !strings.Contains(err.Error(), "scripts may not") && !strings.Contains(err.Error(), "holds a lock") {
			t.Errorf("%s: %v", writes, err)
		}
		return nil
	}
	return p
}

// writeVariable has an interpreter write to a variable, for each way another one, beside
// one that does not.
func writeVariable(t *testing.T, p *interp.Program, v reflect.Value, writes []string) {
	if p.Shared() && len(writes) > 0 {
		t.Errorf("%s: the interpreter is shared", writes)
	}
	start := func() counter {
		i, err := p.New(t.Context(), interp.Env{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(i.Kill)
		return counter{i, t}
	}
	other := start()
	before, others := pictureOf(v, map[uintptr]bool{}), fmt.Sprint(other.call("Value"))
	for n, write := range writes {
		start().call(fmt.Sprint("Write", n))
		if got := pictureOf(v, map[uintptr]bool{}); got != before {
			t.Fatalf("%s changes the process's", write)
		}
		if got := fmt.Sprint(other.call("Value")); got != others {
			t.Errorf("%s changes that of another interpreter", write)
		}
	}
}

// Written variables are those of the interpreter wherever the script meets them, and have
// the values that compiled code has.
func TestCompiledVariablesAreTheirPackages(t *testing.T) {
	out := run(t, `package main
import ("bufio"; "bytes"; "errors"; "fmt"; "hash/crc32"; "image"; "image/color"; "image/color/palette"; "image/draw"; "io"; "io/fs"; "os"; "strings"; "time"; "unicode")
func read(r io.Reader) error { _, err := r.Read(make([]byte, 1)); return err }
func main() {
	fmt.Println(read(strings.NewReader("")) == io.EOF, errors.Is(read(strings.NewReader("")), io.EOF))
	_, err := os.Open("/none/there")
	fmt.Println(errors.Is(err, fs.ErrNotExist), errors.Is(err, os.ErrNotExist), fs.ErrNotExist == os.ErrNotExist)
	fmt.Println(unicode.Lu == unicode.Upper, unicode.Categories["Lu"] == unicode.Lu, unicode.Is(unicode.Scripts["Greek"], 'α'))
	unicode.Greek.R16[0].Lo = 'a'
	fmt.Println(unicode.Is(unicode.Greek, 'b'), unicode.Is(unicode.Scripts["Greek"], 'b'))

	fmt.Println(time.Now().UTC().Location() == time.UTC, time.Now().Location() == time.Local)
	fmt.Println(crc32.Checksum([]byte("a"), crc32.IEEETable) == crc32.ChecksumIEEE([]byte("a")))

	dst := image.NewRGBA(image.Rect(0, 0, 1, 1))
	draw.Draw(dst, dst.Bounds(), image.White, image.Point{}, draw.Src)
	fmt.Println(dst.At(0, 0), len(palette.Plan9), color.RGBAModel.Convert(palette.Plan9[1]))

	p := &io.EOF
	*p = io.ErrUnexpectedEOF
	fmt.Println(io.EOF, read(strings.NewReader("")) == io.EOF, read(strings.NewReader("")))

	s := bufio.NewScanner(bytes.NewReader([]byte{255, 254}))
	s.Split(bufio.ScanRunes)
	for s.Scan() {
		fmt.Println(s.Text())
		s.Bytes()[0] = 'x'
	}
	crc32.MakeTable(crc32.IEEE)[97] = 1
	crc32.MakeTable(crc32.Castagnoli)[97] = 1
	fmt.Println(crc32.ChecksumIEEE([]byte("a")), crc32.Checksum([]byte("a"), crc32.MakeTable(crc32.Castagnoli)))
}`)
	want := `true true
true true true
true true true
true true
true true
true
{255 255 255 255} 256 {0 0 68 255}
unexpected EOF false EOF
\ufffd
\ufffd
3904355907 3251651376
`
	want = strings.ReplaceAll(want, "\\ufffd", "\ufffd")
	if diff := cmp.Diff(want, out); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}
