package interp_test

import (
	"runtime"
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/pn"
)

// The sources are an app whose sessions share an interpreter, and the same app
// with a counter, which they may not share.
var benchApps = []struct{ name, source string }{
	{"shared", weather},
	{"isolated", weather + "\nvar calls int\n\nfunc Count() { calls++ }\n"},
}

func loadBench(b *testing.B, source string) *interp.Program {
	b.Helper()
	p, err := load(b, source, interp.Config{Symbols: []interp.Symbols{symbols.Std(), symbols.Pn()}})
	if err != nil {
		b.Fatal(err)
	}
	return p
}

// BenchmarkNew measures what a session costs before it runs: time, and the bytes
// that it keeps.
func BenchmarkNew(b *testing.B) {
	for _, app := range benchApps {
		b.Run(app.name, func(b *testing.B) {
			p := loadBench(b, app.source)
			for b.Loop() {
				i, err := p.New(b.Context(), interp.Env{})
				if err != nil {
					b.Fatal(err)
				}
				if _, err := i.Func("App"); err != nil {
					b.Fatal(err)
				}
				i.Kill()
			}
			b.ReportMetric(kept(b, p), "keptB/op")
		})
	}
}

// kept is what one more instance keeps of memory, heap and stacks.
func kept(b *testing.B, p *interp.Program) float64 {
	const n = 100
	instances := make([]*interp.Instance, n)
	before := inUse()
	for i := range instances {
		var err error
		if instances[i], err = p.New(b.Context(), interp.Env{}); err != nil {
			b.Fatal(err)
		}
	}
	after := inUse()
	for _, i := range instances {
		i.Kill()
	}
	return max(0, float64(after)-float64(before)) / n
}

func inUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc + m.StackInuse
}

// BenchmarkCall measures one call of a script's function from Go.
func BenchmarkCall(b *testing.B) {
	for _, app := range benchApps {
		b.Run(app.name, func(b *testing.B) {
			i, err := loadBench(b, app.source).New(b.Context(), interp.Env{})
			if err != nil {
				b.Fatal(err)
			}
			defer i.Kill()
			f, err := i.Func("SessionKey")
			if err != nil {
				b.Fatal(err)
			}
			key, request := f.Interface().(func(*pn.Request) string), pn.NewRequest(visit.NewRequest(visit.Info{}))
			for b.Loop() {
				key(request)
			}
		})
	}
}

// BenchmarkLoad measures what an edit of a script costs: parse, check, lower,
// compile.
func BenchmarkLoad(b *testing.B) {
	for _, app := range benchApps {
		b.Run(app.name, func(b *testing.B) {
			for b.Loop() {
				loadBench(b, app.source)
			}
		})
	}
}
