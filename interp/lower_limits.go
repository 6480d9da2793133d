package interp

import "go/ast"

// depths makes every function that may recurse ask the host how deep the stack
// is: Go ends the process when one is full. So do exported methods, which
// compiled code may call again and again, as fmt calls a String that prints
// its own receiver.
func (l *lowerer) depths() {
	met := false
	enter := func(body *ast.BlockStmt) {
		check := &ast.ExprStmt{X: call(body.Lbrace, ident(enterFunc, body.Lbrace), intLit(body.Lbrace, int64(body.Lbrace)))}
		body.List = append([]ast.Stmt{check}, body.List...)
		met = true
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
	if met {
		l.declareEnter()
	}
}

// enterFunc is the function that checks the stack. It is the script's, for which
// the host puts in its own: the name of a compiled function takes room in every
// frame.
const enterFunc = mark + "enter"

// declareEnter declares
//
//	func enter(pos int) { host.Enter(pos) }
func (l *lowerer) declareEnter() {
	pos := l.file.Package
	at := ident(mark+"pos", pos)
	l.addFunc(enterFunc, &ast.FuncType{Func: pos, Params: &ast.FieldList{List: []*ast.Field{{Names: []*ast.Ident{at}, Type: ident("int", pos)}}}},
		&ast.ExprStmt{X: call(pos, hostFunc(pos, "Enter"), at)})
}

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
