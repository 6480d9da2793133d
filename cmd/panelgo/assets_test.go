package main

import (
	"reflect"
	"regexp"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/panelgo/panelgo/internal/bundles"
	"github.com/panelgo/panelgo/internal/npm/npmtest"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/plugins/builtin"
	"github.com/panelgo/panelgo/pn"
)

// hands is the package that the component of the plugin clock needs.
var hands = npmtest.Package{Name: "@clock/hands", Version: "1.2.3", Files: map[string]string{
	"package.json": `{"name": "@clock/hands", "license": "MIT", "main": "index.js"}`,
	"index.js":     "export const hands = 'two hands'",
}}

// clock is a plugin of the command under test, with a component that needs a package.
type clock struct{}

func init() { plugins.Register(clock{}) }

func (clock) Name() string { return "clock" }
func (clock) Symbols() plugins.Symbols {
	return plugins.Symbols{"example.com/clock/clock": {"New": reflect.ValueOf(newFace)}}
}
func (clock) Kinds() []pn.Kind { return []pn.Kind{clockKind} }

var clockKind = pn.Kind{Name: "clock", Module: "clock.js", Files: &fstest.MapFS{
	"clock.js":       {Data: []byte("import {hands} from '@clock/hands'; export default {mount(root) { root.append(hands) }}")},
	"clock.plain.js": {Data: []byte("export default {mount(root) { root.append('no hands') }}")},
	"assets.lock":    {Data: []byte(hands.Lock())},
}}

type face struct{ pn.Base[*face] }

func newFace() *face {
	f := &face{}
	return f.Init(f, clockKind)
}

func (*face) Render(m *pn.Markup) { m.Open("div").Text("noon").Close() }

// registry [changed|stop] starts a registry with the package, or with another in its place,
// and names it in npm_config_registry; or it stops it.
func registry(ts *testscript.TestScript, neg bool, args []string) {
	b := of(ts)
	if b.registry != nil {
		b.registry.Close()
		b.registry = nil
	}
	switch {
	case neg || len(args) > 1:
		ts.Fatalf("usage: registry [changed|stop]")
	case len(args) == 0:
		b.registry = npmtest.New(hands)
	case args[0] == "changed":
		other := hands
		other.Files = map[string]string{"index.js": "export const hands = 'stolen'"}
		b.registry = npmtest.New(other)
	default:
		return
	}
	ts.Setenv("npm_config_registry", b.registry.URL)
}

var kindModule = regexp.MustCompile(`data-pn-kind="[^"]+" href="\.([^"]+)"`)

// modulehas PATH REGEXP gets the module that a page names until it matches.
func moduleHas(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: modulehas PATH REGEXP")
	}
	page, err := get(absolute(ts, args[0]))
	ts.Check(err)
	found := kindModule.FindStringSubmatch(page)
	if found == nil {
		ts.Fatalf("%s names no module:\n%.2000s", args[0], page)
	}
	httpget(ts, false, []string{found[1], args[1]})
}

// libraries DIR puts a library for each built-in kind that needs one into a folder.
func libraries(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: libraries DIR")
	}
	built, err := builtin.Registry()
	ts.Check(err)
	for _, k := range lockedKinds(built, func(plugins.Plugin) bool { return true }) {
		file, err := k.File()
		ts.Check(err)
		ts.Check(bundles.Write(ts.MkAbs(args[0]), file, bundles.Bundle{k.Module: []byte("library of " + k.Name)}))
	}
}
