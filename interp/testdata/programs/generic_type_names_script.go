package main

import "fmt"

type box[T any] struct{ V T }
type local struct{ n int }

func name[T any](v T) string { return fmt.Sprintf("%T", v) }

func main() {
	fmt.Println(name(local{}), name(box[local]{}), name(box[*local]{}), name(&box[[]local]{}))
}
