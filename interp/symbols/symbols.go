// Package symbols holds the tables of compiled packages that scripts may
// import: the allow-list of the standard library, and pn, the vocabulary.
//
// The tables are generated. It owns which packages are allowed; it knows
// neither the interpreter nor who hands the tables to it.
package symbols

import (
	"reflect"
	"sync"
)

// Table is import path + "/" + package name → identifier → value.
type Table = map[string]map[string]reflect.Value

// Std is the allow-list of the standard library. What is process-wide and not
// to be changed by one script (os.Setenv, os.Chdir, …) is left out. The table
// is built at the first call and shared: treat it as read-only.
var Std = sync.OnceValue(func() Table {
	all := Table{}
	for _, part := range []func() Table{stdBasic, stdEncoding, stdImage, stdNet, stdSystem} {
		for key, symbols := range part() {
			if all[key] == nil {
				all[key] = map[string]reflect.Value{}
			}
			for name, v := range symbols {
				all[key][name] = v
			}
		}
	}
	return all
})

// Pn is the vocabulary of scripts, built at the first call and shared.
var Pn = sync.OnceValue(pnSymbols)

// Starters are the methods of Pn that run a function of the script beside
// others: see interp.Config.
var Starters = []string{"(*github.com/panelgo/panelgo/pn.Session).Go"}
