package pn

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/panelgo/panelgo/internal/document"
)

// Component is anything that has a place on a page. Every constructor of this
// package returns one. A script's own type becomes one by embedding Base, Widget
// or Layout, or another component, or by returning the node of the component that
// it is made of.
type Component interface {
	Node() *document.Node
}

// Types for authors of components. A component is a struct that embeds Base, or
// Widget if it has a value, or Layout if it holds others, and renders itself in
// Render. If it takes events, it handles them in HandleEvent, as Widget does.
type (
	// Node is a component's place in its session's document.
	Node = document.Node
	// Kind is what a component is: its name, its styles and its module.
	//
	//panelgo:constant
	Kind = document.Kind
	// Markup is the writer that Render is given.
	Markup = document.Markup
	// Event is something a person did to a component.
	Event = document.Event
	// Style holds the options that every component has.
	Style = document.Style
	// Renderer is what every component type implements.
	Renderer = document.Renderer
	// Handler is what a component type implements that takes events.
	Handler = document.Handler
	// As says how the state of an element becomes a value, and a value its state.
	As = document.As
	// Keeper is what a Handler implements whose value stays when a View that runs again
	// makes it anew.
	Keeper = document.Keeper
)

// The ways between the state of an element in the browser and a value, for Markup.Sends
// and Markup.Shows.
const (
	AsNone    = document.AsNone    // no value
	AsText    = document.AsText    // a string: what an input or a select has
	AsNumber  = document.AsNumber  // the same as a number
	AsChecked = document.AsChecked // whether a box is checked
	AsList    = document.AsList    // the values of all boxes that are checked, or options that are selected
	AsPair    = document.AsPair    // the numbers of the inputs that send a pair
	AsIndex   = document.AsIndex   // the place of an element in its parent, from 0
	AsOpen    = document.AsOpen    // whether the details element is open
)

// declared are the kinds of this package's components.
var declared []Kind

// declare notes a kind of this package.
func declare(k Kind) Kind {
	declared = append(declared, k)
	return k
}

// Kinds lists the kinds of this package's components, by name.
//
//panelgo:hostonly
func Kinds() []Kind {
	return slices.SortedFunc(slices.Values(declared), func(a, b Kind) int { return cmp.Compare(a.Name, b.Name) })
}

// Equal reports whether two values of a component are the same, as
// reflect.DeepEqual does: setting a value to the same one is no change.
func Equal(a, b any) bool { return reflect.DeepEqual(a, b) }

// Present returns the components that are neither nil nor nil pointers, in a
// slice of its own.
func Present(objects []Component) []Component {
	return slices.DeleteFunc(slices.Clone(objects), func(c Component) bool { return document.Absent(c) })
}
