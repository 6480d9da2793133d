// Package reuse keeps finished first pages and serves each of them to all
// visitors whom it fits.
//
// It owns buckets (sets of visitors who share a page), keys (what decides the
// bucket of a request), views (finished pages) and spares (sessions that wait
// for a visitor). It must not know how a page is made, the interpreter, or
// sockets: the caller passes the function that makes a view.
//
// The key of a view consists of the app, its version, the result of SessionKey
// if the script has one, and what the run that made the view read of its
// request. The reads form a decision tree: the first read of a run is the same
// for all requests, its value decides what is read next, and so on down to the
// view. So a page without a SessionKey has an exact key; with one, reads of
// the visitor's identity still belong to the key.
package reuse
