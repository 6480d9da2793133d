package host

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	html "html/template"
	"log"
	"log/slog"
	"reflect"
	"sync"
	"text/template"

	"github.com/panelgo/panelgo/interp/web"
)

// methodOf returns a method of a compiled value that is in a script's interface, as a
// function. It panics as Go does when the interface holds nil. What scripts have in the
// method's place is the host's: see lower's table of what is hosted, and ownMethod.
func (h *Host) methodOf(x any, name string) any { return h.methodAt(0, x, name) }

// methodAt is methodOf of a method that is called at a position of the script.
func (h *Host) methodAt(pos int, x any, name string) any {
	if x == nil {
		panic(errNilDereference)
	}
	if f := h.hosted(pos, x)[name]; f != nil {
		return f
	}
	if f := h.methodFunc(kindOf(x) + name); f.IsValid() {
		return bindReceiver(f, reflect.ValueOf(x)).Interface()
	}
	if own := h.ownMethod(x, name); own != nil {
		return own
	}
	m := reflect.ValueOf(x).MethodByName(name)
	if !m.IsValid() {
		panic(runtimeError(fmt.Sprintf("%T has no method %s", x, name)))
	}
	return m.Interface()
}

// kindOf returns what the names of the host's functions for methods of x begin with, ""
// if there are none.
func kindOf(x any) string {
	switch x.(type) {
	case *log.Logger:
		return "Logger"
	case *slog.Logger:
		return "Slog"
	case slog.Attr:
		return "SlogAttr"
	case slog.Value:
		return "SlogValue"
	case *slog.TextHandler, *slog.JSONHandler, *slog.MultiHandler:
		return "SlogHandler"
	case *json.Encoder:
		return "JSON"
	case *xml.Encoder:
		return "XML"
	case *template.Template:
		return "Text"
	case *html.Template:
		return "HTML"
	}
	return web.Kind(x)
}

// methodFunc returns the host's function for a method, by the name that lower gives it,
// if that takes no position. The receiver is its first parameter. It is not valid for
// another name.
func (h *Host) methodFunc(name string) reflect.Value {
	switch name {
	case "LoggerFatal":
		return reflect.ValueOf(h.loggerFatal)
	case "LoggerFatalf":
		return reflect.ValueOf(h.loggerFatalf)
	case "LoggerFatalln":
		return reflect.ValueOf(h.loggerFatalln)
	case "JSONEncode":
		return reflect.ValueOf(h.encodeJSON)
	case "XMLEncode":
		return reflect.ValueOf(h.encodeXML)
	case "XMLEncodeElement":
		return reflect.ValueOf(h.encodeXMLElement)
	case "SlogAttrString":
		return reflect.ValueOf(h.slogAttrString)
	case "SlogValueString":
		return reflect.ValueOf(h.slogValueString)
	case "SlogHandlerHandle":
		return reflect.ValueOf(h.slogHandle)
	case "SlogHandlerWithAttrs":
		return reflect.ValueOf(h.slogWithAttrs)
	}
	if method := printers[name]; method != nil {
		return reflect.ValueOf(h.checked(method))
	}
	if method := fileMethods[name]; method != nil {
		return reflect.ValueOf(method(h))
	}
	f, path := crossingFunc{function: templateFuncs[name], method: true}, "text/template"
	if method := web.Methods[name]; method != nil {
		f.function, path = reflect.ValueOf(method(&h.web)), "net/http"
	}
	if f.function.IsValid() && h.program.crosses(&f, path, name) {
		return h.guard(f)
	}
	return f.function
}

// readerLock is the type of what RWMutex.RLocker returns: a pointer to the lock.
var readerLock = reflect.TypeOf(new(sync.RWMutex).RLocker())

// hosted returns the functions that take the places of methods of x and are told the
// position of the call, by name.
func (h *Host) hosted(pos int, x any) map[string]any {
	switch x := x.(type) {
	case *sync.Mutex:
		return map[string]any{
			"Lock":   func() { h.lock(pos, x) },
			"Unlock": func() { h.unlock(pos, x) },
		}
	case *sync.RWMutex:
		return map[string]any{
			"Lock":    func() { h.lockWriter(pos, x) },
			"Unlock":  func() { h.unlockWriter(pos, x) },
			"RLock":   func() { h.lockReader(pos, x) },
			"RUnlock": func() { h.unlockReader(pos, x) },
		}
	case *sync.Cond:
		return map[string]any{
			"Wait":      func() { h.condWait(pos, x) },
			"Signal":    func() { h.condSignal(pos, x) },
			"Broadcast": func() { h.condBroadcast(pos, x) },
		}
	case *sync.Once:
		return map[string]any{"Do": func(f func()) { h.onceDo(pos, x, f) }}
	case *sync.WaitGroup:
		return map[string]any{
			"Go":   func(f func()) { h.waitGroupGo(pos, x, f) },
			"Wait": func() { h.waitGroupWait(pos, x) },
		}
	}
	if reflect.TypeOf(x) == readerLock {
		m := (*sync.RWMutex)(reflect.ValueOf(x).UnsafePointer())
		return map[string]any{
			"Lock":   func() { h.lockReader(pos, m) },
			"Unlock": func() { h.unlockReader(pos, m) },
		}
	}
	return nil
}
