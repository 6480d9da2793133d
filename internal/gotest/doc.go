// Command gotest runs other people's test programs through the interpreter, and
// prints how many passed, were refused, were wrong, crashed or did not compile,
// and names those that did not pass. "make gotest" takes the programs of the Go
// distribution's test folder, "make yaegitest" those of yaegi.
//
// A program passes when it prints what it is to print and ends as it is to end,
// or when Go refuses it and the interpreter does too. It is wrong when it does
// not, and crashed when it takes the process down or does not end. What is
// refused is refused before it runs, with a position; a program that passes every
// check and that yaegi then does not compile counts on its own. The command owns
// which programs count, what they are to print, and which of those that are wrong
// are known; it must not know how the interpreter works: it runs the command line.
package main
