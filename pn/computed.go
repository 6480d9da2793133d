package pn

import "reflect"

// Derive makes n the node of a value of the session that derive makes of others: see
// Computed. derive reports whether the value differs from the one before. It is for types
// like ComputedCell.
func Derive(s *Session, n *Node, derive func() bool) { s.visit.Document.Derive(n, derive) }

// Same reports whether two values are deeply equal, as reflect.DeepEqual has it: functions
// never are, unless both are nil.
func Same(a, b any) bool { return reflect.DeepEqual(a, b) }
