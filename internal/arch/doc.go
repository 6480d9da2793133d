// Package arch holds the shape of the repository: which room may know which,
// and where each library is used. It is tests and nothing else.
package arch
