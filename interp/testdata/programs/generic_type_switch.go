package main

import (
	"fmt"
	"io"
	"time"
)

type wrapper[T any] struct{ v T }

func (w wrapper[T]) unwrap() any { return w.v }

type unwrapper interface{ unwrap() any }

func kind[T any](v T) string {
	switch x := any(v).(type) {
	case int:
		return fmt.Sprint("int ", x+1)
	case string:
		return "string " + x
	case []T:
		return "slice of T"
	case wrapper[int]:
		return fmt.Sprint("wrapped int ", x.v)
	case unwrapper:
		return "unwrapper " + kind(x.unwrap())
	case nil:
		return "nil"
	}
	return fmt.Sprintf("%T", v)
}
func is[T any](v any) bool { _, ok := v.(T); return ok }
func cast[T any](v any) (T, error) {
	if t, ok := v.(T); ok {
		return t, nil
	}
	var z T
	return z, fmt.Errorf("%T is not %T", v, z)
}
func sizeOf[T int8 | int16 | int32](T) int {
	var z T
	switch any(z).(type) {
	case int8:
		return 1
	case int16:
		return 2
	}
	return 4
}

type local int

func main() {
	fmt.Println(kind(1), kind("s"), kind(wrapper[int]{3}), kind(wrapper[string]{"x"}), kind(2.5), kind[error](nil), kind([]int{}))
	fmt.Println(is[int](1), is[string](1), is[error](io.EOF), is[fmt.Stringer](time.Second), is[local](1), is[local](local(1)), is[wrapper[int]](wrapper[int]{}))
	fmt.Println(cast[int]("x"))
	fmt.Println(cast[float64](2.5))
	fmt.Println(sizeOf(int8(1)), sizeOf(int16(1)), sizeOf(int32(1)))
}
