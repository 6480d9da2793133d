package pn

import _ "embed"

//go:embed each.css
var eachCSS string

// EachKind is the kind of an EachPane.
var EachKind = declare(Kind{Name: "each", CSS: eachCSS})
