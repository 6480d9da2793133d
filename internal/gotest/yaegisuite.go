package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
)

// yaegiSuite is the test folder of yaegi. Its programs are to do what they do when
// Go compiles them: what their comments say that yaegi prints is not always that.
var yaegiSuite = suite{folder: yaegiFolder, counts: yaegiCounts, want: compiled, known: yaegiKnown}

var yaegiKnown = map[string]string{}

// yaegiUncounted are programs that show nothing, and why.
var yaegiUncounted = map[string]string{
	"factor.go":                "computes for minutes, compiled as well",
	"import4.go":               "prints random numbers",
	"inception.go":             "imports yaegi, whose sources the copy of its test folder does not have",
	"io0.go":                   "prints random numbers",
	"ipp_as_key.go":            "imports packages of a GOPATH, which Go refuses in a module",
	"issue-1618.go":            "never ends",
	"pkgname0.go":              "imports packages of a GOPATH, as ipp_as_key.go",
	"pkgname1.go":              "imports packages of a GOPATH, as ipp_as_key.go",
	"pkgname2.go":              "imports packages of a GOPATH, as ipp_as_key.go",
	"redeclaration-global7.go": "imports packages of a GOPATH, as ipp_as_key.go",
	"server.go":                "serves until it is killed",
	"server0.go":               "serves until it is killed",
	"server1.go":               "serves until it is killed",
	"server1a.go":              "serves until it is killed",
	"server2.go":               "serves until it is killed",
	"server3.go":               "serves until it is killed",
	"server4.go":               "serves until it is killed",
	"server5.go":               "serves until it is killed",
	"server6.go":               "serves until it is killed",
	"time0.go":                 "prints the time",
}

const yaegiModule = "github.com/traefik/yaegi"

// yaegiFolder copies the folder into a module of the same path, so that programs
// find the packages beside them, and mean what they do in the present version of Go.
func yaegiFolder(scratch string) (string, error) {
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", yaegiModule).Output()
	if err != nil {
		return "", fmt.Errorf("go list -m %s: %w", yaegiModule, err)
	}
	folder := filepath.Join(scratch, "_test")
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(strings.TrimSpace(string(dir)), "_test"))); err != nil {
		return "", fmt.Errorf("copy yaegi's tests: %w", err)
	}
	mod := fmt.Sprintf("module %s\n\ngo %s\n", yaegiModule, strings.TrimPrefix(runtime.Version(), "go"))
	return folder, os.WriteFile(filepath.Join(scratch, "go.mod"), []byte(mod), 0o644)
}

var (
	isProgram = regexp.MustCompile(`(?m)^func main\(\)`)
	isPackage = regexp.MustCompile(`(?m)^package `)
)

// yaegiCounts takes the files of the folder itself; those below are packages that
// programs import, or have a GOPATH of their own. A file that is no Go at all counts:
// it is to be refused.
func yaegiCounts(path string, text []byte) bool {
	if filepath.Dir(path) != "." || yaegiUncounted[path] != "" {
		return false
	}
	return isProgram.Match(text) || !isPackage.Match(text)
}

// compiled has Go compile a program, and runs it.
func compiled(path string) (ending, error) {
	program := path + ".compiled"
	build := exec.Command("go", "build", "-o", program, path)
	build.Dir = filepath.Dir(path)
	if out, err := build.CombinedOutput(); err != nil {
		return ending{refused: true, out: out}, nil
	}
	defer os.Remove(program)
	return runProgram(path, program)
}
