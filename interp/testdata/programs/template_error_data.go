package main

import (
	"fmt"
	"os"
	"text/template"
)

type failure struct{}

func (failure) Error() string { return "E" }

func main() {
	t := template.Must(template.New("t").Parse("{{.}} {{printf \"%v\" .}}\n"))
	fmt.Println(t.Execute(os.Stdout, failure{}))
}
