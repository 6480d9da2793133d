package pn

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/internal/document"
)

// Receiver is a component whose value a behaviour of another can set: see Trigger.Sets.
type Receiver = document.Receiver

// Behave declares that a component does something to another as soon as a person uses it:
// in the browser, without asking the server, which is then told and ends in the same
// state. It is for authors of components; Trigger and Widget have a method for each verb.
//
//	verb              argument        to target
//	"show" "hide"                     is shown, is hidden: as long as the trigger is true, if it has a value
//	"toggle"                          is shown if it is hidden, and hidden if it is not
//	"open" "close"                    a card is unfolded, folded; anything else is shown, hidden
//	"set"             a value         gets the value
//	"link"                            gets the value of the trigger
//	"class"           a class         gets the class if it has it not, and loses it if it has
//	"focus" "scroll"                  gets the focus, is scrolled to
//	"copy"                            has its text, or the value of its control, copied to the clipboard
//	"filter"                          shows those of its rows, or of what it holds, that have the text of the trigger
//
// A target need not be on the page yet, and may leave it and come back; while it is not
// there nothing happens to it, and in development the log says so. Behave panics if the
// verb or the argument does not fit, or the target is on the page of another session.
func Behave(n *Node, verb string, target Component, argument any) {
	if len(Present([]Component{target})) == 0 || target.Node() == nil {
		panic(fmt.Sprintf("a %s that is to %s nothing: the component is nil", n.Kind(), verb))
	}
	b := document.Behaviour{Verb: document.Verb(verb), Target: target.Node()}
	switch verb {
	case "open", "close":
		if _, opens := target.(interface{ SetOpen(bool) }); opens {
			b.Verb, b.Arg = document.VerbSet, fmt.Sprint(verb == "open")
		} else if b.Verb = document.VerbShow; verb == "close" {
			b.Verb = document.VerbHide
		}
	case "set":
		b.Arg = valueFor(target, argument)
	case "class":
		b.Arg = fmt.Sprint(argument)
		if strings.ContainsAny(b.Arg, " \t\n\r\f\"<>") || b.Arg == "" || strings.HasPrefix(b.Arg, "pn-") {
			panic(fmt.Sprintf("class %q: use one name of your own styles, which does not begin with pn-", b.Arg))
		}
	case "show", "hide", "toggle", "link", "focus", "scroll", "copy", "filter":
	default:
		panic(fmt.Sprintf("a component cannot %q another: see pn.Behave for what it can", verb))
	}
	n.Behave(b)
}

// valueFor returns a value that a component takes, as JSON. It panics if the component
// takes it not.
func valueFor(target Component, value any) string {
	kind := target.Node().Kind()
	text, err := document.Encode(value)
	taker, takes := target.Node().Renderer().(document.Taker)
	if _, receives := target.Node().Renderer().(Receiver); !receives {
		panic(fmt.Sprintf("a %s has no value to set", kind))
	}
	if err == nil && takes {
		err = taker.Takes(text)
	}
	if err != nil {
		panic(fmt.Sprintf("a %s does not take %v: %v", kind, value, err))
	}
	return string(text)
}
