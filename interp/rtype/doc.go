// Package rtype makes Go types while a program runs that package reflect cannot
// make: with a name, unexported fields, methods, and parts that lead back to the
// type itself. To compiled code they are types like any other: it finds their
// methods, prints their names, and does not set their unexported fields.
//
// A type is made like another one that has the same layout in memory: the same
// size, pointers in the same places, and the same result of ==. So a value changes
// between the two by changing nothing but its type; see Retype.
//
//	rtype      the types, their fields, parts and methods
//	layout     how Go lays types out in memory, as internal/abi has it
//	entry      addresses at which methods are called; entry_*.s is their code
//	stack      how much of its stack a goroutine uses
//	supported  whether all of that is so in the Go of this build
//
// The package owns all that this module knows of Go's own layouts of types, and
// all of its assembly. It runs on amd64 and arm64; elsewhere unsupported takes the
// place of every file with a layout in it. It must not know who makes types, or
// what for.
//
// The package is safe for concurrent use, but a Type that is being made belongs to
// one goroutine until its last method is set. Types are never freed, as those of
// package reflect are not, so callers make each type once. There is room for some
// thousand methods, and Free makes room for others.
package rtype
