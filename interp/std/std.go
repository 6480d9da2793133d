// Package std holds the sources of the generic parts of the standard library that
// scripts may use: the packages cmp, iter, maps and slices, and parts of some
// others, each in a folder of its own.
//
// A script gets other standard packages compiled, as a table of symbols. A generic
// function has no symbol; each instance has one, and only the script knows which
// instances there are. So scripts get these packages as source, and their
// instances are written out like those of a script's own generic code. The sources
// are written for this purpose: Go's own use unsafe and the runtime. A part of a
// package imports the rest of it, which is compiled, by the import path of both.
//
// The package owns the sources; tests compare them
// with Go's. It must not know how they are loaded and run.
package std

import (
	"embed"
	"io/fs"
	"iter"
	"maps"
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

// folders names the folder of each package by its import path.
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

// Source returns the files of a package, by its import path. They are at the root
// of the file system, without tests. ok is false for a package that scripts get
// compiled as a whole, or not at all.
func Source(path string) (files fs.FS, ok bool) {
	folder, ok := folders[path]
	if !ok {
		return nil, false
	}
	files, err := fs.Sub(sources, folder)
	return files, err == nil
}

// Paths yields the import paths of the packages that Source has, in no order.
func Paths() iter.Seq[string] { return maps.Keys(folders) }
