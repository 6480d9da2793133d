package engine

import (
	"runtime"
	"strconv"
	"strings"
)

// GoroutineID is the number of the calling goroutine.
func GoroutineID() uint64 {
	var buf [64]byte
	fields := strings.Fields(string(buf[:runtime.Stack(buf[:], false)]))
	if len(fields) < 2 {
		return 0
	}
	id, _ := strconv.ParseUint(fields[1], 10, 64)
	return id
}
