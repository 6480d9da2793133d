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

// The types below mirror yaegi's of the same names, field by field: names,
// offsets, sizes and kinds are compared by known, so a pointer to one may be
// taken for a pointer to the other. A field whose type does not matter here is an
// unsafe.Pointer, or a slice of another element type, of the same size.

//lint:file-ignore U1000 fields stand for those of yaegi

// program mirrors interp.Program.
type program struct {
	pkgName string
	root    *node
	init    []*node
}

// node is a node of yaegi's tree, and an instruction. Children follow the syntax;
// start, tnext and fnext make the graph of control that is run.
type node struct {
	debug      unsafe.Pointer
	child      []*node
	anc        *node // the parent
	param      []unsafe.Pointer
	start      *node // of what is below this node, the instruction that runs first
	tnext      *node // the instruction that comes next
	fnext      *node // the one that comes next if the result is false; nil when it does not branch
	interp     unsafe.Pointer
	index      int64
	findex     int // where the value is in the frame
	level      int // in which frame: how many outwards, -1 for the outermost
	nleft      int // of an assignment, how many of its first children are assigned to
	nright     int // and how many of its last are assigned
	kind       uint
	pos        token.Pos
	sym        *symbol // of an identifier
	typ        *itype
	recv       unsafe.Pointer // of a method value
	types      []reflect.Type // of a function: those of its frame's slots, results first, then parameters
	scope      unsafe.Pointer
	action     uint
	exec       instruction   // nil until it is made
	gen        func(*node)   // makes exec, when the nodes around are final
	val        any           // of a selector the path to the field, of a function's name its declaration
	rval       reflect.Value // of a constant or a compiled symbol its value
	ident      string
	redeclared bool
	meta       any
}

// itype is yaegi's description of a type; typeOf gives the Go type that its
// values have in frames.
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
	index   int // of a variable, its slot in the frame
	rval    reflect.Value
	builtin func(*node)
	global  bool // the slot is in the outermost frame
}

// instruction does what a node stands for and returns the next instruction, nil
// at the end of the function.
type instruction func(*frame) instruction

// frame holds the variables and intermediate values of one call.
type frame struct {
	id        uint64 // of the run; the frame's function stops when the interpreter's differs
	debug     unsafe.Pointer
	root      *frame // the outermost: variables at package level
	anc       *frame // of a closure the frame that it captured, of a function the caller's
	data      []reflect.Value
	mutex     sync.RWMutex
	deferred  [][]reflect.Value
	recovered any
	done      reflect.SelectCase // ready when the run is cancelled
}

// The functions below are yaegi's own, bound by name. Those that take a node
// alone and return nothing are generators: they set the node's exec. Others find
// how a value is read, or answer a question about a type.

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

//go:linkname stop github.com/traefik/yaegi/interp.(*Interpreter).stop
func stop(*interp.Interpreter)

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

//go:linkname length github.com/traefik/yaegi/interp._len
func length(*node)

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

// insides are what is found out about yaegi when it is first used: numbers and
// types that it does not export.
type insides struct {
	callExpr, basicLit, funcDecl, funcLit, varDecl, selector, deferStmt, goStmt, returnStmt, assign, define, assignX, defineX, incDec uint // kinds of nodes

	pointer reflect.Type // to a node, as yaegi has it
	runID   uintptr      // where an interpreter has the number of its run
}

// known compares yaegi with what is written here, once in a process. It starts
// from the two types that yaegi exports, Program and Interpreter, and reaches all
// others by their fields, so it reads no memory before the layouts are proven.
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

// number finds the kinds of nodes by their names, which yaegi's type for kinds
// prints: their numbers change when yaegi gets a new kind.
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

// Supported reports whether the yaegi in the build is laid out as this package
// knows it. Where it is not, New returns ErrUnknown.
func Supported() bool {
	_, ok := known()
	return ok
}

// sameLayout reports whether two structs have fields of the same names, offsets,
// sizes and kinds in the same order, and the same size.
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

// sameKind reports whether a field here, of kind a, may stand for yaegi's.
func sameKind(a, b reflect.Kind) bool {
	return a == b || a == reflect.UnsafePointer && b == reflect.Pointer
}
