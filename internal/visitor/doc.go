// Package visitor visits a page as a browser does, without a browser: it loads
// the page, takes it live, uses the controls it finds, and leaves. One visitor
// serves to measure a single step, a crowd to measure a page that many people
// use.
//
// It owns a client of docs/protocol.md, how controls are found in HTML, and
// the figures of a crowd. It must not know how a page is made: it sees what
// any client sees. It applies no patches; package pntest has a client that
// does.
package visitor
