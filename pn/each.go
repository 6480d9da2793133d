package pn

import _ "embed"

//go:embed each.css
var eachCSS string

var eachKind = declare(Kind{Name: "each", CSS: eachCSS})

// EachKind returns the kind of an EachPane.
func EachKind() Kind { return eachKind }
