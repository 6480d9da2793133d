package interp

import (
	"go/ast"
	"testing"

	"github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp/load"
	"github.com/panelgo/panelgo/interp/lower"
)

// SetSupported has Load find, until the test ends, that scripts can or cannot be
// interpreted. The test must not be parallel.
func SetSupported(t *testing.T, err error) {
	before := supported
	supported = func() error { return err }
	t.Cleanup(func() { supported = before })
}

// SetUncompilable has the interpreter fail, until the test ends, at each file that
// fail returns an error for. The test must not be parallel.
func SetUncompilable(t *testing.T, fail func(*ast.File) error) {
	before := compileAST
	compileAST = func(i *interp.Interpreter, n ast.Node) (*interp.Program, error) {
		if err := fail(n.(*ast.File)); err != nil {
			return nil, err
		}
		return before(i, n)
	}
	t.Cleanup(func() { compileAST = before })
}

// SetUnlowerable has lowering panic, until the test ends, at each program that
// fails reports. The test must not be parallel.
func SetUnlowerable(t *testing.T, fails func(*ast.File) bool) {
	before := lowered
	lowered = func(p *load.Program, o lower.Options) (*lower.Result, error) {
		for _, f := range p.Script().Files {
			if fails(f) {
				panic("a fault of lowering")
			}
		}
		return before(p, o)
	}
	t.Cleanup(func() { lowered = before })
}
