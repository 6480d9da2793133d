// Package std holds the sources of what is generic in the standard library:
// the packages cmp, iter, maps and slices, and parts of some others, each in a
// folder of its own.
//
// A script gets other standard packages compiled, as a table of symbols. There
// is no symbol for a generic function, only for each of its instances, and
// which those are only the script knows. So these packages are given as
// source, written anew for this purpose, and their instances are written out
// like those of a script's own generic code. A part of a package imports the
// rest of it, which is compiled, by the path of both.
//
// The package owns the sources. It must not know how they are loaded and run.
package std

import (
	"embed"
	"io/fs"
)

//go:embed atomic/atomic.go
//go:embed cmp/cmp.go
//go:embed errors/errors.go
//go:embed iter/iter.go iter/turns.go
//go:embed maps/maps.go
//go:embed rand/rand.go
//go:embed slices/change.go slices/iter.go slices/search.go slices/slices.go slices/sort.go
//go:embed sync/sync.go
var sources embed.FS

// folders are where the packages are, by import path.
var folders = map[string]string{
	"cmp":          "cmp",
	"errors":       "errors",
	"iter":         "iter",
	"maps":         "maps",
	"math/rand/v2": "rand",
	"slices":       "slices",
	"sync":         "sync",
	"sync/atomic":  "atomic",
}

// Source gives the files of a package by its import path, none of them a test,
// or false for a package of which nothing is given as source.
func Source(path string) (fs.FS, bool) {
	folder, ok := folders[path]
	if !ok {
		return nil, false
	}
	files, err := fs.Sub(sources, folder)
	return files, err == nil
}

// generic are the names of the packages of which only those are given as source.
var generic = map[string][]string{
	"errors":       {"AsType"},
	"math/rand/v2": {"N"},
	"sync":         {"OnceValue", "OnceValues"},
	"sync/atomic":  {"Pointer"},
}

// Generic lists what Source has of a package that is compiled otherwise; nothing
// for a package that is source as a whole.
func Generic(path string) []string { return generic[path] }
