// Package reuse keeps finished first pages and serves them to every visitor
// they fit.
//
// It owns buckets (which visitors share a page), keys (how a request is told
// to belong to one), views (the finished bytes) and spares (sessions that wait
// for a visitor). It must not know how a page is made, what runs a script or
// who listens: whoever asks for a view hands over how to make it.
//
// The key of a view is the app, its version, the result of SessionKey if the
// script has one, and what the run that made the view read of its request. The
// reads form a decision tree: the first thing a run reads is the same for all
// requests, its value decides what is read next, and so on to the view. So a
// page without a SessionKey has an exact key, and with one the reads that tell
// who is looking still belong to it.
package reuse
