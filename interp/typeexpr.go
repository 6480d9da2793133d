package interp

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// typeExpr writes a type down. It can do so anywhere in the linked file,
// because no name in it is hidden by another.
func (k *linked) typeExpr(t types.Type, pos token.Pos) ast.Expr {
	switch t := t.(type) {
	case *types.Basic:
		return ident(types.Default(t).(*types.Basic).Name(), pos)
	case *types.Alias:
		return k.typeName(t.Obj(), t.TypeArgs(), pos)
	case *types.Named:
		return k.typeName(t.Obj(), t.TypeArgs(), pos)
	case *types.TypeParam:
		return k.typeName(t.Obj(), nil, pos)
	case *types.Pointer:
		return &ast.StarExpr{Star: pos, X: k.typeExpr(t.Elem(), pos)}
	case *types.Slice:
		return &ast.ArrayType{Lbrack: pos, Elt: k.typeExpr(t.Elem(), pos)}
	case *types.Array:
		size := &ast.BasicLit{ValuePos: pos, Kind: token.INT, Value: strconv.FormatInt(t.Len(), 10)}
		return &ast.ArrayType{Lbrack: pos, Len: size, Elt: k.typeExpr(t.Elem(), pos)}
	case *types.Map:
		return &ast.MapType{Map: pos, Key: k.typeExpr(t.Key(), pos), Value: k.typeExpr(t.Elem(), pos)}
	case *types.Chan:
		dir := map[types.ChanDir]ast.ChanDir{types.SendRecv: ast.SEND | ast.RECV, types.SendOnly: ast.SEND, types.RecvOnly: ast.RECV}
		return &ast.ChanType{Begin: pos, Dir: dir[t.Dir()], Value: k.typeExpr(t.Elem(), pos)}
	case *types.Signature:
		return k.funcType(t, pos)
	case *types.Interface:
		return k.interfaceType(t, pos)
	case *types.Struct:
		return k.structType(t, pos)
	}
	panic("interp: no expression for type " + t.String())
}

func (k *linked) typeName(obj *types.TypeName, args *types.TypeList, pos token.Pos) ast.Expr {
	var name ast.Expr
	switch renamed, ok := k.names[obj]; {
	case ok:
		name = ident(renamed, pos)
	case obj.Pkg() == nil || obj.Pkg() == k.script:
		name = ident(obj.Name(), pos)
	default:
		name = &ast.SelectorExpr{X: ident(k.importName(obj.Pkg()), pos), Sel: ident(obj.Name(), pos)}
	}
	if args.Len() == 0 {
		return name
	}
	list := make([]ast.Expr, args.Len())
	for i := range list {
		list[i] = k.typeExpr(args.At(i), pos)
	}
	if len(list) == 1 {
		return &ast.IndexExpr{X: name, Lbrack: pos, Index: list[0], Rbrack: pos}
	}
	return &ast.IndexListExpr{X: name, Lbrack: pos, Indices: list, Rbrack: pos}
}

func (k *linked) funcType(t *types.Signature, pos token.Pos) *ast.FuncType {
	f := &ast.FuncType{Func: pos, Params: k.fields(t.Params(), t.Variadic(), pos)}
	if t.Results().Len() > 0 {
		f.Results = k.fields(t.Results(), false, pos)
	}
	return f
}

func (k *linked) fields(list *types.Tuple, variadic bool, pos token.Pos) *ast.FieldList {
	fields := &ast.FieldList{Opening: pos, Closing: pos}
	for i := range list.Len() {
		typ := list.At(i).Type()
		if variadic && i == list.Len()-1 {
			elem := typ.Underlying().(*types.Slice).Elem()
			fields.List = append(fields.List, &ast.Field{Type: &ast.Ellipsis{Ellipsis: pos, Elt: k.typeExpr(elem, pos)}})
			continue
		}
		fields.List = append(fields.List, &ast.Field{Type: k.typeExpr(typ, pos)})
	}
	return fields
}

func (k *linked) interfaceType(t *types.Interface, pos token.Pos) ast.Expr {
	fields := &ast.FieldList{Opening: pos, Closing: pos}
	for m := range t.ExplicitMethods() {
		fields.List = append(fields.List, &ast.Field{Names: []*ast.Ident{ident(m.Name(), pos)}, Type: k.funcType(m.Signature(), pos)})
	}
	for e := range t.EmbeddedTypes() {
		fields.List = append(fields.List, &ast.Field{Type: k.typeExpr(e, pos)})
	}
	return &ast.InterfaceType{Interface: pos, Methods: fields}
}

func (k *linked) structType(t *types.Struct, pos token.Pos) ast.Expr {
	fields := &ast.FieldList{Opening: pos, Closing: pos}
	for i := range t.NumFields() {
		v := t.Field(i)
		f := &ast.Field{Type: k.typeExpr(v.Type(), pos)}
		if !v.Embedded() {
			f.Names = []*ast.Ident{ident(v.Name(), pos)}
		}
		if tag := t.Tag(i); tag != "" {
			f.Tag = &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(tag)}
		}
		fields.List = append(fields.List, f)
	}
	return &ast.StructType{Struct: pos, Fields: fields}
}
