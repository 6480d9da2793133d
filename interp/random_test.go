package interp_test

import (
	"flag"
	"fmt"
	"strings"
	"testing"
)

var (
	randomPrograms = flag.Int("programs", 24, "random programs to run")
	randomSeed     = flag.Uint64("seed", 1, "the seed of the first of them")
)

// Random programs print the same interpreted as compiled; every other one has a
// package that it imports. -programs 1 -seed N writes the program of one seed again.
func TestRandomPrograms(t *testing.T) {
	var programs []program
	for i := range *randomPrograms {
		seed := *randomSeed + uint64(i)
		p := program{name: programName(seed)}
		if seed%2 == 0 {
			p.text = []byte(randomProgram(seed))
		} else {
			main, lib := randomPackages(seed)
			p.text, p.more = []byte(main), map[string]string{"lib/lib.go": lib}
		}
		p.file = inModule(t, p)
		programs = append(programs, p)
	}
	binary := compile(t, programs)
	for _, p := range programs {
		t.Run(p.name, func(t *testing.T) {
			t.Parallel()
			want, got := runCompiled(t, binary, p), runFile(t, p.file)
			if diff := firstDifference(want, got); diff != "" {
				t.Error(diff)
				if *randomPrograms == 1 {
					t.Logf("%s\n%s", p.text, p.more["lib/lib.go"])
				}
			}
		})
	}
}

func firstDifference(want, got outcome) string {
	a, b := strings.Split(want.Output, "\n"), strings.Split(got.Output, "\n")
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return fmt.Sprintf("line %d, after %q: interpreted %q, compiled %q", i+1, a[max(i-2, 0):i], b[i], a[i])
		}
	}
	if len(a) != len(b) || want.Code != got.Code {
		return fmt.Sprintf("%d lines and code %d interpreted, %d and %d compiled; the last are %q and %q", len(b), got.Code, len(a), want.Code, b[max(0, len(b)-3):], a[max(0, len(a)-3):])
	}
	return ""
}
