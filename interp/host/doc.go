// Package host is the Go side of an interpreter: it provides what lowered code
// calls, keeps what a script does from ending the process, and takes values and
// calls between compiled code and the script, both ways.
//
//	program     what all interpreters of one program have in common
//	host        one interpreter: goroutines, exit, its life
//	calls       the functions that lowered code calls
//	defers      defer, panic and recover
//	select      select statements that a kill ends
//	files       names of files that a script reads
//	streams     standard input and output, package log, os.Args
//	templates   what templates may not call
//	detached    functions that would hand out data of the process
//	limits      bounds of memory, of recursion and of goroutines
//	starters    goroutines that compiled code starts; pending what timers start;
//	            contexts those that have a parent of the script's
//	locks       unlocking that does not end the process
//	dynamic     values that go into interfaces and come out of them
//	realtypes   the Go types of the script's types; owntypes those that rtype
//	            makes, definition what tells them apart
//	entries     calls of compiled code into the script: guards, and what is refused
//	working     which interpreter a goroutine works for; makers of which a value is
//	errors      what Go says when a script fails
//
// The package owns the call boundary. It must not know how a program was
// lowered beyond lower.Result, nor what a session is.
package host
