package main

import (
	"log"
	"os"
)

func F() {
	log.New(os.Stderr, "", 0).Fatal("no")
	os.Stdout.Chmod(0)
	os.Setenv("a", "b")
}
