// Package server puts apps on the network: routes, pages, sockets, streams, listening
// and shutting down.
//
// It owns the apps and their present programs, and brings the other rooms
// together: sessions run programs, the cache keeps views, the watcher tells
// what is stale, plugins add what is not core. It must not know how a command
// line is parsed, nor draw anything: pages come from templates, components
// from pn.
package server
