// Package errors has what package errors of the standard library has of
// generic functions.
package errors

import "errors"

// AsType finds the first error of type E in the tree of err.
func AsType[E error](err error) (E, bool) {
	var e E
	ok := errors.As(err, &e)
	return e, ok
}
