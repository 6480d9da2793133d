package workload

import _ "embed"

// Source is the source of the programs.
//
//go:embed workload.go
var Source string

// Program is one of the programs, compiled. n is how often it repeats its work.
type Program struct {
	Name     string
	Compiled func(n int) int
}

// Programs lists the programs, by the names of their functions.
var Programs = []Program{
	{"Loop", Loop}, {"Call", Call}, {"Field", Field}, {"Method", Method}, {"Interface", Interface},
	{"Closure", Closure}, {"Slice", Slice}, {"Map", Map}, {"Text", Text},
}
