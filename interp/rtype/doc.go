// Package rtype makes Go types while a program runs that package reflect
// cannot make: with a name, unexported fields, methods, and parts that lead
// back to the type itself. To compiled code they are types like any other: it
// finds their methods, prints their names and leaves their unexported fields
// alone.
//
// A type is made like another one that has the same layout in memory, so a
// value changes between the two by changing nothing but its type.
//
// The package owns the layouts of types (those of internal/abi) and the entry
// points of methods. It must not know who makes types, or what for. Types are
// never freed, as those of package reflect are not.
package rtype
