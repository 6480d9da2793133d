package lower

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"strconv"
	"sync"
)

// convert returns T(x), with parentheses around types that would otherwise take
// in the operand: (*T)(x), (func())(x), (<-chan T)(x). It notes no type of it; the
// caller does, if a later pass asks.
func (k *linked) convert(t types.Type, x ast.Expr) ast.Expr {
	typ := k.typeExpr(t, x.Pos())
	switch typ.(type) {
	case *ast.StarExpr, *ast.FuncType, *ast.ChanType:
		typ = &ast.ParenExpr{Lparen: x.Pos(), X: typ, Rparen: x.Pos()}
	}
	return call(x.Pos(), typ, x)
}

// typeExpr writes a type down. Until lowering begins (lowered is false) that is
// for the checker, as Go has it: generics and rangeFuncs make code of it. After
// that it is for the interpreter: a struct has no embedding, and every interface
// of the script is any, for its values are boxes.
//
// It can do so anywhere in the linked file, because no name hides another. An
// untyped constant's type becomes its default type. It panics for types that no
// plain code of a script has: unsafe.Pointer and type parameters.
func (k *linked) typeExpr(t types.Type, pos token.Pos) ast.Expr {
	switch t := t.(type) {
	case *types.Basic:
		if t.Kind() == types.UnsafePointer {
			break
		}
		return ident(types.Default(t).(*types.Basic).Name(), pos)
	case *types.Alias:
		return k.typeExpr(types.Unalias(t), pos)
	case *types.Named:
		if k.lowered && k.isScriptInterface(t) {
			return ident("any", pos)
		}
		return k.typeName(t, pos)
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
		if !k.lowered && t.NumMethods() > 0 {
			return k.interfaceType(t, pos)
		}
		return ident("any", pos)
	case *types.Struct:
		return k.structType(t, pos)
	}
	panic(fmt.Sprintf("interp: no expression for type %s", t))
}

// typeName returns a named type's name. One that the host makes, because it
// leads back to itself, and a compiled one that no importable package exports
// under its own name, such as one of an internal package that a function
// returns, are lent by the host package.
func (k *linked) typeName(t *types.Named, pos token.Pos) ast.Expr {
	obj := t.Obj()
	if obj.Pkg() == nil {
		return ident(obj.Name(), pos)
	}
	if made := k.hostTypes[obj]; made != nil {
		return hostFunc(pos, k.lend(reflect.Zero(reflect.PointerTo(made))))
	}
	if k.isScript(obj.Pkg()) {
		return k.withArgs(ident(k.nameOf(obj), pos), t, pos)
	}
	if tab, ok := k.tables.Package(obj.Pkg().Path()); ok {
		if _, exported := tab.Symbols[obj.Name()]; exported && tab.Importable() {
			return &ast.SelectorExpr{X: ident(k.importName(obj.Pkg()), pos), Sel: ident(obj.Name(), pos)}
		}
	}

	rt, ok := k.tables.Types.Reflect(obj)
	if !ok {
		panic(fmt.Sprintf("interp: no compiled type %s", t))
	}
	return hostFunc(pos, k.lend(reflect.Zero(reflect.PointerTo(rt))))
}

// typeValue returns the TypeAndValue of a type expression for t. Its mode is
// unexported, so a checker evaluates int once.
func typeValue(t types.Type) types.TypeAndValue {
	tv := aType()
	tv.Type = t
	return tv
}

// aType returns the TypeAndValue of the type expression int.
var aType = sync.OnceValue(func() types.TypeAndValue {
	tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, "int")
	if err != nil {
		panic(err)
	}
	return tv
})

// funcType writes a signature down, without names and without a receiver.
func (k *linked) funcType(t *types.Signature, pos token.Pos) *ast.FuncType {
	f := &ast.FuncType{Func: pos, Params: k.fields(t.Params(), t.Variadic(), pos)}
	if t.Results().Len() > 0 {
		f.Results = k.fields(t.Results(), false, pos)
	}
	return f
}

// fields writes parameters or results down. The last parameter of a variadic
// signature is a slice in the tuple, and ...T in the list.
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

// structType writes a struct down. For the checker embedded fields stay
// embedded; for the interpreter they are fields with their types' names. values
// writes every promotion out, for yaegi panics where a method is promoted through
// an embedded interface. Tags stay, compiled code reads them.
func (k *linked) structType(t *types.Struct, pos token.Pos) ast.Expr {
	fields := &ast.FieldList{Opening: pos, Closing: pos}
	for i := range t.NumFields() {
		v := t.Field(i)
		f := &ast.Field{Type: k.typeExpr(v.Type(), pos)}
		if k.lowered || !v.Embedded() {
			f.Names = []*ast.Ident{ident(k.fieldName(v), pos)}
		}
		if tag := t.Tag(i); tag != "" {
			f.Tag = &ast.BasicLit{ValuePos: pos, Kind: token.STRING, Value: strconv.Quote(tag)}
		}
		fields.List = append(fields.List, f)
	}
	return &ast.StructType{Struct: pos, Fields: fields}
}

// withArgs writes the type arguments of an instance behind the name of its
// generic type, or the name of the instance while generics writes instances
// out. A type that is no instance has its name alone. withArgs records the
// expression in types.Info, where generics finds it.
func (k *linked) withArgs(name ast.Expr, t *types.Named, pos token.Pos) ast.Expr {
	args := t.TypeArgs()
	if args.Len() > 0 && k.instanceName != nil {
		return ident(k.instanceName(t), pos)
	}
	list := make([]ast.Expr, args.Len())
	for i := range list {
		list[i] = k.typeExpr(args.At(i), pos)
	}
	switch len(list) {
	case 0:
		return name
	case 1:
		name = &ast.IndexExpr{X: name, Lbrack: pos, Index: list[0], Rbrack: pos}
	default:
		name = &ast.IndexListExpr{X: name, Lbrack: pos, Indices: list, Rbrack: pos}
	}
	k.info.Types[name] = typeValue(t)
	return name
}

// interfaceType writes an interface with methods down for the checker: the
// interpreter has any for it. Embedded interfaces are flattened.
func (k *linked) interfaceType(t *types.Interface, pos token.Pos) ast.Expr {
	fields := &ast.FieldList{Opening: pos, Closing: pos}
	for m := range t.Methods() {
		fields.List = append(fields.List, &ast.Field{Names: []*ast.Ident{ident(m.Name(), pos)}, Type: k.funcType(m.Signature(), pos)})
	}
	return &ast.InterfaceType{Interface: pos, Methods: fields}
}
