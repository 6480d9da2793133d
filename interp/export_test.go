package interp

import "go/ast"

// Lowered is the file that a program's interpreters run.
func (p *Program) Lowered() *ast.File { return p.file }
