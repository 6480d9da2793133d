package main

import "fmt"

func f(vals ...any) (out []any) {
	for _, v := range vals {
		if x, ok := v.([]any); ok {
			inner := f(x...)
			out = append(out, inner...)
		} else {
			out = append(out, v)
		}
	}
	return
}

func main() { fmt.Println(f(0, []any{1}, 2)) }
