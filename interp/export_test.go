package interp

import "testing"

// SetSupported has Load find, until the test ends, that scripts can or cannot be
// interpreted. The test must not be parallel.
func SetSupported(t *testing.T, err error) {
	before := supported
	supported = func() error { return err }
	t.Cleanup(func() { supported = before })
}
