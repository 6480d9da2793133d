//go:build amd64 || arm64

package rtype

// StackUsed is how many bytes of its stack the calling goroutine uses. It reads
// the upper bound of the stack where the runtime keeps it, in the second word
// of its record of the goroutine, and takes a few nanoseconds.
func StackUsed() uintptr

// Goroutine is the address of the runtime's record of the calling goroutine. No
// other goroutine that runs now has it; one that begins later may have it again. It
// takes a few nanoseconds.
func Goroutine() uintptr
