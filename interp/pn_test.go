package interp_test

import (
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
	"github.com/panelgo/panelgo/pn"
)

const weather = `//go:build ignore

package main

import (
	"math/rand"

	"github.com/panelgo/panelgo/pn"
)

func SessionKey(r *pn.Request) string { return r.Arg("city", "Berlin") }

func App(s *pn.Session) {
	city := s.Arg("city", "Berlin")
	s.Title(city + " Weather")
	s.Main(
		pn.Card(pn.Number("Temperature", rand.Intn(66)-20).Format("{value} °C")).HideHeader(),
		pn.Card(pn.Number("Humidity", rand.Intn(101)).Format("{value}%")).HideHeader(),
	)
}
`

// vocabulary is what a server gives scripts.
var vocabulary = []interp.Symbols{symbols.Std(), symbols.Pn()}

func TestWeatherApp(t *testing.T) {
	p, err := load(t, weather, interp.Config{Symbols: vocabulary, Starters: symbols.Starters, Callers: symbols.Callers})
	if err != nil {
		t.Fatal(err)
	}
	i, err := p.New(t.Context(), interp.Env{})
	if err != nil {
		t.Fatal(err)
	}
	defer i.Kill()
	f, err := i.Func("App")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := f.Interface().(func(*pn.Session)); !ok {
		t.Errorf("App is a %s", f.Type())
	}
	key, err := i.Func("SessionKey")
	if err != nil {
		t.Fatal(err)
	}
	if got := key.Interface().(func(*pn.Request) string)(pn.NewRequest(visit.NewRequest(visit.Info{}))); got != "Berlin" {
		t.Errorf("key %q", got)
	}
	if info, _ := p.Func("App"); info.Type != "func(*pn.Session)" || info.Pos.Line != 13 {
		t.Errorf("info %+v", info)
	}
}
