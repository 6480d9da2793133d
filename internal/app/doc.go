// Package app turns sources into programs that can be served: it finds the apps
// that paths stand for, loads and reloads a script, and keeps its last good
// version.
//
// It owns apps and their versions, what a script may define for the server and
// what it may import, an app's templates, and what becomes of what its scripts
// print. It must not know HTTP, sockets, open pages or a watcher of files:
// whoever serves an app is told which files it is made from, and tells it of
// edits.
package app
