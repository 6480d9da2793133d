package interp

import "go/ast"

// hold ends the initialisers with one that waits: see machine.start.
func (k *linked) hold() {
	pos := k.file.Package
	wait := &ast.ExprStmt{X: call(pos, hostFunc(pos, "Hold"))}
	k.file.Decls = append(k.file.Decls, &ast.FuncDecl{
		Name: ident("init", pos),
		Type: &ast.FuncType{Func: pos, Params: &ast.FieldList{Opening: pos, Closing: pos}},
		Body: block(pos, wait),
	})
}
