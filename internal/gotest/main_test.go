package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// Only programs that are run as they are, and are about the language, count.
func TestFind(t *testing.T) {
	folder := t.TempDir()
	for name, text := range map[string]string{
		"run.go":        "// run\n\npackage main\n\nimport \"fmt\"\n\nfunc main() { fmt.Println() }\n",
		"sub/run.go":    "// run\n\npackage main\n\nfunc main() {}\n",
		"compile.go":    "// compile\n\npackage p\n",
		"flags.go":      "// run -gcflags=-l\n\npackage main\n\nfunc main() {}\n",
		"unsafe.go":     "// run\n\npackage main\n\nimport (\n\t\"fmt\"\n\t\"unsafe\"\n)\n\nfunc main() {}\n",
		"debug.go":      "// run\n\npackage main\n\nimport \"runtime/debug\"\n\nfunc main() {}\n",
		"many.dir/a.go": "// run\n\npackage main\n\nfunc main() {}\n",
	} {
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := find(folder)
	if err != nil || len(got) != 2 || got[0] != "run.go" || got[1] != "sub/run.go" {
		t.Errorf("%v %v", got, err)
	}
}

func TestJudge(t *testing.T) {
	exit := func(code string) error { return exec.Command("sh", "-c", "exit "+code).Run() }
	over, cancel := context.WithCancel(t.Context())
	cancel()
	tests := []struct {
		name      string
		ctx       context.Context
		out, want string
		err       error
		outcome   outcome
	}{
		{"says nothing", t.Context(), "", "", nil, passed},
		{"says what it should", t.Context(), "hi\n", "hi\n", nil, passed},
		{"says something else", t.Context(), "ho\n", "hi\n", nil, wrong},
		{"panics", t.Context(), "panelgo: a.go:1:2: panic: x\n", "", exit("2"), wrong},
		{"is refused", t.Context(), "panelgo: a.go:1:2: no\n", "", exit("1"), refused},
		{"is refused without a position", t.Context(), "panelgo: no\n", "", exit("1"), wrong},
		{"takes the process down", t.Context(), "fatal error: x\n\ngoroutine 1 [running]:\n", "", exit("2"), crashed},
		{"does not end", over, "", "", exit("1"), crashed},
	}
	for _, test := range tests {
		if got := judge(test.ctx, []byte(test.out), []byte(test.want), test.err); got != test.outcome {
			t.Errorf("a program that %s is %s, want %s", test.name, got, test.outcome)
		}
	}
}
