// Package e2e holds tests of the whole: an app, the server and a browser, with
// nothing played. They begin at package panelgo, as every Go program does.
//
// What can be tested without a browser, or against a server played by a test,
// is tested where it is made. Here is what only the whole can show.
package e2e
