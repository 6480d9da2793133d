package main

import (
	"C"
	_ "github.com/nobody/nothing"
	_ "os/exec"
	_ "slices"
	_ "unsafe"

	_ "./local"
)

func F() {}
