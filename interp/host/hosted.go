package host

import (
	"log"
	"log/slog"
	"reflect"
	"sync"
)

// methodAt is methodOf at a position of the script, of a method that may be hosted:
// see lower.
func (h *Host) methodAt(pos int, x any, name string) any {
	if f := h.hosted(pos, x)[name]; f != nil {
		return f
	}
	m, printer := h.methodOf(x, name), ""
	switch x.(type) {
	case *log.Logger:
		printer = "Logger" + name
	case *slog.Logger:
		printer = "Slog" + name
	}
	if printers[printer] != nil {
		return h.checked(m)
	}
	return m
}

// readerLock is the type of what RWMutex.RLocker returns: a pointer to the lock.
var readerLock = reflect.TypeOf(new(sync.RWMutex).RLocker())

// hosted returns the functions that take the places of methods of x, by name.
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
		return map[string]any{"Go": func(f func()) { h.waitGroupGo(pos, x, f) }}
	case *log.Logger:
		return map[string]any{
			"Fatal":   func(a ...any) { h.loggerFatal(pos, x, a...) },
			"Fatalf":  func(format string, a ...any) { h.loggerFatalf(pos, x, format, a...) },
			"Fatalln": func(a ...any) { h.loggerFatalln(pos, x, a...) },
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
