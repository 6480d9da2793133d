// Package visitor comes to a page as a browser does, without the browser: it
// loads the page, takes it live, uses the controls it finds, and leaves. One
// visitor serves measurements of a single step; a crowd of them tells what a
// page is like with many people on it.
//
// It owns a client of docs/protocol.md, how controls are found in HTML, and the
// figures of a crowd. It must not know how a page is made: what it knows of a
// server is what any visitor gets to see. It follows no patch; package pntest
// has a client that does.
package visitor
