package main

import "os"

func F() {
	os.Stdout.Chmod(0)
	os.Setenv("a", "b")
}
