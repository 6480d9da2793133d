package main

import (
	"errors"
	"fmt"
)

type A struct{ X int }
type B struct{ Y string }
type C int

func kind(v any) string {
	switch v.(type) {
	case nil:
		return "nil"
	case A:
		return "A"
	case *A:
		return "*A"
	case B:
		return "B"
	case C:
		return "C"
	case int, int64:
		return "integer"
	case string:
		return "string"
	case []int:
		return "[]int"
	case error:
		return "error"
	case func() int:
		return "func"
	}
	return "other"
}

func value(v any) string {
	switch x := v.(type) {
	case A:
		return fmt.Sprint("A ", x.X)
	case *A:
		return fmt.Sprint("*A ", x.X)
	case B:
		return "B " + x.Y
	case int:
		return fmt.Sprint("int ", x+1)
	case string, bool:
		return fmt.Sprint("string or bool ", x)
	case fmt.Stringer:
		return x.String()
	default:
		return fmt.Sprintf("other %v", x)
	}
}

func main() {
	for _, v := range []any{nil, A{1}, &A{2}, B{"x"}, C(3), 4, int64(5), "s", []int{1}, errors.New("e"), func() int { return 1 }, 1.5} {
		fmt.Println(kind(v))
	}
	for _, v := range []any{A{1}, &A{2}, B{"x"}, 4, "s", true, 1.5} {
		fmt.Println(value(v))
	}
}
