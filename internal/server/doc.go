// Package server serves apps over HTTP: routes, pages, sockets, streams,
// listening and shutting down.
//
// It owns the apps that it hosts and everything that depends on the network,
// and brings the other packages together: sessions run programs, the cache
// keeps views, the watcher reports edits, plugins add routes and files. It
// must not know how a command line is parsed nor how a script becomes a
// program, and it draws nothing: pages come from templates, components from
// pn.
package server
