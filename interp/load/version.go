package load

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"iter"
	"maps"
	"path/filepath"
	"slices"
	"sort"
)

// filesRead lists the absolute paths of the files that were read, sorted.
func (l *loader) filesRead() []string {
	files := absolute(func(yield func(string) bool) {
		for name := range l.texts {
			if !l.given[name] && !yield(name) {
				return
			}
		}
	})
	files = append(files, absolute(maps.Keys(l.data))...)
	if l.modules != nil {
		files = append(files, l.modules.files...)
	}
	sort.Strings(files)
	return files
}

// absolute returns the absolute paths of files, sorted.
func absolute(names iter.Seq[string]) (files []string) {
	for name := range names {
		if abs, err := filepath.Abs(name); err == nil {
			name = abs
		}
		files = append(files, name)
	}
	sort.Strings(files)
	return files
}

// hash returns 12 hexadecimal digits, different for different names or texts of
// sources and embedded files.
func (l *loader) hash() string {
	names := make([]string, 0, len(l.texts))
	for name := range l.texts {
		names = append(names, name)
	}
	sort.Strings(names)
	h := sha256.New()
	for _, name := range names {
		fmt.Fprintf(h, "%d %s %d ", len(name), name, len(l.texts[name]))
		h.Write(l.texts[name])
	}
	for _, name := range slices.Sorted(maps.Keys(l.data)) {
		fmt.Fprintf(h, "%d %s %d ", len(name), name, len(l.data[name]))
		io.WriteString(h, l.data[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:6])
}
