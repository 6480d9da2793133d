// Command gen writes symbol tables of compiled packages, which scripts may then
// import: for each package, its exported functions, variables, constants and types
// as reflect.Values, and for each of its interfaces a wrapper by which a script's
// own type can implement it.
//
//	go run ./interp/symbols/gen -o FILE -package NAME importpath…
//
// The file declares
//
//	var Symbols = map[string]map[string]reflect.Value{…}
//
// which a plugin can hand out as it is. With -func NAME a function returns the same
// table instead, so that nothing is built when the process starts. So that scripts
// see them, generic functions and types, which have no reflect.Value, stand in files
// of their own. These use only exported names of the package's other files, import
// what scripts may import, and are embedded in a variable that the table takes up:
//
//	//panelgo:generic
//	//go:embed generic_*.go
//	var Source embed.FS
//
// The table also says which methods of a script's types its packages may call:
// those that interfaces name in the packages and in all that they import. What gets
// values of scripts from the packages without being imported by them is named with
// -callers. A package that may call methods by name, through reflection, is said to
// call any.
//
// And it lists the functions and methods that take a size: what runs scripts bounds those
// that make as much as they are told to.
//
// A type whose doc comment has a line "//panelgo:constant" is said to be constant: through
// a value of it nothing can be changed, whatever its fields lead to, so that sessions may
// share a variable of it.
//
// Every declaration whose doc comment has a line "//panelgo:hostonly" is left out,
// and so is what -skip names: pkgpath.Name, or pkgpath.Type.Member for a field or a
// method of a type that stays.
//
// The command owns the form of the tables. It must not depend on a package that it
// may be asked to describe, so it imports none of this repository.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/format"
	"log"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("gen: ")
	out := flag.String("o", "", "file to write")
	pkg := flag.String("package", "", "package clause of the file")
	fn := flag.String("func", "", "declare a function of this name that returns the table")
	skip := flag.String("skip", "", "comma separated names to leave out, each pkgpath.Name or pkgpath.Type.Member")
	callers := flag.String("callers", "", "comma separated import paths of packages that get values of scripts from these")
	flag.Parse()
	if *out == "" || *pkg == "" || flag.NArg() == 0 {
		flag.Usage()
		os.Exit(2)
	}
	src, err := generate(target{*out, *pkg, *fn}, list(*skip), list(*callers), flag.Args())
	if err != nil {
		log.Fatal(err)
	}
	if err := os.WriteFile(*out, src, 0o644); err != nil {
		log.Fatal(err)
	}
}

// list splits the value of a flag.
func list(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}

// target is the file to be written, its package, and the function that it
// declares, if any.
type target struct{ file, pkg, fn string }

// opening is how the file declares the table, up to its first entry.
func (t target) opening() string {
	if t.fn != "" {
		return "func " + t.fn + "() map[string]map[string]reflect.Value {\nreturn map[string]map[string]reflect.Value{\n"
	}
	return "// Symbols is the table of this plugin's packages for scripts.\nvar Symbols = map[string]map[string]reflect.Value{\n"
}

// constant is the name of a constant beside the table.
func (t target) constant(name string) string {
	if t.fn != "" {
		return t.fn + strings.ToUpper(name[:1]) + name[1:]
	}
	return name
}

// closing ends what opening has begun.
func (t target) closing() string {
	if t.fn != "" {
		return "}\n}\n"
	}
	return "}\n"
}

// generate returns the formatted source of the tables of the packages at paths,
// without the names in skip, each pkgpath.Name or pkgpath.Type.Member; callers are packages that get values
// of scripts from them. It does not write the file. The
// file may be part of one of the packages, and may not exist yet or be outdated:
// the packages are loaded as if its table were empty.
func generate(to target, skip, callers, paths []string) ([]byte, error) {
	file, err := filepath.Abs(to.file)
	if err != nil {
		return nil, err
	}
	stub := "package " + to.pkg + "\n\nimport \"reflect\"\n\n" + to.opening() + to.closing()
	pkgs, err := load(paths, map[string][]byte{file: []byte(stub)})
	if err != nil {
		return nil, err
	}
	called, byName, err := calledMethods(paths, callers)
	if err != nil {
		return nil, err
	}
	g := &generator{called: to.constant("called"), sized: to.constant("sized"), byName: byName, imports: map[string]string{}, names: map[string]string{}, skip: map[string]bool{}, own: map[string]bool{}, elsewhere: map[string][]string{}}
	for _, s := range skip {
		g.skip[s] = true
	}
	g.imports["reflect"] = "reflect"
	g.names["reflect"] = "reflect"
	for _, p := range pkgs {
		g.own[p.PkgPath] = true
		if slices.Contains(p.GoFiles, file) {
			g.home = p.PkgPath
		}
	}
	for _, p := range pkgs {
		g.table(p)
	}
	g.finish()
	var b bytes.Buffer
	fmt.Fprintf(&b, "// Code generated by panelgo/interp/symbols/gen. DO NOT EDIT.\n\npackage %s\n\n", to.pkg)
	g.writeImports(&b)
	b.WriteString(to.opening() + g.tables.String() + to.closing())
	fmt.Fprintf(&b, "\n// %s lists the methods of a script's types that these packages may call.\nconst %s = `\n%s\n`\n", g.called, g.called, filled(called))
	fmt.Fprintf(&b, "\n// %s lists the functions and methods of these packages that take numbers which may be sizes.\nconst %s = `\n%s\n`\n", g.sized, g.sized, filled(sizedNames(pkgs)))
	b.Write(g.wrappers.Bytes())
	src, err := format.Source(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("format: %w\n%s", err, b.Bytes())
	}
	return src, nil
}

// filled writes words one after the other, in lines of some 100 letters.
func filled(words []string) string {
	var b strings.Builder
	line := 0
	for _, word := range words {
		if line+len(word) > 100 {
			b.WriteByte('\n')
			line = 0
		} else if line > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		line += len(word) + 1
	}
	return b.String()
}
