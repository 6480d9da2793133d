package main

import "fmt"

type box[T any] struct{ V T }
type pair[A, B any] struct {
	A A
	B B
}
type local struct{ n int }
type list[T any] []T
type fun[T any] func(T) T

func name[T any]() string { var z T; return fmt.Sprintf("%T", z) }

func main() {
	fmt.Printf("%T %T %T\n", box[int]{}, box[string]{}, pair[int, string]{})
	fmt.Printf("%T %T\n", list[int]{}, fun[bool](nil))
	fmt.Printf("%v %+v\n", box[int]{1}, pair[string, []int]{"a", []int{1}})
	fmt.Printf("%#v\n", box[int]{1})
	fmt.Println(name[int](), name[box[int]](), name[[]string]())
	fmt.Printf("%T %T\n", &box[float64]{}, map[string]box[int]{})
	fmt.Printf("%T\n", box[box[int]]{})
}
