// Package lower rewrites a checked program so that yaegi runs it as the Go
// compiler would, or reports that it cannot.
//
// The promise: what the checker accepts behaves as compiled code would behave,
// or is refused before it runs, with a position and the reason. A lowering
// rewrites what yaegi lacks or gets wrong into what it gets right, and keeps
// the positions of the source.
//
// Lower is the only way in. The program first becomes one file (link), in
// which no name hides another and generic code and ranges over functions are
// written out as plain code (generics, rangefunc). It is then asked what the
// interpreter has to know of it: may instances share an interpreter (isolate), which
// functions are pure (pure), what may run beside one another (sync). After
// that come the lowerings, one file for each kind of construct; their order is
// in lowerer.lower. What the lowered file needs of Go while it runs it calls
// in the host package (HostPackage), which package host provides.
//
//	lower                     Lower, and the order of the passes
//	linked, lowerer, sharing  what the passes work on
//	nodes, typeexpr, names    pieces of a file, and what they are called
//	structure                 what a type is made of, as text
//	predicates, inspect       questions about types, expressions and statements
//	link                      many files → one
//	generics*, rangefunc      written out as plain code
//	isolate*, callgraph, pure what may be shared by instances
//	recursive                 types that lead back to themselves
//	values                    all that is dynamic; assert, convert, methods and
//	                          literals are parts of it
//	boxes                     the types of values in interfaces
//
// The package owns everything that is known of how yaegi parses and what it
// gets wrong. It must not know how a program runs, nor what a session is.
package lower
