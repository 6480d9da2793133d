package direct

import (
	"fmt"
	"go/token"
	"reflect"
	"sync"
	"unsafe"

	"github.com/traefik/yaegi/interp"
)

// What follows is laid out as in yaegi 0.16.1: see Supported.

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
	sym        unsafe.Pointer
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

// itype is a type of yaegi's, which stays closed.
type itype struct{ _ [0]func() }

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

// kinds are the numbers of the kinds of nodes that matter here.
type kinds struct {
	callExpr, funcLit, deferStmt, goStmt, returnStmt, assign, define, assignX, defineX, incDec uint
}

// known looks once whether yaegi is as it is written here.
var known = sync.OnceValues(func() (k kinds, ok bool) {
	theirs := reflect.TypeFor[interp.Program]()
	if !sameLayout(reflect.TypeFor[program](), theirs) {
		return k, false
	}
	nodes := theirs.Field(1).Type.Elem()
	if !sameLayout(reflect.TypeFor[node](), nodes) {
		return k, false
	}
	exec, _ := nodes.FieldByName("exec")
	if exec.Type.NumIn() != 1 || !sameLayout(reflect.TypeFor[frame](), exec.Type.In(0).Elem()) {
		return k, false
	}
	kind, _ := nodes.FieldByName("kind")
	number := map[string]uint{}
	for i := range uint(256) {
		if name, ok := reflect.ValueOf(i).Convert(kind.Type).Interface().(fmt.Stringer); ok {
			number[name.String()] = i
		}
	}
	for name, to := range map[string]*uint{
		"callExpr": &k.callExpr, "funcLit": &k.funcLit, "deferStmt": &k.deferStmt, "goStmt": &k.goStmt, "returnStmt": &k.returnStmt,
		"assignStmt": &k.assign, "defineStmt": &k.define, "assignXStmt": &k.assignX, "defineXStmt": &k.defineX, "incDecStmt": &k.incDec,
	} {
		if *to, ok = number[name]; !ok {
			return k, false
		}
	}
	return k, true
})

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
