//go:build race

package waitfor

// RaceDetector reports whether the race detector is on.
const RaceDetector = true
