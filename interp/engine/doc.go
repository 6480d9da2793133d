// Package engine runs compiled scripts: instructions that yaegi has made of a
// program, many of them replaced by its own.
//
// yaegi turns each node of a program's tree into an instruction, a closure that
// does the node's work and returns the instruction to run next; a loop calls
// one after the other. On a panic yaegi names the function but not the
// instruction, and it does most of its work through reflection. The engine takes
// over the loop, so it knows which instruction panicked and how deep the stack
// is. Its own instructions cover calls of the script's functions and of compiled
// ones, closures, operations on numbers and strings, elements, fields and maps.
// They work on variables in place, allocate little, and panic with Go's
// messages. An operand that such an instruction does not know is left to
// yaegi's.
//
//	engine          which instructions are replaced
//	run, panics     the loop, and panics on their way out
//	turns           which call runs next, of all engines, when several calculate for long
//	script_calls,
//	closures        calls of the script's functions; frames are their variables
//	compiled_calls  calls of compiled functions; shapes are their signatures
//	operations, elements, fields, maps
//	yaegi           how yaegi's nodes, types and frames are laid out
//
// Every replacement keeps yaegi's contract for a node: the value goes to the
// slot findex of the frame that lies level frames outwards, and the next
// instruction is that of tnext, or of fnext when there is one and the value is
// false. New rewrites the tree once. yaegi makes the instructions when it begins to
// execute the program, on one goroutine and before the first of them runs; from
// then on the tree does not change, so running it needs no lock.
//
// The package owns yaegi's insides at run time: the layouts of nodes, symbols,
// types and frames, the generators of instructions, and how a closure lies in a
// function. All of it is compared with the yaegi in the build at first use; when
// something differs, nothing is run. What yaegi's front end accepts, and where it
// differs from Go, is for interp/lower to know. The package must not know of
// lowering, hosts or sessions.
package engine
