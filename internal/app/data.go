package app

import (
	"path"
	"path/filepath"
	"strings"
)

// maxData bounds how many files and folders that runs read are watched for one app.
const maxData = 10_000

// dataFile is a file or a folder in the app's folder that runs have read.
type dataFile struct {
	name string // in the app's folder, with slashes
	any  bool   // read by package os: of which run is not known
}

// Data is what has changed of the files that the runs of an app have read.
type Data struct {
	Names []string // those in the app's folder that runs read by Session.ReadFile
	Any   bool     // a file that may have been read by any run, by package os
}

// reading is told that a run is about to read a file of the app's folder, by its name
// there. The file is watched from then on, so that no page shows what it held before for
// longer than others.
func (a *App) reading(name string) {
	name = path.Clean(name)
	a.watchData(absolute(filepath.Join(a.dir, filepath.FromSlash(name))), dataFile{name: name})
}

// readingAny is told that some run is about to ask for a file or a folder by package os, or
// for where a link leads. What is not in the app's folder is not watched.
func (a *App) readingAny(name string) {
	at, dir := absolute(name), absolute(a.dir)
	if at != dir && !strings.HasPrefix(at, dir+string(filepath.Separator)) {
		return
	}
	a.watchData(at, dataFile{any: true})
}

func (a *App) watchData(at string, f dataFile) {
	a.mu.Lock()
	old, known := a.data[at]
	now := dataFile{name: old.name, any: old.any || f.any}
	if f.name != "" {
		now.name = f.name
	}
	full := !known && len(a.data) >= maxData
	if !full && now != old {
		if a.data == nil {
			a.data = map[string]dataFile{}
		}
		a.data[at] = now
	}
	a.mu.Unlock()
	switch {
	case full:
		a.config.Log.Warn("the app reads too many files: edits of this one go unnoticed", "app", a.slug, "file", at, "bound", maxData)
	case now != old:
		a.tellSources()
	}
}

// Changed tells, of files that have changed, what runs have read, and which of them the app
// may be made from. A file may be both: a text that a script embeds and reads.
func (a *App) Changed(files []string) (data Data, sources []string) {
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
		f, read := a.data[file]
		if f.name != "" {
			data.Names = append(data.Names, f.name)
		}
		for dir := file; !f.any && dir != filepath.Dir(dir); dir = filepath.Dir(dir) { // a folder stands for what is in it
			f.any = a.data[dir].any
		}
		data.Any = data.Any || f.any
		if !read && !f.any || made[file] {
			sources = append(sources, file)
		}
	}
	return data, sources
}
