package soak_test

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

// resources are what a process holds.
type resources struct {
	heap       uint64 // bytes that are in use
	goroutines int
	files      int // open, sockets among them
}

func (r resources) String() string {
	return fmt.Sprintf("%.1f MiB of heap, %d goroutines, %d open files", float64(r.heap)/(1<<20), r.goroutines, r.files)
}

func held() (r resources) {
	runtime.GC()
	runtime.GC() // what finalizers and pools let go of
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	r.heap, r.goroutines = m.HeapAlloc, runtime.NumGoroutine()
	if open, err := os.ReadDir("/proc/self/fd"); err == nil {
		r.files = len(open)
	}
	return r
}

// within returns an error that names what is more than it was. The leeway is
// for views and buffers.
func (r resources) within(before resources) error {
	var errs []error
	if most := before.heap + before.heap/2 + 16<<20; r.heap > most {
		errs = append(errs, fmt.Errorf("%d bytes of heap are in use, at most %d were to be", r.heap, most))
	}
	if most := before.goroutines; r.goroutines > most {
		errs = append(errs, fmt.Errorf("there are %d goroutines, at most %d were to be", r.goroutines, most))
	}
	if most := before.files; r.files > most {
		errs = append(errs, fmt.Errorf("%d files are open, at most %d were to be", r.files, most))
	}
	return errors.Join(errs...)
}

// empty waits until nobody is in any house, and what the process holds is what
// it was before, which is nothing at the beginning.
func (r *run) empty(before resources) (now resources, err error) {
	for _, h := range r.houses {
		if err := r.vacate(h); err != nil {
			return held(), fmt.Errorf("%s: %w", h.name, err)
		}
	}
	r.http.CloseIdleConnections()
	waiting := eventually("the process to be as it was", func() bool {
		now = held()
		return before == resources{} || now.within(before) == nil
	})
	if waiting != nil {
		buffer := make([]byte, 1<<20)
		err = fmt.Errorf("%w: %w\n%s", waiting, now.within(before), buffer[:runtime.Stack(buffer, true)])
	}
	return now, err
}

// vacate waits until there are no sessions but the spares, and ends those: how
// many there are depends on who came last.
func (r *run) vacate(h *house) error {
	spares := func() int64 { return int64(h.server.Stats().Spares) }
	if err := eventually("sessions to end", func() bool { return h.lodgers.here() == spares() }); err != nil {
		return fmt.Errorf("%w: there are %d, and %d spares", err, h.lodgers.here(), spares())
	}
	h.server.EndSessions()
	return eventually("spares to end", func() bool { return h.lodgers.here() == 0 })
}
