package main

import (
	"fmt"
	"strings"
)

type logger struct{ prefix string }

func (l logger) log(format string, args ...any) string {
	return l.prefix + fmt.Sprintf(format, args...)
}

func sum(base int, xs ...int) int {
	for _, x := range xs {
		base += x
	}
	return base
}

func anys(xs ...any) int { return len(xs) }

func joined(sep string, parts ...fmt.Stringer) string {
	var out []string
	for _, p := range parts {
		out = append(out, p.String())
	}
	return strings.Join(out, sep)
}

type id int

func (i id) String() string { return fmt.Sprintf("#%d", int(i)) }

func pair() (int, string)         { return 1, "x" }
func triple() (a, b, c int)       { return 1, 2, 3 }
func errs() (fmt.Stringer, error) { return id(3), nil }

func apply(f func(...int) int, xs ...int) int { return f(xs...) }

func opts(name string, fs ...func(*strings.Builder)) string {
	var b strings.Builder
	b.WriteString(name)
	for _, f := range fs {
		f(&b)
	}
	return b.String()
}

func main() {
	fmt.Println(sum(1), sum(1, 2), sum(1, []int{2, 3}...), sum(triple()))
	fmt.Println(anys(), anys(nil), anys(1, "a", nil), anys([]any{1, 2}...))
	fmt.Println(logger{"> "}.log("%d-%s", 1, "a"), logger{}.log("plain"))
	fmt.Println(joined(",", id(1), id(2)), joined(","))
	fmt.Println(pair())
	s, err := errs()
	fmt.Println(s, err)
	fmt.Println(apply(func(xs ...int) int { return sum(0, xs...) * 2 }, 1, 2, 3))
	fmt.Println(opts("n", func(b *strings.Builder) { b.WriteString("-a") }, func(b *strings.Builder) { b.WriteByte('!') }))
	args := []any{"x", 1, id(5)}
	fmt.Println(args...)
	fmt.Printf("%v %v %v\n", args...)
	ids := []fmt.Stringer{id(7), id(8)}
	fmt.Println(joined("+", ids...))
	var nilArgs []int
	fmt.Println(sum(5, nilArgs...))
	fmt.Println(strings.Join(append([]string{"a"}, []string{"b", "c"}...), "/"))
	all := append([]byte("ab"), "cd"...)
	fmt.Println(string(all))
	f := fmt.Sprintf
	fmt.Println(f("%d", 3))
	g := logger{"g"}.log
	fmt.Println(g("%v", id(1)))
}
