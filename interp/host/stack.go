//go:build amd64 || arm64

package host

// stackUsed is how many bytes of its stack the calling goroutine uses.
func stackUsed() uintptr
