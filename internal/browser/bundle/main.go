// Bundle makes the files that browsers load, in a folder, of the modules in another.
//
// It owns how modules become files: what is joined and how it is shortened, by esbuild.
// It must not know what the modules do. `go generate ./internal/browser` runs it; no
// other program of this repository contains esbuild.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"
)

// entries are the modules of which each becomes a file of its name, with all that it
// imports.
var entries = []string{"bootstrap.js", "main.js", "behaviours.js", "modules.js", "dev.js"}

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("usage: bundle FROM TO")
	}
	files, err := bundle(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for name, data := range files {
		if err := os.WriteFile(filepath.Join(os.Args[2], name), data, 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

// bundle returns the files, by name, that the modules in a folder make.
func bundle(dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	for _, name := range entries {
		made := api.Build(api.BuildOptions{
			EntryPoints:       []string{filepath.Join(dir, name)},
			Bundle:            true,
			Format:            api.FormatESModule,
			Target:            api.ES2022,
			Charset:           api.CharsetUTF8,
			MinifyWhitespace:  true,
			MinifyIdentifiers: true,
			MinifySyntax:      true,
		})
		if len(made.Errors) > 0 {
			e := made.Errors[0]
			if e.Location == nil {
				return nil, fmt.Errorf("bundle %s: %s", name, e.Text)
			}
			return nil, fmt.Errorf("%s:%d:%d: %s", e.Location.File, e.Location.Line, e.Location.Column+1, e.Text)
		}
		files[name] = made.OutputFiles[0].Contents
	}
	return files, nil
}
