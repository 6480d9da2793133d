// Command gotest runs the programs of the Go distribution's own test folder
// through the interpreter: "make gotest" prints how many passed, were refused,
// were wrong or crashed, and names those that did not pass.
//
// A program passes when it ends well and prints what its .out file says, or
// nothing. It is wrong when it does not, and crashed when it takes the process
// down or does not end. What is refused is refused before it runs, with a
// position. It owns which programs count and which of those that are wrong are
// known; it must not know how the interpreter works: it runs the command line.
package main
