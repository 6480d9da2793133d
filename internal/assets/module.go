package assets

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"regexp"
	"strings"
)

// Bounds of a module with all that it imports. They are small, because it is read for each
// session that shows it.
const (
	maxModuleFiles = 100
	maxModuleBytes = 4 << 20
)

// imported matches what a module names of other files: a relative import, or a URL relative
// to the module. It may match in a comment or a text too, which adds a file that the module
// does not need.
var imported = regexp.MustCompile(`(?:\bfrom|\bimport|\bnew\s+URL)\s*\(?\s*["'](\.{1,2}/[^"'?#\n]+)`)

// ReadModule reads a JavaScript module of an app's folder, the files there that it needs, and
// the styles beside it: the file of its name that ends in .css, if there is one. All that it
// reads is at most 4 MiB.
func ReadModule(folder fs.FS, module string) (tree map[string][]byte, css string, err error) {
	tree = map[string][]byte{}
	size := 0
	for names := []string{module}; len(names) > 0; names = names[1:] {
		name := names[0]
		if tree[name] != nil {
			continue
		}
		data, err := ReadUpTo(folder, name, size, maxModuleBytes)
		if err != nil && name != module && errors.Is(err, fs.ErrNotExist) {
			continue // the browser says so, if the module really needs it
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = fmt.Errorf("there is no %s in the app's folder: %w", name, fs.ErrNotExist)
		}
		if err != nil {
			return nil, "", err
		}
		if len(tree) == maxModuleFiles {
			return nil, "", fmt.Errorf("%s imports more than %d files", module, maxModuleFiles)
		}
		tree[name] = data
		size += len(data)
		if ext := path.Ext(name); ext != ".js" && ext != ".mjs" {
			continue
		}
		for _, m := range imported.FindAllSubmatch(data, -1) {
			if at := path.Join(path.Dir(name), string(m[1])); fs.ValidPath(at) {
				names = append(names, at)
			}
		}
	}
	styles, err := ReadUpTo(folder, StylesOf(module), size, maxModuleBytes)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return tree, string(styles), err
}

// StylesOf returns the name of the styles beside a module.
func StylesOf(module string) string { return strings.TrimSuffix(module, path.Ext(module)) + ".css" }

// ReadUpTo reads a file of several, which have at most so many bytes together. read is the
// size of those before it.
func ReadUpTo(files fs.FS, name string, read, most int) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, int64(most-read)+1))
	if err = errors.Join(err, f.Close()); err == nil && read+len(data) > most {
		err = fmt.Errorf("%s: a module and its files have at most %d MiB, and with this one they have more", name, most>>20)
	}
	if data == nil {
		data = []byte{}
	}
	return data, err
}
