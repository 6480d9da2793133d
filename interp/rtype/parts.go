package rtype

import "reflect"

// Field is a field of a struct.
type Field struct {
	Name string

	// Type has the layout of the field in the struct that the type is made
	// like: Type.SetFields does not move fields.
	Type reflect.Type

	Tag      reflect.StructTag
	Embedded bool
}

// Method is a method that compiled code finds by its name.
type Method struct {
	Name string       // exported
	Type reflect.Type // without the receiver

	// Shape is the same for two methods only if their receivers, parameters and
	// results lie in memory in the same way, with all that they lead to.
	Shape string

	// Call runs the method, on the goroutine of the caller. The receiver is of
	// the type that has the method, and the very value that it was called of, so
	// Call must not change it. A panic reaches the caller.
	Call func(receiver any, args []reflect.Value) []reflect.Value
}
