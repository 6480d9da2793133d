package main

// suite is a folder of test programs. Paths of programs are relative to it.
type suite struct {
	// folder returns the folder. A copy of it may be made in scratch.
	folder func(scratch string) (string, error)

	// counts reports whether the file of a path is a program that is to be run.
	counts func(path string, text []byte) bool

	// want finds out what the program at a path is to do.
	want func(path string) (ending, error)

	// known are programs that do not do what Go's do, and why.
	known map[string]string
}

// suites are the suites by name.
var suites = map[string]suite{"go": goSuite, "yaegi": yaegiSuite}

// ending is what a program did, or is to do.
type ending struct {
	refused bool   // it is no program that Go compiles
	out     []byte // what it printed, to both streams
	code    int    // with which it exited
}
