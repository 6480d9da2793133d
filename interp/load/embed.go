package load

import (
	"embed"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unsafe"
)

// Files that a script embeds are read when it is loaded, by Go's rules
// (https://pkg.go.dev/embed), and become the values of its variables.

const embedDirective = "//go:embed"

// maxEmbedded bounds what one program embeds.
const maxEmbedded = 64 << 20

// Embedding is the files of one variable.
type Embedding struct {
	names []string          // as the program knows them, sorted
	data  map[string]string // by name
}

// embeds finds the go:embed directives of a file, and reads the files that they
// name. The tree that is checked has no comments, so it parses the file once more.
func (l *loader) embeds(name string, text []byte) {
	if !strings.Contains(string(text), embedDirective) || l.given[name] {
		return
	}
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, name, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		return
	}
	used := map[*ast.Comment]bool{}
	for _, d := range f.Decls {
		g, ok := d.(*ast.GenDecl)
		if !ok || g.Tok != token.VAR {
			continue
		}
		for _, s := range g.Specs {
			spec := s.(*ast.ValueSpec)
			list := directives(spec.Doc)
			if !g.Lparen.IsValid() {
				list = append(list, directives(g.Doc)...)
			}
			for _, c := range list {
				used[c] = true
			}
			if len(list) > 0 {
				l.embed(fset, name, spec, list)
			}
		}
	}
	imported := slices.ContainsFunc(f.Imports, func(s *ast.ImportSpec) bool { return s.Path.Value == `"embed"` })
	for _, group := range f.Comments {
		for _, c := range directives(group) {
			switch at := fset.Position(c.Pos()); {
			case !used[c]:
				l.reportAt(at, "misplaced go:embed directive")
			case !imported:
				l.reportAt(at, `go:embed only allowed in Go files that import "embed"`)
			}
		}
	}
}

// directives lists the go:embed directives among comments.
func directives(group *ast.CommentGroup) (list []*ast.Comment) {
	if group == nil {
		return nil
	}
	for _, c := range group.List {
		if rest, ok := strings.CutPrefix(c.Text, embedDirective); ok && (rest == "" || rest[0] == ' ' || rest[0] == '\t') {
			list = append(list, c)
		}
	}
	return list
}

// embed reads the files of one variable, with its directives.
func (l *loader) embed(fset *token.FileSet, file string, spec *ast.ValueSpec, list []*ast.Comment) {
	at := fset.Position(list[0].Pos())
	switch {
	case len(spec.Names) != 1:
		l.reportAt(at, "go:embed cannot apply to multiple vars")
		return
	case len(spec.Values) > 0:
		l.reportAt(at, "go:embed cannot apply to var with initializer")
		return
	}
	e := &Embedding{data: map[string]string{}}
	for _, c := range list {
		patterns, err := splitPatterns(strings.TrimPrefix(c.Text, embedDirective))
		if err == nil && len(patterns) == 0 {
			err = errors.New("go:embed needs a pattern")
		}
		for _, p := range patterns {
			if err == nil {
				err = l.addPattern(e, filepath.Dir(file), p)
			}
		}
		if err != nil {
			l.reportAt(fset.Position(c.Pos()), err.Error())
			return
		}
	}
	for name := range e.data {
		e.names = append(e.names, name)
	}
	slices.Sort(e.names)
	l.embedded[fset.Position(spec.Names[0].Pos()).String()] = e
}

// splitPatterns separates the patterns of a directive, which may be quoted as Go
// strings.
func splitPatterns(text string) (list []string, err error) {
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimSpace(text) {
		one, rest := text, ""
		if text[0] == '"' || text[0] == '`' {
			if one, err = strconv.QuotedPrefix(text); err != nil {
				return nil, fmt.Errorf("invalid quoted string in //go:embed: %s", text)
			}
			rest = text[len(one):]
			one, _ = strconv.Unquote(one)
		} else if i := strings.IndexAny(text, " \t"); i >= 0 {
			one, rest = text[:i], text[i:]
		}
		list, text = append(list, one), rest
	}
	return list, nil
}

// addPattern adds the files below dir that a pattern matches, and those of folders
// that it matches. It stays within dir also where links lead out of it.
func (l *loader) addPattern(e *Embedding, dir, pattern string) error {
	glob, all := strings.CutPrefix(pattern, "all:")
	if _, err := path.Match(glob, ""); err != nil || !fs.ValidPath(glob) {
		return fmt.Errorf("pattern %s: invalid pattern syntax", pattern)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return fmt.Errorf("embed: %w", err)
	}
	defer root.Close()
	files := root.FS()
	found, err := fs.Glob(files, glob)
	if err != nil || len(found) == 0 {
		return fmt.Errorf("pattern %s: no matching files found", pattern)
	}
	for _, name := range found {
		before := len(e.data)
		err := fs.WalkDir(files, name, func(at string, d fs.DirEntry, err error) error {
			base := path.Base(at)
			switch {
			case err != nil:
				return err
			case at != name && !all && (base[0] == '.' || base[0] == '_'), d.IsDir() && isModuleOrVCS(files, at, name):
				if d.IsDir() {
					return fs.SkipDir
				}
				return nil
			case d.IsDir():
				return nil
			case !d.Type().IsRegular():
				if at == name {
					return fmt.Errorf("pattern %s: cannot embed irregular file %s", pattern, at)
				}
				return nil
			}
			return l.addFile(e, files, dir, at)
		})
		if err != nil {
			return err
		}
		if len(e.data) == before && e.data[name] == "" {
			if info, err := fs.Stat(files, name); err == nil && info.IsDir() {
				return fmt.Errorf("pattern %s: cannot embed directory %s: contains no embeddable files", pattern, name)
			}
		}
	}
	return nil
}

// isModuleOrVCS reports whether go:embed leaves a folder out: another module, or
// what a version control system keeps.
func isModuleOrVCS(files fs.FS, at, root string) bool {
	switch path.Base(at) {
	case ".git", ".hg", ".svn", ".bzr":
		return true
	}
	_, err := fs.Stat(files, path.Join(at, "go.mod"))
	return err == nil && at != root
}

// addFile reads one file, up to maxEmbedded for the whole program.
func (l *loader) addFile(e *Embedding, files fs.FS, dir, name string) error {
	text, err := fs.ReadFile(files, name)
	if err != nil {
		return fmt.Errorf("embed: %w", err)
	}
	if l.embeddedBytes += len(text); l.embeddedBytes > maxEmbedded {
		return fmt.Errorf("the files that the program embeds are larger than %d MiB together", maxEmbedded>>20)
	}
	e.data[name] = string(text)
	l.data[filepath.Join(dir, filepath.FromSlash(name))] = string(text)
	return nil
}

// Embedding returns the files of the variable declared at a position, nil when
// it has none.
func (p *Program) Embedding(pos token.Pos) *Embedding {
	return p.embedded[p.Fset.Position(pos).String()]
}

// Value returns the variable's value of a type: an embed.FS, or a string that
// is to be converted to the type. The error says why there is none.
func (e *Embedding) Value(t types.Type) (reflect.Value, error) {
	if t.String() == "embed.FS" {
		return reflect.ValueOf(e.fileSystem()), nil
	}
	b, text := t.Underlying().(*types.Basic)
	s, list := t.Underlying().(*types.Slice)
	switch {
	case text && b.Kind() == types.String:
	case list && types.Identical(s.Elem().Underlying(), types.Typ[types.Byte]):
	default:
		return reflect.Value{}, fmt.Errorf("go:embed cannot apply to var of type %s", t)
	}
	if len(e.names) != 1 {
		return reflect.Value{}, fmt.Errorf("invalid go:embed: multiple files for type %s", t)
	}
	return reflect.ValueOf(e.data[e.names[0]]), nil
}

// fileSystem makes an embed.FS as the Go linker does: its one field is a list of
// files and folders, sorted by folder and then by name, folders with a slash at
// the end (the struct is that of Go 1.26, https://go.dev/src/embed/embed.go).
func (e *Embedding) fileSystem() embed.FS {
	type file struct {
		name, data string
		_          [16]byte // a hash
	}
	all := map[string]string{}
	for _, name := range e.names {
		all[name] = e.data[name]
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			all[dir+"/"] = ""
		}
	}
	files := make([]file, 0, len(all))
	for name, data := range all {
		files = append(files, file{name: name, data: data})
	}
	split := func(name string) (dir, base string) {
		name = strings.TrimSuffix(name, "/")
		if i := strings.LastIndexByte(name, '/'); i >= 0 {
			return name[:i], name[i+1:]
		}
		return ".", name
	}
	slices.SortFunc(files, func(a, b file) int {
		aDir, aBase := split(a.name)
		bDir, bBase := split(b.name)
		if c := strings.Compare(aDir, bDir); c != 0 {
			return c
		}
		return strings.Compare(aBase, bBase)
	})
	var made embed.FS
	*(**[]file)(unsafe.Pointer(&made)) = &files
	return made
}
