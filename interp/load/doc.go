// Package load reads a script: its files, the packages that it imports from
// source, the files that it embeds. It parses and checks them all, and reports
// everything that is wrong with its position.
//
//	load         the files of a package, and of those it imports
//	module       which folder has the package of an import path
//	check        go/types over what was parsed
//	embed        go:embed
//	diagnostics  how mistakes are shown
//
// The package owns positions and the texts of sources. It must not know of
// yaegi, or of what becomes of a checked program.
package load
