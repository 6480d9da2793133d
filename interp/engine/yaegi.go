package engine

import (
	"fmt"
	"go/token"
	"reflect"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// yaegiVersion is the release of yaegi whose layouts are written down here.
const yaegiVersion = "v0.16.1"

// What follows is laid out as in that release: see Supported.

//lint:file-ignore U1000 fields stand for those of yaegi

type program struct {
	pkgName string
	root    *node
	init    []*node
}

// node is a node of yaegi's tree, and an instruction.
type node struct {
	debug      unsafe.Pointer
	child      []*node
	anc        *node
	param      []unsafe.Pointer
	start      *node
	tnext      *node // the instruction that comes next
	fnext      *node // the one that comes next if the result is false
	interp     unsafe.Pointer
	index      int64
	findex     int // where the value is in the frame
	level      int // in which frame, outwards
	nleft      int
	nright     int
	kind       uint
	pos        token.Pos
	sym        *symbol
	typ        *itype
	recv       unsafe.Pointer
	types      []reflect.Type
	scope      unsafe.Pointer
	action     uint
	exec       instruction
	gen        func(*node) // makes exec
	val        any
	rval       reflect.Value
	ident      string
	redeclared bool
	meta       any
}

// itype is a type of yaegi's.
type itype struct {
	cat          uint
	field        []struct{}
	key          *itype
	val          *itype
	recv         *itype
	arg          []*itype // of a function
	ret          []*itype // of a function
	ptr          *itype
	method       []*node
	constraint   []*itype
	ulconstraint []*itype
	instance     []*itype
	name         string
	path         string
	length       int
	rtype        reflect.Type
	node         *node
	scope        unsafe.Pointer
	str          string
	incomplete   bool
	untyped      bool
	isBinMethod  bool
}

// symbol is what yaegi knows of a name.
type symbol struct {
	kind    uint
	typ     *itype
	node    *node // what the name stands for, if index is negative
	from    []*node
	recv    unsafe.Pointer
	index   int
	rval    reflect.Value
	builtin func(*node)
	global  bool
}

// instruction does what a node stands for and gives the next one.
type instruction func(*frame) instruction

// frame holds the values of one call.
type frame struct {
	id        uint64
	debug     unsafe.Pointer
	root      *frame
	anc       *frame
	data      []reflect.Value
	mutex     sync.RWMutex
	deferred  [][]reflect.Value
	recovered any
	done      reflect.SelectCase
}

//go:linkname getExec github.com/traefik/yaegi/interp.getExec
func getExec(*node) instruction

//go:linkname setExec github.com/traefik/yaegi/interp.setExec
func setExec(*node)

//go:linkname call github.com/traefik/yaegi/interp.call
func call(*node)

//go:linkname getFunc github.com/traefik/yaegi/interp.getFunc
func getFunc(*node)

//go:linkname clone github.com/traefik/yaegi/interp.(*frame).clone
func clone(*frame) *frame

//go:linkname variadicPos github.com/traefik/yaegi/interp.variadicPos
func variadicPos(*node) int

//go:linkname isRegularCall github.com/traefik/yaegi/interp.isRegularCall
func isRegularCall(*node) bool

//go:linkname isBinCall github.com/traefik/yaegi/interp.isBinCall
func isBinCall(*node, unsafe.Pointer) bool

//go:linkname typeOf github.com/traefik/yaegi/interp.(*itype).TypeOf
func typeOf(*itype) reflect.Type

//go:linkname genInterfaceWrapper github.com/traefik/yaegi/interp.genInterfaceWrapper
func genInterfaceWrapper(*node, reflect.Type) func(*frame) reflect.Value

//go:linkname genFuncValue github.com/traefik/yaegi/interp.genFuncValue
func genFuncValue(*node) func(*frame) reflect.Value

//go:linkname genFunctionWrapper github.com/traefik/yaegi/interp.genFunctionWrapper
func genFunctionWrapper(*node) func(*frame) reflect.Value

//go:linkname isInterfaceBin github.com/traefik/yaegi/interp.isInterfaceBin
func isInterfaceBin(*itype) bool

//go:linkname genValueArray github.com/traefik/yaegi/interp.genValueArray
func genValueArray(*node) func(*frame) reflect.Value

//go:linkname getIndexArray github.com/traefik/yaegi/interp.getIndexArray
func getIndexArray(*node)

//go:linkname slice github.com/traefik/yaegi/interp.slice
func slice(*node)

//go:linkname slice0 github.com/traefik/yaegi/interp.slice0
func slice0(*node)

//go:linkname getPtrIndexSeq github.com/traefik/yaegi/interp.getPtrIndexSeq
func getPtrIndexSeq(*node)

//go:linkname getIndexSeqField github.com/traefik/yaegi/interp.getIndexSeqField
func getIndexSeqField(*node)

//go:linkname deref github.com/traefik/yaegi/interp.deref
func deref(*node)

//go:linkname getIndexMap github.com/traefik/yaegi/interp.getIndexMap
func getIndexMap(*node)

//go:linkname getIndexMap2 github.com/traefik/yaegi/interp.getIndexMap2
func getIndexMap2(*node)

//go:linkname deleteEntry github.com/traefik/yaegi/interp._delete
func deleteEntry(*node)

//go:linkname rangeMap github.com/traefik/yaegi/interp.rangeMap
func rangeMap(*node)

//go:linkname isMapEntry github.com/traefik/yaegi/interp.isMapEntry
func isMapEntry(*node) bool

//go:linkname nop github.com/traefik/yaegi/interp.nop
func nop(*node)

//go:linkname getFrame github.com/traefik/yaegi/interp.getFrame
func getFrame(*frame, int) *frame

//go:linkname genValue github.com/traefik/yaegi/interp.genValue
func genValue(*node) func(*frame) reflect.Value

//go:linkname convertLiteralValue github.com/traefik/yaegi/interp.convertLiteralValue
func convertLiteralValue(*node, reflect.Type)

//go:linkname isFuncSrc github.com/traefik/yaegi/interp.isFuncSrc
func isFuncSrc(*itype) bool

//go:linkname isInterfaceSrc github.com/traefik/yaegi/interp.isInterfaceSrc
func isInterfaceSrc(*itype) bool

//go:linkname isEmptyInterface github.com/traefik/yaegi/interp.isEmptyInterface
func isEmptyInterface(*itype) bool

// insides are what is found out about yaegi when it is first used.
type insides struct {
	callExpr, basicLit, funcDecl, funcLit, varDecl, selector, deferStmt, goStmt, returnStmt, assign, define, assignX, defineX, incDec uint // kinds of nodes

	pointer reflect.Type // to a node, as yaegi has it
	runID   uintptr      // where an interpreter has the number of its run
}

// known looks once whether yaegi is as it is written here.
var known = sync.OnceValues(func() (k insides, ok bool) {
	theirs := reflect.TypeFor[interp.Program]()
	if !sameLayout(reflect.TypeFor[program](), theirs) {
		return k, false
	}
	k.pointer = theirs.Field(1).Type
	nodes := k.pointer.Elem()
	if !sameLayout(reflect.TypeFor[node](), nodes) {
		return k, false
	}
	for name, own := range map[string]reflect.Type{"typ": reflect.TypeFor[itype](), "sym": reflect.TypeFor[symbol]()} {
		if f, ok := nodes.FieldByName(name); !ok || !sameLayout(own, f.Type.Elem()) {
			return k, false
		}
	}
	exec, _ := nodes.FieldByName("exec")
	if exec.Type.NumIn() != 1 || !sameLayout(reflect.TypeFor[frame](), exec.Type.In(0).Elem()) {
		return k, false
	}
	id, ok := reflect.TypeFor[interp.Interpreter]().FieldByName("id")
	if !ok || id.Type.Kind() != reflect.Uint64 {
		return k, false
	}
	k.runID = id.Offset
	kind, _ := nodes.FieldByName("kind")
	return k, k.number(kind.Type) && valuesAreKnown() && findable()
})

// number finds the kinds of nodes by their names.
func (k *insides) number(kind reflect.Type) bool {
	number := map[string]uint{}
	for i := range uint(256) {
		if name, ok := reflect.ValueOf(i).Convert(kind).Interface().(fmt.Stringer); ok {
			number[name.String()] = i
		}
	}
	for name, to := range map[string]*uint{
		"callExpr": &k.callExpr, "basicLit": &k.basicLit, "funcDecl": &k.funcDecl, "funcLit": &k.funcLit, "varDecl": &k.varDecl, "selectorExpr": &k.selector,
		"deferStmt": &k.deferStmt, "goStmt": &k.goStmt, "returnStmt": &k.returnStmt,
		"assignStmt": &k.assign, "defineStmt": &k.define, "assignXStmt": &k.assignX, "defineXStmt": &k.defineX, "incDecStmt": &k.incDec,
	} {
		var ok bool
		if *to, ok = number[name]; !ok {
			return false
		}
	}
	return true
}

// Supported tells whether yaegi is as this package knows it.
func Supported() bool {
	_, ok := known()
	return ok
}

// sameLayout compares two structs by names, places and kinds of their fields.
func sameLayout(a, b reflect.Type) bool {
	if a.Kind() != reflect.Struct || b.Kind() != reflect.Struct || a.Size() != b.Size() || a.NumField() != b.NumField() {
		return false
	}
	for i := range a.NumField() {
		x, y := a.Field(i), b.Field(i)
		if x.Name != y.Name || x.Offset != y.Offset || x.Type.Size() != y.Type.Size() || !sameKind(x.Type.Kind(), y.Type.Kind()) {
			return false
		}
	}
	return true
}

func sameKind(a, b reflect.Kind) bool {
	return a == b || a == reflect.UnsafePointer && b == reflect.Pointer
}
