// Package direct puts instructions of its own in the place of some of yaegi's.
//
// yaegi calls a compiled function through reflect.Value.Call, which takes longer
// than most functions that a script calls. For the signatures that are met most
// this package puts an instruction of its own in the place of yaegi's, which
// reads the arguments, calls, and stores the result where yaegi would have. Its
// instructions for indexes know where they stand and say what Go says of one that
// is out of range.
//
// It owns all that is known of yaegi's insides: the layout of its nodes and
// frames, and how it reads a value. It must not know of lowering, of hosts or of
// sessions. What it knows is compared with yaegi's types when it is first used;
// if they are not as expected nothing is replaced, and everything works as
// before, more slowly.
package direct
