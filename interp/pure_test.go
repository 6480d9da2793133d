package interp_test

import (
	"testing"

	"github.com/panelgo/panelgo/interp"
)

func TestPure(t *testing.T) {
	tests := []struct {
		name, source string
		pure         bool
	}{
		{"constant", `func F(b *strings.Builder) string { return "x" }`, true},
		{"methods of what it is given", `func F(b *strings.Builder) string { if b.Len() > 3 { return b.String() }; return "" }`, true},
		{"known functions", `func F(b *strings.Builder) string { return strings.ToUpper(fmt.Sprintf("%s-%d", b.String(), b.Len())) }`, true},
		{"functions of its own", `func F(b *strings.Builder) string { return half(b.String()) }; func half(s string) string { return s[:len(s)/2] }`, true},
		{"a table that never changes", `var long = map[string]string{"a": "Aachen"}; func F(b *strings.Builder) string { return long[b.String()] }`, true},
		{"the time", `func F(b *strings.Builder) string { return time.Now().String() }`, false},
		{"chance", `func F(b *strings.Builder) string { return fmt.Sprint(rand.Int()) }`, false},
		{"the time, by another function", `func F(b *strings.Builder) string { return now() }; func now() string { return time.Now().String() }`, false},
		{"a variable that changes", `var n int; func F(b *strings.Builder) string { n++; return fmt.Sprint(n) }`, false},
		{"the order of a map", `var long = map[string]string{"a": "Aachen"}; func F(b *strings.Builder) string { for k := range long { return k }; return "" }`, false},
		{"a method called by Sprint", `type T int; func (T) String() string { return time.Now().String() }; func F(b *strings.Builder) string { return fmt.Sprint(T(1)) }`, false},
		{"a function as a value", `func F(b *strings.Builder) string { return strings.Map(chance, b.String()) }; func chance(r rune) rune { return rune(rand.Int31()) }`, false},
		{"a variable of a package", `func F(b *strings.Builder) string { return fmt.Sprint(len(os.Args)) }`, false},
	}
	const imports = "package main; import (\"fmt\"; \"strings\"; \"time\"; \"math/rand\"; \"os\"); var _ = fmt.Sprint(\"\"); func use() { _, _, _, _ = strings.ToUpper(\"\"), time.Second, rand.Int, os.ErrExist }\n"
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			p, err := load(t, imports+test.source, interp.Config{})
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Pure("F"); got != test.pure {
				t.Errorf("pure: %v, want %v (%s)", got, test.pure, p.SharedReason())
			}
		})
	}
}
