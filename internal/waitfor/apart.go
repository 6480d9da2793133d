package waitfor

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"

	"go.uber.org/goleak"
)

// MainApart is Main, but with the race detector it runs a few tests at a time in a
// process of their own, unless -run or the like chooses some.
//
// The race detector numbers the releases of locks, atomic writes and ends of goroutines
// of a process. When it has used up its four million numbers, it forgets what it knows
// and begins again, but in Go 1.26 it keeps what it noted of package variables: to it,
// their next use is a race. It then has no stack for its report, and drops it, or ends
// the process: "ThreadSanitizer: failed to restore address". A package whose tests use
// more numbers calls MainApart.
func MainApart(m *testing.M, few int, ignore ...goleak.Option) {
	flag.Parse()
	chosen := false
	for _, choice := range []string{"run", "skip", "list", "bench", "fuzz"} {
		chosen = chosen || flag.Lookup("test."+choice).Value.String() != ""
	}
	if chosen || !RaceDetector {
		Main(m, ignore...)
	}

	names, err := exec.Command(os.Args[0], "-test.list=.").Output()
	if err != nil {
		fmt.Fprintln(os.Stderr, "the names of the tests:", err)
		os.Exit(1)
	}
	if !apart(slices.Collect(slices.Chunk(strings.Fields(string(names)), few))) {
		os.Exit(1)
	}
	os.Exit(0)
}

// apart runs groups of tests in processes, as many at once as there are processors,
// prints what those say that fail, and reports whether all pass.
func apart(groups [][]string) (passed bool) {
	args := slices.DeleteFunc(slices.Clone(os.Args[1:]), func(arg string) bool {
		return strings.HasPrefix(arg, "-test.testlogfile") // of one process
	})
	var mu sync.Mutex
	var running sync.WaitGroup
	places := make(chan struct{}, runtime.GOMAXPROCS(0))
	passed = true
	for _, names := range groups {
		places <- struct{}{}
		running.Go(func() {
			defer func() { <-places }()
			run := "-test.run=^(" + strings.Join(names, "|") + ")$"
			cmd := exec.Command(os.Args[0], slices.Concat(args, []string{run})...)
			cmd.Env = append(os.Environ(), "GORACE=atexit_sleep_ms=100 "+os.Getenv("GORACE"))
			out, err := cmd.CombinedOutput()

			mu.Lock()
			defer mu.Unlock()
			if err != nil {
				passed = false
				fmt.Printf("%s\n%s: %v\n", out, strings.Join(names, ", "), err)
			} else if testing.Verbose() {
				os.Stdout.Write(out)
			}
		})
	}
	running.Wait()
	return passed
}
