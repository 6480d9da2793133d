package host

import (
	"fmt"
	"go/token"

	"github.com/panelgo/panelgo/interp/lower"
	"github.com/panelgo/panelgo/interp/rtype"
)

// maxAddress is the size in bytes above which Go's make panics by itself; up to
// there, when there is not that much memory, Go ends the process.
const maxAddress = 1 << 47

// checkSize returns a length or capacity that a script gives make, of elements of
// elem bytes. It panics when that is more than MaxMake; a negative n passes, for
// make to panic.
func checkSize(n, elem int) int {
	switch {
	case n <= 0 || elem <= 0 || n <= lower.MaxMake/elem:
		return n
	case int64(n) > maxAddress/int64(elem):
		panic(runtimeError("makeslice: len out of range"))
	}
	panic(runtimeError(fmt.Sprintf("make of %d elements of %d bytes: a script may make %d MiB at once", n, elem, lower.MaxMake>>20)))
}

// mapHint bounds how many elements a map has room for from the start.
func mapHint(n int) int { return min(n, lower.MaxMake/1024) }

// Bounds of recursion, in bytes of a goroutine's stack. Go ends the process when
// it takes 1 GB. A stack that grows is copied, and one that is scanned stops all others:
// for half a second when it has 256 MB. A call of a script takes some 500 bytes, or up to a few thousand.
const (
	maxStack       = 128 << 20
	maxSharedStack = 4 << 20 // in a shared program, which has no recursion of its own
)

// bound stops a recursion before the stack is full, and initialisers that are given up.
// The engine calls it before each call of a script's function, with its position.
// Functions that lowering has added, which stand at the beginning of the file, pass: the
// error is to name a line of the source.
func (h *Host) bound(pos token.Pos) {
	if s := h.start.Load(); s != started {
		h.starts(s, pos)
	}
	used := rtype.StackUsed()
	if used < maxSharedStack || used < maxStack && h.killed != nil || pos <= h.program.begin {
		return
	}
	h.fatal(pos, runtimeError("stack overflow: the recursion is too deep"))
}

// fatal ends the instance for what ends a process in Go: the script cannot
// recover it, and after Stop its frames run no further. In a shared program,
// which cannot be stopped, it panics instead.
func (h *Host) fatal(pos token.Pos, err error) {
	if h.killed == nil {
		panic(err)
	}
	h.config.OnFatal(pos, err)
	h.config.Stop() // from here on each function of the script ends, without a panic for each on a stack that may be full
}

// maxGoroutines bounds what one interpreter has started and has not ended yet.
const maxGoroutines = 20_000

// turnStarts is after how many more goroutines the one that starts them takes a turn:
// each that is started runs at once, and what others wait for would wait for all.
const turnStarts = 64
