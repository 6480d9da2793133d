package main

import "fmt"

type point struct{ x int }
type place = point

func (p place) get() int { return p.x }

func main() { fmt.Println(place{1}.get()) }
