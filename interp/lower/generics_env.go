package lower

import (
	"go/ast"
	"go/types"
	"strings"
)

// env is what one copy of generic code is rewritten with. Plain code, which names
// instances but has no type parameters, has an env with nil maps: no
// params means plain code.
type env struct {
	*generic

	// params are the types that the type parameters are in this copy.
	params map[*types.TypeParam]types.Type

	// locals are this copy's own types, by those that the generic function declares.
	locals map[types.Object]*types.Named

	// origin leads from a node of the copy to the one that was checked, which is the
	// key of types.Info. Nodes that rewriting adds are not in it.
	origin map[ast.Node]ast.Node
}

// declareLocals makes new types of those that a generic function declares, since
// each instance has its own, which are not identical: f[int] and f[string] below
// return values of two types, both shown as pair.
//
//	func f[T any](v T) any { type pair struct{ a, b T }; return pair{v, v} }
//
// All get their names before the first gets its underlying type, for they may lead
// to each other. Aliases get none: see declaration.
func (e *env) declareLocals(n ast.Node) {
	var found []*types.TypeName
	ast.Inspect(n, func(n ast.Node) bool {
		spec, ok := n.(*ast.TypeSpec)
		if !ok || spec.TypeParams != nil {
			return true
		}
		obj, ok := e.info.Defs[spec.Name].(*types.TypeName)
		if !ok || obj.IsAlias() || e.specs[obj] != nil {
			return true
		}
		name := e.temp(strings.ReplaceAll(e.nameOf(obj), mark, ""))
		e.display[name] = e.displayName(e.nameOf(obj))
		made := types.NewTypeName(obj.Pos(), obj.Pkg(), name, nil)
		e.locals[obj] = types.NewNamed(made, nil, nil)
		found = append(found, obj)
		return true
	})

	for _, obj := range found {
		e.locals[obj].SetUnderlying(e.subst(obj.Type().Underlying()))
	}
}

// of returns the type that a checked expression has in this copy, nil when the
// checker gave it none.
func (e *env) of(x ast.Expr) types.Type {
	if t := e.typeOf(x); t != nil {
		return e.subst(t)
	}
	return nil
}

// subst returns a type with types in the place of type parameters, and the copy's own
// types in the place of those that the function declares. Aliases are seen through.
// Types that are no part of the copy, unions among them, are returned as they are.
func (e *env) subst(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.Alias:
		return e.subst(types.Unalias(t))
	case *types.TypeParam:
		if arg, ok := e.params[t]; ok {
			return arg
		}
	case *types.Named:
		return e.substNamed(t)
	case *types.Pointer:
		return types.NewPointer(e.subst(t.Elem()))
	case *types.Slice:
		return types.NewSlice(e.subst(t.Elem()))
	case *types.Array:
		return types.NewArray(e.subst(t.Elem()), t.Len())
	case *types.Map:
		return types.NewMap(e.subst(t.Key()), e.subst(t.Elem()))
	case *types.Chan:
		return types.NewChan(t.Dir(), e.subst(t.Elem()))
	case *types.Tuple:
		return e.substTuple(t)
	case *types.Signature:
		return types.NewSignatureType(nil, nil, nil, e.substTuple(t.Params()), e.substTuple(t.Results()), t.Variadic())
	case *types.Struct:
		return e.substStruct(t)
	case *types.Interface:
		return e.substInterface(t)
	}
	return t
}

// substNamed instantiates a generic type anew with substituted arguments. The context
// makes equal instances one type. The arguments have been checked, so they need no
// validation.
func (e *env) substNamed(t *types.Named) types.Type {
	if local, ok := e.locals[t.Obj()]; ok {
		return local
	}
	if t.TypeArgs().Len() == 0 {
		return t
	}
	args := make([]types.Type, t.TypeArgs().Len())
	for i := range args {
		args[i] = e.subst(t.TypeArgs().At(i))
	}
	made, err := types.Instantiate(e.context, t.Origin(), args, false)
	if err != nil {
		return t
	}
	return made
}

// substTuple keeps the names and positions of parameters and results.
func (e *env) substTuple(t *types.Tuple) *types.Tuple {
	vars := make([]*types.Var, t.Len())
	for i := range vars {
		v := t.At(i)
		vars[i] = types.NewParam(v.Pos(), v.Pkg(), v.Name(), e.subst(v.Type()))
	}
	return types.NewTuple(vars...)
}

// substStruct keeps the tags of fields, and which are embedded.
func (e *env) substStruct(t *types.Struct) types.Type {
	fields, tags := make([]*types.Var, t.NumFields()), make([]string, t.NumFields())
	for i := range fields {
		v := t.Field(i)
		fields[i] = types.NewField(v.Pos(), v.Pkg(), v.Name(), e.subst(v.Type()), v.Embedded())
		tags[i] = t.Tag(i)
	}
	return types.NewStruct(fields, tags)
}

// substInterface substitutes the methods that an interface declares and the types that
// it embeds; the rest follows from them.
func (e *env) substInterface(t *types.Interface) types.Type {
	if t.NumMethods() == 0 && t.NumEmbeddeds() == 0 {
		return t
	}
	methods := make([]*types.Func, t.NumExplicitMethods())
	for i := range methods {
		m := t.ExplicitMethod(i)
		methods[i] = types.NewFunc(m.Pos(), m.Pkg(), m.Name(), e.subst(m.Signature()).(*types.Signature))
	}
	embedded := make([]types.Type, t.NumEmbeddeds())
	for i := range embedded {
		embedded[i] = e.subst(t.EmbeddedType(i))
	}
	return types.NewInterfaceType(methods, embedded).Complete()
}
