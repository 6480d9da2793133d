// Package arch verifies the shape of the repository: which room may know which,
// where each library is used, that files of the lowering refer downward, that the
// drawings and the map show what is there, which processors and releases are known,
// and that no file names a path of one machine. It is tests and nothing else.
package arch
