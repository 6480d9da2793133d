package main

import (
	"errors"
	"fmt"
)

type notFound struct{ name string }

func (n *notFound) Error() string { return n.name }

type adapter struct{}

func (a adapter) Error() string { return "adapter" }
func (a adapter) As(target any) bool {
	if p, ok := target.(**notFound); ok {
		*p = &notFound{"made"}
		return true
	}
	return false
}

func main() {
	var p *notFound
	fmt.Println(errors.As(adapter{}, &p), p)
}
