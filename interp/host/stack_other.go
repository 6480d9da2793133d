//go:build !amd64 && !arm64

package host

import "runtime"

// stackUsed is about how many bytes of its stack the calling goroutine uses: it
// counts frames in steps, up to what is too many.
func stackUsed() uintptr {
	var pc [1]uintptr
	for used := uintptr(maxSharedStack); used <= maxStack; used *= 2 {
		if runtime.Callers(int(used/frameSize), pc[:]) == 0 {
			return used / 2
		}
	}
	return maxStack + 1
}

const frameSize = 200 // bytes, on average
