package interp

import (
	"go/ast"
	"testing"
)

// Lowered is the file that a program's interpreters run.
func (p *Program) Lowered() *ast.File { return p.file }

// SetSupported has Load find, until the test ends, that scripts can or cannot be
// interpreted. The test must not be parallel.
func SetSupported(t *testing.T, err error) {
	before := supported
	supported = func() error { return err }
	t.Cleanup(func() { supported = before })
}
