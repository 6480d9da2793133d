// Package interp makes a callable app out of Go source, on the yaegi
// interpreter.
//
// yaegi runs most of Go but not all of it right, so a script passes these
// steps first, each in a file of its own:
//
//	load     files, imports, positions
//	check    go/types over packages made by reflection from the symbol tables
//	link     the script and the repo packages it imports become one file
//	lower    what yaegi gets wrong is rewritten into what it gets right
//	isolate  may sessions share one interpreter?
//	program  compile, run, stop: the instructions are run by package engine
//
// The promise: what the checker accepts behaves as the Go compiler would make
// it behave, or is refused before it runs, with a position and a reason.
//
// The package owns what is known of yaegi's front end: what it accepts, and where
// it differs from Go. Package engine owns its insides at run time. It must not
// know what a session, a component or a request is: it takes tables of symbols and
// gives callables.
package interp
