package compiled

import (
	"fmt"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Types makes types.Packages out of symbol tables, and knows the way back from
// the types in them. It is safe for concurrent use: everything that a package
// reaches is complete before Import returns it, and never changes after that.
type Types struct {
	mu       sync.Mutex
	tables   *Tables
	packages map[string]*types.Package // by import path, begun or whole
	imported map[string]bool           // those that are whole
	named    map[reflect.Type]*types.Named
	reflects map[*types.TypeName]reflect.Type // the way back
	structs  map[*types.Struct]reflect.Type   // likewise
	pending  []reflect.Type                   // named types without their underlying type and methods
}

func newTypes(tables *Tables) *Types {
	return &Types{
		tables:   tables,
		packages: map[string]*types.Package{},
		imported: map[string]bool{},
		named:    map[reflect.Type]*types.Named{},
		reflects: map[*types.TypeName]reflect.Type{},
		structs:  map[*types.Struct]reflect.Type{},
	}
}

// Import returns the package of an import path, made at the first call. An
// error says that no table has the path.
func (m *Types) Import(path string) (*types.Package, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.tables.packages[path]
	if !ok || !p.Importable() {
		return nil, fmt.Errorf("no symbols for %q", path)
	}
	pkg := m.pkg(path, p.Name)
	if m.imported[path] {
		return pkg, nil
	}
	for name, v := range p.Symbols {
		if !token.IsExported(name) {
			continue
		}
		if obj := m.object(pkg, name, v); obj != nil {
			pkg.Scope().Insert(obj)
		}
	}
	m.complete()
	pkg.MarkComplete()
	m.imported[path] = true
	return pkg, nil
}

// Reflect returns the compiled type that a checked named type was made of.
func (m *Types) Reflect(obj *types.TypeName) (reflect.Type, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.reflects[obj]
	return t, ok
}

// ReflectStruct returns the compiled struct that a checked one was made of.
func (m *Types) ReflectStruct(s *types.Struct) (reflect.Type, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	t, ok := m.structs[s]
	return t, ok
}

// Of returns the checked type of a compiled one, for example of a value that a
// script meets at run time.
func (m *Types) Of(t reflect.Type) types.Type {
	m.mu.Lock()
	defer m.mu.Unlock()
	made := m.typ(t)
	m.complete()
	return made
}

// pkg returns the package of a path, begun when it was not known.
func (m *Types) pkg(path, name string) *types.Package {
	if p, ok := m.packages[path]; ok {
		return p
	}
	p := types.NewPackage(path, name)
	m.packages[path] = p
	return p
}

// What symbols of untyped constants have for types.
var (
	constantValue = reflect.TypeFor[constant.Value]()
	untypedRune   = reflect.TypeFor[[1]rune]()
)

// object declares a symbol. The form of its value tells what it is: see Symbols.
// It returns nil for an invalid value.
func (m *Types) object(pkg *types.Package, name string, v reflect.Value) types.Object {
	switch {
	case !v.IsValid():
		return nil
	case v.CanAddr():
		return types.NewVar(token.NoPos, pkg, name, m.typ(v.Type()))
	case v.Kind() == reflect.Func:
		return types.NewFunc(token.NoPos, pkg, name, m.signature(v.Type(), 0, nil))
	case v.Type().Implements(constantValue):
		c := v.Interface().(constant.Value)
		return types.NewConst(token.NoPos, pkg, name, untyped(c), c)
	case v.Type() == untypedRune:
		return types.NewConst(token.NoPos, pkg, name, types.Typ[types.UntypedRune], constant.MakeInt64(v.Index(0).Int()))
	case v.Kind() == reflect.Pointer && v.IsNil():
		return m.typeName(pkg, name, v.Type().Elem())
	}
	if c := constantOf(v); c != nil {
		return types.NewConst(token.NoPos, pkg, name, m.typ(v.Type()), c)
	}
	return types.NewVar(token.NoPos, pkg, name, m.typ(v.Type()))
}

// typeName declares a type, or an alias for a type of another package or name.
func (m *Types) typeName(pkg *types.Package, name string, t reflect.Type) types.Object {
	typ := m.typ(t)
	if n, ok := typ.(*types.Named); ok && n.Obj().Pkg() == pkg && n.Obj().Name() == name {
		return n.Obj()
	}
	obj := types.NewTypeName(token.NoPos, pkg, name, nil)
	types.NewAlias(obj, typ)
	return obj
}

// untyped is the type of an untyped constant.
func untyped(c constant.Value) types.Type {
	switch c.Kind() {
	case constant.Bool:
		return types.Typ[types.UntypedBool]
	case constant.String:
		return types.Typ[types.UntypedString]
	case constant.Int:
		return types.Typ[types.UntypedInt]
	case constant.Float:
		return types.Typ[types.UntypedFloat]
	}
	return types.Typ[types.UntypedComplex]
}

// constantOf is the value of a typed constant, nil when a value is not of a basic
// type: then the symbol is a variable.
func constantOf(v reflect.Value) constant.Value {
	switch k := v.Kind(); {
	case k == reflect.Bool:
		return constant.MakeBool(v.Bool())
	case k == reflect.String:
		return constant.MakeString(v.String())
	case v.CanInt():
		return constant.MakeInt64(v.Int())
	case v.CanUint():
		return constant.MakeUint64(v.Uint())
	case v.CanFloat():
		return constant.MakeFloat64(v.Float())
	}
	return nil
}

var (
	errorType = reflect.TypeFor[error]()
	anyType   = types.Universe.Lookup("any").Type()
)

// typ is the checked type of a compiled one. Named types are completed later,
// by complete, because they may be cyclic.
func (m *Types) typ(t reflect.Type) types.Type {
	switch {
	case t == errorType:
		return types.Universe.Lookup("error").Type()
	case t.PkgPath() == "iter" && t.Kind() == reflect.Func:
		return m.literal(t) // a script's iter.Seq is of its own making, and fits this
	case t.PkgPath() != "":
		return m.namedType(t)
	}
	return m.literal(t)
}

// namedType declares a named type at the first call.
func (m *Types) namedType(t reflect.Type) types.Type {
	if n, ok := m.named[t]; ok {
		return n
	}
	pkgName, _, _ := strings.Cut(t.String(), ".")
	obj := types.NewTypeName(token.NoPos, m.pkg(t.PkgPath(), pkgName), t.Name(), nil)
	n := types.NewNamed(obj, nil, nil)
	m.named[t], m.reflects[obj] = n, t
	m.pending = append(m.pending, t)
	return n
}

// complete gives the pending named types their underlying types and methods, and
// those that they lead to. The lock is held until it has returned, so nobody sees
// an incomplete type.
func (m *Types) complete() {
	for len(m.pending) > 0 {
		t := m.pending[len(m.pending)-1]
		m.pending = m.pending[:len(m.pending)-1]
		n := m.named[t]
		n.SetUnderlying(m.literal(t))
		m.addMethods(n, t)
	}
}

// addMethods declares the method set of *T: reflection shows exported methods
// alone. Promoted methods are declared like T's own: what a script can select is
// the same.
func (m *Types) addMethods(n *types.Named, t reflect.Type) {
	if t.Kind() == reflect.Interface || t.Kind() == reflect.Pointer {
		return
	}
	ptr := reflect.PointerTo(t)
	for i := range ptr.NumMethod() {
		method := ptr.Method(i)
		if m.without(t, method.Name) {
			continue
		}
		var recv types.Type = n
		if _, byValue := t.MethodByName(method.Name); !byValue {
			recv = types.NewPointer(n)
		}
		pkg := n.Obj().Pkg()
		v := types.NewVar(token.NoPos, pkg, "", recv)
		n.AddMethod(types.NewFunc(token.NoPos, pkg, method.Name, m.signature(method.Type, 1, v)))
	}
}

// literal makes an unnamed type: of a named one its underlying type.
func (m *Types) literal(t reflect.Type) types.Type {
	if b, ok := basicTypes[t.Kind()]; ok {
		return b
	}
	switch t.Kind() {
	case reflect.Array:
		return types.NewArray(m.typ(t.Elem()), int64(t.Len()))
	case reflect.Slice:
		return types.NewSlice(m.typ(t.Elem()))
	case reflect.Map:
		return types.NewMap(m.typ(t.Key()), m.typ(t.Elem()))
	case reflect.Pointer:
		return types.NewPointer(m.typ(t.Elem()))
	case reflect.Chan:
		return types.NewChan(checkedDirs[t.ChanDir()], m.typ(t.Elem()))
	case reflect.Func:
		return m.signature(t, 0, nil)
	case reflect.Interface:
		return m.interfaceType(t)
	default:
		return m.structType(t)
	}
}

func (m *Types) interfaceType(t reflect.Type) types.Type {
	if t.NumMethod() == 0 {
		if t.PkgPath() == "" {
			return anyType
		}
		return types.NewInterfaceType(nil, nil).Complete()
	}
	var recv *types.Var
	if n := m.named[t]; n != nil {
		recv = types.NewVar(token.NoPos, nil, "", n) // for the method's full name
	}
	methods := make([]*types.Func, t.NumMethod())
	for i := range methods {
		method := t.Method(i)
		var pkg *types.Package
		if method.PkgPath != "" {
			pkg = m.pkg(method.PkgPath, lastElement(method.PkgPath))
		}
		methods[i] = types.NewFunc(token.NoPos, pkg, method.Name, m.signature(method.Type, 0, recv))
	}
	return types.NewInterfaceType(methods, nil).Complete()
}

func lastElement(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// without reports whether scripts do not get a field or a method of a type.
func (m *Types) without(t reflect.Type, member string) bool {
	p, ok := m.tables.packages[t.PkgPath()]
	if !ok || !p.Symbols["_without"].IsValid() {
		return false
	}
	return slices.Contains(strings.Fields(p.Symbols["_without"].String()), t.Name()+"."+member)
}

// structType keeps exported and embedded fields. Other fields cannot be named
// by a script, nor those that it does not get; only whether they allow == matters, and leaving their types out
// keeps the closure of a package small.
func (m *Types) structType(t reflect.Type) types.Type {
	fields := make([]*types.Var, t.NumField())
	tags := make([]string, t.NumField())
	for i := range fields {
		f := t.Field(i)
		var pkg *types.Package
		if f.PkgPath != "" {
			pkg = m.pkg(f.PkgPath, lastElement(f.PkgPath))
		}
		typ := opaque(f.Type)
		if f.IsExported() || f.Anonymous {
			typ = m.typ(f.Type)
		}
		name := f.Name
		if m.without(t, name) {
			name, typ = "_", opaque(f.Type)
		}
		fields[i], tags[i] = types.NewField(token.NoPos, pkg, name, typ, f.Anonymous), string(f.Tag)
	}
	made := types.NewStruct(fields, tags)
	m.structs[made] = t
	return made
}

// The types of fields that a script cannot name.
var (
	opaqueComparable = types.NewStruct(nil, nil)
	opaqueOther      = types.NewSignatureType(nil, nil, nil, nil, nil, false)
)

func opaque(t reflect.Type) types.Type {
	if t.Comparable() {
		return opaqueComparable
	}
	return opaqueOther
}

// signature makes the signature of a function without its first skip parameters,
// which are the receiver of a method.
func (m *Types) signature(t reflect.Type, skip int, recv *types.Var) *types.Signature {
	params := make([]*types.Var, 0, t.NumIn())
	for i := skip; i < t.NumIn(); i++ {
		params = append(params, types.NewParam(token.NoPos, nil, "", m.typ(t.In(i))))
	}
	results := make([]*types.Var, t.NumOut())
	for i := range results {
		results[i] = types.NewParam(token.NoPos, nil, "", m.typ(t.Out(i)))
	}
	return types.NewSignatureType(recv, nil, nil, types.NewTuple(params...), types.NewTuple(results...), t.IsVariadic())
}
