package browser

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// The modules keep to a form that makes joining them simple and safe: imports
// are single lines `import {a, b} from './x.js'` before any code; exports are
// `export const`, `export function` and `export async function`, and an
// exported name is never assigned again; comments have lines of their own or
// follow two spaces; imports have no cycles. The tests check this.
var (
	importLine = regexp.MustCompile(`^import \{([\w, ]+)\} from '\./([\w-]+\.js)';$`)
	exportLine = regexp.MustCompile(`^export (?:const|function|async function) (\w+)`)
	badImport  = regexp.MustCompile(`^\s*(import\s|export\s)`)
)

type module struct {
	imports [][2]string // names, file
	exports []string
	code    string
}

// bundle joins a module and all that it imports into one file. Each imported
// module becomes a function that returns its exports, so that names of
// different modules do not collide.
func bundle(files fs.FS, entry string) (string, error) {
	var out strings.Builder
	state := map[string]int{}
	var add func(file string) error
	add = func(file string) error {
		switch state[file] {
		case 1:
			return fmt.Errorf("%s imports itself in a circle", file)
		case 2:
			return nil
		}
		state[file] = 1
		m, err := readModule(files, file)
		if err != nil {
			return err
		}
		for _, in := range m.imports {
			if err := add(path.Join(path.Dir(file), in[1])); err != nil {
				return err
			}
		}
		state[file] = 2
		m.write(&out, file, file == entry)
		return nil
	}
	err := add(entry)
	return out.String(), err
}

// write appends a module. The entry keeps its exports and is not wrapped.
func (m *module) write(out *strings.Builder, file string, entry bool) {
	if !entry {
		fmt.Fprintf(out, "const %s=(()=>{\n", variable(file))
	}
	for _, in := range m.imports {
		fmt.Fprintf(out, "const {%s}=%s;\n", in[0], variable(in[1]))
	}
	out.WriteString(m.code)
	switch {
	case !entry:
		fmt.Fprintf(out, "return {%s};\n})();\n", strings.Join(m.exports, ","))
	case len(m.exports) > 0:
		fmt.Fprintf(out, "export {%s};\n", strings.Join(m.exports, ","))
	}
}

// variable returns the name of the variable that holds a module's exports.
func variable(file string) string {
	return "$" + strings.ReplaceAll(strings.TrimSuffix(path.Base(file), ".js"), "-", "_")
}

func readModule(files fs.FS, file string) (*module, error) {
	source, err := fs.ReadFile(files, file)
	if err != nil {
		return nil, err
	}
	m := &module{}
	var code strings.Builder
	for line := range strings.Lines(shortenJS(string(source))) {
		if in := importLine.FindStringSubmatch(strings.TrimSpace(line)); in != nil && code.Len() == 0 {
			m.imports = append(m.imports, [2]string{strings.ReplaceAll(in[1], " ", ""), in[2]})
			continue
		}
		if ex := exportLine.FindStringSubmatch(line); ex != nil {
			m.exports = append(m.exports, ex[1])
			line = strings.TrimPrefix(line, "export ")
		}
		if badImport.MatchString(line) {
			return nil, fmt.Errorf("%s: %q is not in the form that modules keep to", file, strings.TrimSpace(line))
		}
		code.WriteString(line)
	}
	m.code = code.String()
	return m, nil
}

var (
	commentLine   = regexp.MustCompile(`^\s*//`)
	commentBehind = regexp.MustCompile(`\s+// [^'"` + "`" + `]*$`)
)

// shortenJS removes comments, indentation and empty lines. It works line by
// line and relies on the form above.
func shortenJS(source string) string {
	var out strings.Builder
	for line := range strings.Lines(source) {
		line = strings.TrimRight(line, "\r\n")
		if commentLine.MatchString(line) {
			continue
		}
		line = strings.TrimSpace(commentBehind.ReplaceAllString(line, ""))
		if line != "" {
			out.WriteString(line)
			out.WriteByte('\n')
		}
	}
	return out.String()
}
