package main

import (
	"context"
	"fmt"
	"os"
	"reflect"
	"strings"
	"time"

	yaegi "github.com/traefik/yaegi/interp"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"

	"github.com/panelgo/panelgo/internal/bench/workload"
)

// measureInterpreter runs the same programs compiled, interpreted by yaegi
// directly, and interpreted by panelgo, which lowers them first. A program that
// yaegi gets wrong has no baseline.
func measureInterpreter() ([]row, error) {
	source := strings.Replace(workload.Source, "package workload", "package main", 1)
	path, remove, err := scriptFile("workload.go", source)
	if err != nil {
		return nil, err
	}
	defer remove()
	program, err := interp.Load(path, interp.Config{Symbols: []interp.Symbols{symbols.Std()}, Stderr: os.Stderr})
	if err != nil {
		return nil, err
	}
	instance, err := program.New(context.Background(), interp.Env{})
	if err != nil {
		return nil, err
	}
	defer instance.Kill()
	raw := yaegi.New(yaegi.Options{})
	if err := raw.Use(symbols.Std()); err != nil {
		return nil, err
	}
	if _, err := raw.Eval(source); err != nil {
		return nil, err
	}
	var rows []row
	for _, p := range workload.Programs {
		own, err := instance.Func(p.Name)
		if err != nil {
			return nil, err
		}
		plain, err := raw.Eval("main." + p.Name)
		if err != nil {
			return nil, err
		}
		r, err := compareInterpreters(p, asFunc(own), asFunc(plain))
		if err != nil {
			return nil, err
		}
		rows = append(rows, r)
	}
	return rows, nil
}

func asFunc(f reflect.Value) func(int) int {
	if f, ok := f.Interface().(func(int) int); ok {
		return f
	}
	return nil
}

func compareInterpreters(p workload.Program, own, plain func(int) int) (row, error) {
	const n = 200_000
	want := p.Compiled(n)
	if got := own(n); got != want {
		return row{}, fmt.Errorf("%s gives %d interpreted and %d compiled", p.Name, got, want)
	}
	right := plain(n) == want
	var ratios, factors, times []float64
	for range 9 {
		a, b, c := timed(own, n), timed(plain, n), timed(p.Compiled, 20*n)/20
		ratios, factors, times = append(ratios, a/b), append(factors, a/c), append(times, a)
	}
	r := row{
		what: "interpreting: " + strings.ToLower(p.Name), budget: "≤ 1.1 of yaegi without lowering",
		got: fmt.Sprintf("%.2f (%.1f ms)", median(ratios), median(times)*1e3), baseline: fmt.Sprintf("compiled code is %.0f times as fast", median(factors)),
		met: median(ratios) <= 1.1,
	}
	if !right {
		r.baseline += "; yaegi alone is wrong"
	}
	return r, nil
}

func timed(f func(int) int, n int) float64 {
	began := time.Now()
	f(n)
	return time.Since(began).Seconds()
}
