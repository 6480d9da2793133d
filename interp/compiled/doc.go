// Package compiled shows the type checker what compiled packages look like: it
// makes a types.Package of each importable package out of the very symbol
// tables that the interpreter is given, so that a script is checked against
// exactly what it will run with. No Go toolchain and no source is needed.
//
//	tables  the symbol tables of one configuration, merged
//	types   reflect.Type → types.Type, and back
//	text    types written as Go's reflection writes them
//	stdio   what os.Stdin, os.Stdout and os.Stderr are to a script
//
// The package owns the way between reflect's types and the checker's. It must
// not know of scripts, of yaegi or of how a program runs.
package compiled
