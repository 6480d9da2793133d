package pn

import "embed"

// Source is the generic part of the package. A generic function or type has no
// symbol, each of its instances has one, and only a script knows which instances
// it needs; so scripts get these files as source, beside the symbols of all
// others. For that the files use only exported names of the others, and import
// what scripts may import.
//
//panelgo:generic
//go:embed generic_*.go
var Source embed.FS
