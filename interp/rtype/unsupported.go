//go:build !amd64 && !arm64

package rtype

import (
	"fmt"
	"reflect"
	"runtime"
)

// Supported says that types cannot be made on this processor. Nothing else of
// the package may be called here: it would panic.
func Supported() error {
	return fmt.Errorf("types can be made at run time on amd64 and arm64, not on %s: build for one of those", runtime.GOARCH)
}

// Type is never made here.
type Type struct{}

// New panics.
func New(like reflect.Type, text, pkgPath string, named bool, methods, onPointer int) *Type {
	panic(Supported())
}

// Type panics.
func (t *Type) Type() reflect.Type { panic(Supported()) }

// Pointer panics.
func (t *Type) Pointer() reflect.Type { panic(Supported()) }

// SetParts panics.
func (t *Type) SetParts(parts ...reflect.Type) { panic(Supported()) }

// SetFields panics.
func (t *Type) SetFields(fields []Field) { panic(Supported()) }

// SetMethods panics.
func (t *Type) SetMethods(value, pointer []Method) error { panic(Supported()) }

// Free panics.
func (t *Type) Free() { panic(Supported()) }

// Retype panics.
func Retype(x any, t reflect.Type) any { panic(Supported()) }

// StackUsed panics.
func StackUsed() uintptr { panic(Supported()) }

// Goroutine panics.
func Goroutine() uintptr { panic(Supported()) }

// Word panics.
func Word(x any) (word *byte, itself bool) { panic(Supported()) }

// Copy panics.
func Copy(x any) any { panic(Supported()) }
