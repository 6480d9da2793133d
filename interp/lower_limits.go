package interp

import (
	"go/ast"
	"strconv"
)

// depths makes every function that may recurse ask the host how deep the stack
// is: Go ends the process when one is full. So do exported methods, which
// compiled code may call again and again, as fmt calls a String that prints
// its own receiver.
func (l *lowerer) depths() {
	enter := func(body *ast.BlockStmt) {
		check := &ast.ExprStmt{X: call(body.Lbrace, hostFunc(body.Lbrace, enterName+strconv.Itoa(int(body.Lbrace))))}
		body.List = append([]ast.Stmt{check}, body.List...)
	}
	ast.Inspect(l.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			if n.Body != nil && (l.recursive[n] || n.Recv != nil && n.Name.IsExported()) {
				enter(n.Body)
			}
		case *ast.FuncLit:
			if l.recursive[n] {
				enter(n.Body)
			}
		}
		return true
	})
}

// enterName begins the names of the functions that check the stack: there is
// one for each place, which is less to call than one that is told the place.
const enterName = "Enter"

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
