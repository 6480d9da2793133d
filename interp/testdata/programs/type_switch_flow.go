package main

import "fmt"

func f(vals []any) (out []string) {
loop:
	for i, v := range vals {
		switch x := v.(type) {
		case int:
			if x < 0 {
				continue loop
			}
			if x > 100 {
				break loop
			}
			if x == 50 {
				break
			}
			out = append(out, fmt.Sprint("i", x))
		case string:
			func() {
				defer func() { out = append(out, "deferred "+x) }()
				x += "!"
			}()
		case []any:
			inner := f(x)
			out = append(out, inner...)
		default:
			switch {
			case x == nil:
				out = append(out, "nil")
				fallthrough
			case i == 99:
				out = append(out, "fell")
			default:
				out = append(out, "default")
			}
		}
	}
	return
}

func main() {
	fmt.Println(f([]any{1, -5, 50, "s", []any{3, []any{"deep"}}, nil, 2.5, 7, 101, 8}))
	var fs []func() string
	for _, v := range []any{1, "a", 2.5} {
		switch x := v.(type) {
		case int:
			fs = append(fs, func() string { x++; return fmt.Sprint("int", x) })
		case string, float64:
			fs = append(fs, func() string { return fmt.Sprintf("%T", x) })
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
}
