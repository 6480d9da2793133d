// Package load reads a script: its files, the packages that it imports from
// source, the files that it embeds. It parses and checks them all, and reports
// everything that is wrong with its position.
//
//	load         Program; a package, and the packages that it imports
//	files        which files make a package, and parsing them
//	imports      where an imported package comes from, and what is refused
//	given        what scripts are given as source of compiled packages
//	module       which folder has the package of an import path
//	require      modules that go.mod requires: the module cache, a vendor folder
//	version      what a program depends on
//	check        go/types over what was parsed
//	embed        go:embed
//	diagnostics  how mistakes are shown
//
// The package owns positions and the texts of sources. It must not know of
// yaegi, or of what becomes of a checked program.
package load
