package main

import (
	"fmt"
	"log"
	"os"
)

type service struct{ *log.Logger }

type app struct{ service }

func (a app) name() string { return "app" }

type fataler interface{ Fatalln(...any) }

func main() {
	defer fmt.Println("not run")
	a := app{service{log.New(os.Stdout, "", 0)}}
	var f fataler = a
	end := f.Fatalln
	a.Println("before")
	end("embedded", a.name())
}
