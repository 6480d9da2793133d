// Package e2e holds tests of the whole: an app, the server and a browser, none
// of them simulated.
//
// They begin at package panelgo, as every Go program does. A test that does not
// need a browser, or can simulate the server, belongs to the package it tests.
package e2e
