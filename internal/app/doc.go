// Package app turns sources into programs that can be served: it finds apps,
// loads and reloads scripts, and keeps the last good version of each.
//
// It owns apps and their versions, the functions that a script defines for the
// server, what scripts may import, an app's templates, and the output of
// scripts. It must not know HTTP, sockets, open pages or how files are
// watched: the server takes the list of source files from it and reports edits
// to it.
package app
