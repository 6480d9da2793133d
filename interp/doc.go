// Package interp makes a callable program out of Go source, on the yaegi
// interpreter.
//
// yaegi runs most of Go but not all of it right, so a script passes these
// stages first, each a package that knows only those before it in this list:
//
//	compiled  what compiled packages look like to the type checker
//	load      files, imports, positions, go/types
//	lower     what yaegi gets wrong is rewritten into what it gets right
//	host      calls between compiled code and the script
//
// and is then compiled and run: the instructions are run by package engine.
// This package puts them together and is the face of all: Load, Program,
// Instance.
//
// The promise: what the checker accepts behaves as the Go compiler would make
// it behave, or is refused before it runs, with a position and a reason.
//
// The package owns programs and instances. It must not know what a session, a
// component or a request is: it takes tables of symbols and gives callables.
package interp
