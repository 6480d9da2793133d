// Package errors is the source that scripts get for the generic functions of the
// standard package errors. The rest of that package is compiled; see package std.
package errors

import "errors"

// AsType finds the first error of type E in the tree of err.
func AsType[E error](err error) (E, bool) {
	var e E
	ok := errors.As(err, &e)
	return e, ok
}
