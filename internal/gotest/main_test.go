package main

import (
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
)

// Of Go's programs only those count that are run as they are, and are about the
// language; of yaegi's those at the top, and what is no program at all.
func TestFind(t *testing.T) {
	tests := []struct {
		name  string
		suite suite
		files map[string]string
		want  []string
	}{
		{"go", goSuite, map[string]string{
			"run.go":        "// run\n\npackage main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println() }\n",
			"sub/run.go":    "// run\n\npackage main\n\nfunc main() {}\n",
			"compile.go":    "// compile\n\npackage p\n",
			"flags.go":      "// run -gcflags=-l\n\npackage main\n\nfunc main() {}\n",
			"unsafe.go":     "// run\n\npackage main\n\nimport (\n\t\"fmt\"\n\t\"unsafe\"\n)\n\nfunc main() {}\n",
			"debug.go":      "// run\n\npackage main\n\nimport \"runtime/debug\"\n\nfunc main() {}\n",
			"many.dir/a.go": "// run\n\npackage main\n\nfunc main() {}\n",
		}, []string{"run.go", "sub/run.go"}},
		{"yaegi", yaegiSuite, map[string]string{
			"a.go":      "package main\n\nfunc main() {}\n",
			"bad.go":    "println(1)\n",
			"part.go":   "package main\n\nfunc f() {}\n",
			"other.go":  "package other\n",
			"server.go": "package main\n\nfunc main() {}\n",
			"p/p.go":    "package main\n\nfunc main() {}\n",
		}, []string{"a.go", "bad.go"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			folder := t.TempDir()
			for name, text := range test.files {
				path := filepath.Join(folder, name)
				if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
					t.Fatal(err)
				}
				if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			got, err := test.suite.find(folder, regexp.MustCompile("."))
			if err != nil || !slices.Equal(got, test.want) {
				t.Errorf("found %v, %v, want %v", got, err, test.want)
			}
		})
	}
}

func TestJudge(t *testing.T) {
	hi, silent := ending{out: []byte("hi\n")}, ending{}
	bad := ending{refused: true}
	panics := ending{out: []byte("hi\npanic: x\n\ngoroutine 1 [running]:\n"), code: 2}
	tests := []struct {
		name    string
		out     string
		code    int
		err     error
		want    ending
		outcome outcome
	}{
		{"says nothing", "", 0, nil, silent, passed},
		{"says what it should", "hi\n", 0, nil, hi, passed},
		{"says something else", "ho\n", 0, nil, hi, wrong},
		{"ends with another code", "hi\n", 3, nil, hi, wrong},
		{"panics", "panelgo: a.go:1:2: panic: x\n", 2, nil, silent, wrong},
		{"panics as it should", "hi\npanelgo: a.go:1:2: panic: x\n\tf()\n", 2, nil, panics, passed},
		{"panics with something else", "hi\npanelgo: a.go:1:2: panic: y\n\tf()\n", 2, nil, panics, wrong},
		{"is refused", "panelgo: a.go:1:2: no\n", 1, nil, silent, refused},
		{"is refused without a position", "panelgo: no\n", 1, nil, silent, wrong},
		{"is refused as it should", "panelgo: a.go:1:2: no\n", 1, nil, bad, passed},
		{"should be refused", "hi\n", 0, nil, bad, wrong},
		{"yaegi does not compile", "panelgo: a.go:1:2: the interpreter cannot compile this: x\n", 1, nil, silent, uncompiled},
		{"yaegi does not compile, nor Go", "panelgo: a.go:1:2: the interpreter cannot compile this: x\n", 1, nil, bad, uncompiled},
		{"takes the process down", "fatal error: x\n\ngoroutine 1 [running]:\n", 2, nil, silent, crashed},
		{"does not end", "hi\n", -1, errors.New("does not end"), hi, crashed},
	}
	for _, test := range tests {
		if got := judge(ending{out: []byte(test.out), code: test.code}, test.want, test.err); got != test.outcome {
			t.Errorf("a program that %s is %s, want %s", test.name, got, test.outcome)
		}
	}
}
