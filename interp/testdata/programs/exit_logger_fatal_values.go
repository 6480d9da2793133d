package main

import (
	"fmt"
	"log"
	"os"
)

type text string

func (t text) String() string { return "<" + string(t) + ">" }

func main() {
	defer fmt.Println("not run")
	l := log.New(os.Stdout, "", 0)
	for _, f := range []func(*log.Logger, ...any){(*log.Logger).Print, (*log.Logger).Println, (*log.Logger).Fatal} {
		f(l, "each", text("t"))
	}
}
