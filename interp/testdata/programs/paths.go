package main

import (
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

func main() {
	fmt.Println(filepath.Join("a", "../b", "/c"), filepath.Base("/x/y.go"), filepath.Dir("/x/y.go"), filepath.Ext("a.tar.gz"), filepath.Clean("a//b/./c/.."), filepath.IsAbs("/a"))
	fmt.Println(path.Join("a", "b", "..", "c"), path.Base(""), path.Dir("a"), path.Ext("noext"), path.IsAbs("x"))
	d, f := filepath.Split("/a/b/c.txt")
	fmt.Println(d, f, strings.TrimSuffix(f, filepath.Ext(f)))
	ok, err := filepath.Match("*.go", "main.go")
	bad, err2 := path.Match("[", "x")
	fmt.Println(ok, err, bad, err2)
	rel, err := filepath.Rel("/a/b", "/a/c/d")
	fmt.Println(rel, err, filepath.ToSlash("a/b"), filepath.SplitList("/x:/y"))
	_, err = filepath.Rel("a", "/b")
	fmt.Println(err)
}
