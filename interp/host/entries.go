package host

import (
	"errors"
	"fmt"
	"go/token"
	"reflect"
	"runtime"

	"github.com/panelgo/panelgo/interp/rtype"
	"github.com/panelgo/panelgo/interp/web"
)

// ErrEnded is the panic, or the result, of a call into a script whose run has ended.
var ErrEnded = errors.New("the script has ended")

// within reports whether the calling goroutine runs a function of the host's.
func (h *Host) within() bool { return current() == work{h, true} }

// cross calls the function at a position for compiled code on a goroutine that runs
// none of the host's. A panic goes on to what called the compiled code, if that is
// another script or works for one. Else it would end the process: it is reported, and
// the call is refused. call reports whether the run has ended meanwhile.
func (h *Host) cross(pos token.Pos, call func() (ended bool), results []reflect.Value) {
	before := begin(work{h, true})
	if before.host == nil {
		h.engine.Begin()
	}
	err := func() (err error) {
		defer h.leave(before)
		defer h.running.end(h.running.begin(pos))
		defer func() {
			if before.host != nil || h.killed == nil {
				return // a shared program cannot be stopped; it gives no function away
			}
			exited := h.exiter.CompareAndSwap(rtype.Goroutine(), 0)
			switch v := recover(); v {
			case nil, any(ErrEnded):
				if exited { // compiled code has swallowed the panic
					h.config.OnPanic(h.exited.Load())
				}
			case any(web.ErrAbort):
				err = web.ErrAbort
			default:
				err = fmt.Errorf("panic: %v", v)
				h.config.OnPanic(v)
			}
		}()
		if call() {
			return ErrEnded
		}
		return nil
	}()
	if err != nil {
		refuse(results, err)
	}
}

// refuse ends a call by compiled code that cannot be made, so that no loop of
// compiled code goes on: results are the variables of what the function returns. A
// last result that is an error becomes err, a single text becomes its text. Any other
// function panics with err, if the goroutine works for a script, which stops at that;
// else the goroutine ends, for on its stack there is nobody to recover.
func refuse(results []reflect.Value, err error) {
	n := len(results)
	switch {
	case n > 0 && results[n-1].Type() == reflect.TypeFor[error]():
		for _, r := range results {
			r.SetZero()
		}
		results[n-1].Set(reflect.ValueOf(err))
	case n == 1 && results[0].Type() == reflect.TypeFor[string]():
		results[0].SetString(err.Error())
	case current().host != nil:
		panic(err)
	default:
		runtime.Goexit()
	}
}

// refused is refuse, of a call during which the run has ended.
func (h *Host) refused(results []reflect.Value) { refuse(results, ErrEnded) }

// Refused returns the results of a call of a function of the script that was made for
// the owner of the instance, and during which the run has ended; see refuse.
func (h *Host) Refused(function reflect.Type) []reflect.Value {
	results := resultsOf(function)
	refuse(results, ErrEnded)
	return results
}

// resultsOf returns variables for the results of a function of a type.
func resultsOf(function reflect.Type) []reflect.Value {
	results := make([]reflect.Value, function.NumOut())
	for i := range results {
		results[i] = reflect.New(function.Out(i)).Elem()
	}
	return results
}
