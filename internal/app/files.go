package app

import (
	"maps"
	"slices"

	"github.com/panelgo/panelgo/internal/assets"
	"github.com/panelgo/panelgo/interp"
)

// FilesOf lists the files in the folder of an app, dir, that it names where it reads them:
// those of Session.ReadFile, and the modules of custom components with what they import.
func FilesOf(program *interp.Program, dir string) (files []string, err error) {
	folder, err := appFiles(dir)
	if err != nil {
		return nil, err
	}
	const pn = "github.com/panelgo/panelgo/pn."
	add := func(names ...string) {
		for _, name := range names {
			if !slices.Contains(files, name) {
				files = append(files, name)
			}
		}
	}
	for _, call := range program.Calls(pn + "Session.ReadFile") {
		if call.Const {
			add(call.Arg)
		}
	}
	for _, call := range slices.Concat(program.Calls(pn+"Custom"), program.Calls(pn+"CustomOf")) {
		m, err := assets.ReadModule(folder, call.Arg)
		if err != nil {
			continue // the page says so
		}
		add(slices.Sorted(maps.Keys(m.Tree))...)
		if m.CSS != "" {
			add(assets.StylesOf(call.Arg))
		}
	}
	return files, nil
}
