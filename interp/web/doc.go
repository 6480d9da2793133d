// Package web gives each interpreter what net/http otherwise keeps for the process: the
// default client, transport and mux, and the functions and methods that use them.
//
// The package owns what a script opens by them, and closes it when the interpreter ends.
// It must not know how a script calls it, nor what interpreters are.
package web
