// Package std holds the sources of those standard packages that are generic:
// cmp, iter, maps and slices, each in a folder of its own.
//
// A script gets other standard packages compiled, as a table of symbols. There
// is no symbol for a generic function, only for each of its instances, and
// which those are only the script knows. So these packages are given as
// source, written anew for this purpose, and their instances are written out
// like those of a script's own generic code.
//
// The package owns the sources. It must not know how they are loaded and run.
package std

import (
	"embed"
	"io/fs"
	"slices"
)

//go:embed cmp/cmp.go
//go:embed iter/iter.go iter/turns.go
//go:embed maps/maps.go
//go:embed slices/change.go slices/iter.go slices/search.go slices/slices.go slices/sort.go
var sources embed.FS

var packages = []string{"cmp", "iter", "maps", "slices"}

// Source gives the files of a package by its import path, none of them a test,
// or false for a package that is not given as source.
func Source(path string) (fs.FS, bool) {
	if !slices.Contains(packages, path) {
		return nil, false
	}
	files, err := fs.Sub(sources, path)
	return files, err == nil
}
