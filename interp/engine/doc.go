// Package engine runs the script's functions: instructions that yaegi has
// compiled, and in the place of many of those its own.
//
// yaegi turns each node of a program into an instruction, a closure that gives
// the next one, and runs them one after the other. It tells of a panic which
// function it left, and it does most things through reflection. The engine takes
// over the loop, and knows from it which instruction panicked and how deep the
// stack is. It has its own instructions for calls of the script's functions and
// of compiled ones, for closures, for operations on numbers and texts, for
// elements, fields and maps: they work on the variables where they are, make few
// allocations, and say what Go says when they fail. What they do not know they
// leave to yaegi's.
//
//	engine          which instructions are replaced
//	run, panics     the loop, and panics on their way out
//	script_calls,
//	closures        calls of the script's functions; frames are their variables
//	compiled_calls  calls of compiled functions; shapes are their signatures
//	operations, elements, fields, maps
//	yaegi           how yaegi's nodes, types and frames are laid out
//
// It owns all that is known of yaegi's insides. It must not know of lowering, of
// hosts or of sessions. What it knows is compared with yaegi's types when it is
// first used; of another version of yaegi it says so, and runs nothing.
package engine
