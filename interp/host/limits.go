package host

import (
	"bytes"
	"fmt"
	"go/token"
	"reflect"
	"strings"

	"github.com/panelgo/panelgo/interp/lower"
)

// maxAddress is the size in bytes above which Go's make panics by itself; up to
// there, when there is not that much memory, Go ends the process.
const maxAddress = 1 << 47

// checkSize looks at a length that a script gives make.
func checkSize(n, elem int) int {
	switch {
	case n <= 0 || elem <= 0 || n <= lower.MaxMake/elem:
		return n
	case n > maxAddress/elem:
		panic(runtimeError("makeslice: len out of range"))
	}
	panic(runtimeError(fmt.Sprintf("make of %d elements of %d bytes: a script may make %d MiB at once", n, elem, lower.MaxMake>>20)))
}

// bounded are compiled functions that make as much as they are told to.
var bounded = map[string]reflect.Value{
	"strings.Repeat": reflect.ValueOf(func(s string, n int) string {
		checkRepeat("strings.Repeat", len(s), n)
		return strings.Repeat(s, n)
	}),
	"bytes.Repeat": reflect.ValueOf(func(b []byte, n int) []byte {
		checkRepeat("bytes.Repeat", len(b), n)
		return bytes.Repeat(b, n)
	}),
}

func checkRepeat(name string, size, n int) {
	if size > 0 && n > lower.MaxMake/size {
		panic(runtimeError(fmt.Sprintf("%s of %d bytes %d times: a script may make %d MiB at once", name, size, n, lower.MaxMake>>20)))
	}
}

// mapHint bounds how many elements a map has room for from the start.
func mapHint(n int) int { return min(n, lower.MaxMake/1024) }

// Bounds of recursion, in bytes of stack. Go ends the process when a goroutine's
// takes 1 GB. A call of a script takes some 500 bytes, or up to a few thousand.
const (
	maxStack       = 256 << 20
	maxSharedStack = 4 << 20
)

// enter stops a recursion before the stack is full, in a function that stands in
// the source: what lowering has added stands where the file begins.
func (h *Host) enter(pos token.Pos) {
	used := stackUsed()
	if used < maxSharedStack || used < maxStack && h.killed != nil || pos <= h.program.begin {
		return
	}
	h.fatal(pos, runtimeError("stack overflow: the recursion is too deep"))
}

// fatal ends the session for what ends a process in Go. It cannot be recovered,
// except in a shared program: nothing of that can be stopped.
func (h *Host) fatal(pos token.Pos, err error) {
	if h.killed == nil {
		panic(err)
	}
	h.config.OnFatal(pos, err)
	h.config.Stop()
}

// maxGoroutines bounds what one interpreter has started and has not ended yet.
const maxGoroutines = 20_000
