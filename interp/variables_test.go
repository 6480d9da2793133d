package interp_test

import (
	"fmt"
	"path"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// Every kind of package variable in the table has interpreted the value that it has
// compiled: in the script itself, in a package that the script imports, and as what
// generic code of that package makes of it.
func TestPackageVariables(t *testing.T) {
	table, err := txtar.ParseFile("testdata/variables.txtar")
	if err != nil || len(table.Files) == 0 {
		t.Fatal("no table", err)
	}
	var kinds []variableKind
	var programs []program
	for _, f := range table.Files {
		k := parseKind(f.Name, string(f.Data))
		kinds, programs = append(kinds, k), append(programs, k.imported())
	}
	binary := compile(t, programs)
	for i, k := range kinds {
		t.Run(k.name, func(t *testing.T) {
			t.Parallel()
			want := runCompiled(t, binary, programs[i])
			if diff := cmp.Diff(want, runFile(t, inModule(t, programs[i]))); diff != "" {
				t.Errorf("imported: interpreted (+) is not as compiled (-):\n%s", diff)
			}

			own, _, _ := strings.Cut(want.Output, inScript)
			want.Output = strings.ReplaceAll(own, "lib.", "main.")
			if diff := cmp.Diff(want, runFile(t, inModule(t, k.own()))); diff != "" {
				t.Errorf("own: interpreted (+) is not as compiled (-):\n%s", diff)
			}
		})
	}
}

// inScript stands between what the package of the variable prints and what the script
// does that imports it.
const inScript = "in the script:\n"

// variableKind is an entry of the table.
type variableKind struct {
	name  string
	files []string // of the package that has the variable, without package clauses
	other string   // the file of the package that it imports, "" for none
	show  string   // a list of expressions; $ stands before names of the package
}

func parseKind(name, text string) variableKind {
	text, show, _ := strings.Cut(text, "\nshow ")
	text, other, _ := strings.Cut(text, "\npackage other\n")
	return variableKind{name, strings.Split(text, "\nfile\n"), other, strings.TrimSpace(show)}
}

// own is a script that prints its own variable.
func (k variableKind) own() program {
	return k.program(map[string]string{}, "", k.files[0], "func main() { show("+strings.ReplaceAll(k.show, "$", "")+") }")
}

// imported is a script with a package that prints the variable. The script prints it
// too, and then what generic code has made of it.
func (k variableKind) imported() program {
	qualified := strings.ReplaceAll(k.show, "$", "lib.")
	boxed := strings.ReplaceAll(regexp.MustCompile(`\$V\b`).ReplaceAllString(k.show, "lib.Box.Get()"), "$", "lib.")
	main := fmt.Sprintf("func main() {\nlib.Show()\nprinter.Print(%q)\nshow(%s)\nshow(%s)\n}", inScript, qualified, boxed)

	show := "func Show() { show(" + strings.ReplaceAll(k.show, "$", "") + ") }\n"
	lib := map[string]string{"lib/program.go": k.source("lib", k.files[0], printing, generic, show)}
	return k.program(lib, "lib/", k.imports()+"import \"lib\"", main)
}

// program is a script of a file that is declared so, and the other files of the kind.
// Those of the package with the variable are in folder.
func (k variableKind) program(more map[string]string, folder, decls, main string) program {
	pkg := path.Base(folder)
	if folder == "" {
		pkg = "main"
	}
	for i, f := range k.files[1:] {
		more[fmt.Sprint(folder, "second", i, ".go")] = k.source(pkg, f)
	}
	if k.other != "" {
		more["other/other.go"] = k.source("other", k.other)
	}
	if strings.Contains(k.files[0], "go:embed") {
		more[folder+"data.txt"] = "embedded"
	}
	return program{name: k.name, text: []byte(k.source("main", decls, printing, main)), more: more}
}

// source is a file that begins with decls, which may begin with imports.
func (k variableKind) source(pkg, decls string, more ...string) string {
	paths := strings.NewReplacer(`"lib"`, `"corpus/programs/`+k.name+`/lib"`, `"other"`, `"corpus/programs/`+k.name+`/other"`)
	importing := ""
	if len(more) > 0 {
		importing = "import printer \"fmt\"\n"
	}
	return "package " + pkg + "\n\n" + importing + paths.Replace(decls) + "\n" + strings.Join(more, "\n")
}

// imports are those of the variable's package that the printed expressions need, too.
func (k variableKind) imports() (decls string) {
	for _, m := range regexp.MustCompile(`"([a-z/]+)"\n`).FindAllStringSubmatch(k.files[0], -1) {
		if regexp.MustCompile(`\b` + path.Base(m[1]) + `\.`).MatchString(k.show) {
			decls += fmt.Sprintf("import %q\n", m[1])
		}
	}
	return decls
}

const (
	printing = `
func show(list ...any) {
	for _, v := range list {
		printer.Printf("%v %T\n", v, v)
	}
}
`
	generic = `
type box[X any] struct{ value X }

func boxOf[X any](v X) *box[X] { return &box[X]{v} }

func (b *box[X]) Get() X { return b.value }

var Box = boxOf(V)
`
)
