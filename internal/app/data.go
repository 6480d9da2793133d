package app

import (
	"path"
	"path/filepath"
)

// maxData bounds how many files that runs read are watched for one app.
const maxData = 10_000

// reading is told that a run is about to read a file of the app's folder, by its name
// there. The file is watched from then on, so that no page shows what it held before for
// longer than others.
func (a *App) reading(name string) {
	name = path.Clean(name)
	at := absolute(filepath.Join(a.dir, filepath.FromSlash(name)))
	a.mu.Lock()
	_, known := a.data[at]
	full := len(a.data) >= maxData
	if !known && !full {
		if a.data == nil {
			a.data = map[string]string{}
		}
		a.data[at] = name
	}
	a.mu.Unlock()
	switch {
	case known:
	case full:
		a.config.Log.Warn("the app reads too many files: edits of this one go unnoticed", "app", a.slug, "file", name, "bound", maxData)
	default:
		a.tellSources()
	}
}

// Data returns the names of those of the files that are in the app's folder and that its
// runs have read, and the other files. A file may be both: a page of text that a script
// embeds and reads.
func (a *App) Data(files []string) (data, others []string) {
	made := map[string]bool{}
	if p := a.Program(); p != nil {
		for _, source := range p.sources {
			made[absolute(source)] = true
		}
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for frame := range a.templates {
		made[absolute(frame)] = true
	}
	for _, file := range files {
		name, read := a.data[file]
		if read {
			data = append(data, name)
		}
		if !read || made[file] {
			others = append(others, file)
		}
	}
	return data, others
}
