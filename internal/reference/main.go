// Command reference writes docs/reference.md: every component of package pn and of the
// plugins, with its options, its value, its kind and its HTML.
//
//	go run ./internal/reference ROOT
//
// What it says comes out of the doc comments of the sources and out of the golden files
// of the tests, so that it is as true as they are. The command owns the form of the page.
// It must not import what it describes: it reads files.
package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
)

//go:generate go run . ../..

func main() {
	log.SetFlags(0)
	log.SetPrefix("reference: ")
	if len(os.Args) != 2 {
		log.Fatal("usage: reference ROOT")
	}
	root := os.Args[1]
	text, err := reference(root)
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(root, filepath.FromSlash(pageFile)), text, 0o644); err != nil {
		log.Fatal(err)
	}
}

// pageFile is the page, below the root of the repository.
const pageFile = "docs/reference.md"

// reference returns the page for the repository at root.
func reference(root string) ([]byte, error) {
	dirs, err := filepath.Glob(filepath.Join(root, "plugins", "*"))
	if err != nil {
		return nil, fmt.Errorf("list plugins: %w", err)
	}
	known := bases{}
	var packages []*source
	for _, dir := range append([]string{filepath.Join(root, "pn")}, dirs...) {
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			continue
		}
		p, err := readSource(root, dir)
		if err != nil {
			return nil, err
		}
		if err := p.find(known); err != nil {
			return nil, err
		}
		if len(p.components) > 0 {
			packages = append(packages, p)
		}
	}
	return page(packages), nil
}
