package bundles

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"github.com/panelgo/panelgo/internal/npm"
)

// Toolchain names what makes bundles and how: bundles of another are made anew. The
// number counts changes of how it is called.
const Toolchain = "esbuild 0.28.2, 1"

// maxSources bounds the files of a kind, in bytes.
const maxSources = 4 << 20

// Kind is a kind of component whose module needs packages. Where they cannot be had, the
// file "NAME.plain.js" stands in for the module "NAME.js", if the kind has one: a module
// that shows what it can without packages.
type Kind struct {
	Name   string // as "uplot"
	Module string // the module's name in Files
	Files  fs.FS  // the module, the lock file, and what the module imports of ours
}

// plainModule is the name of the module that does without packages.
func (k Kind) plainModule() string { return strings.TrimSuffix(k.Module, ".js") + ".plain.js" }

// HasLock reports whether a kind's files name packages, so that it is served as a bundle.
func HasLock(files fs.FS) bool {
	if files == nil {
		return false
	}
	info, err := fs.Stat(files, npm.LockName)
	return err == nil && info.Mode().IsRegular()
}

// Sources returns the kind's files by their names.
func (k Kind) Sources() (map[string][]byte, error) {
	sources, total := map[string][]byte{}, 0
	err := fs.WalkDir(k.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		f, err := k.Files.Open(name)
		if err != nil {
			return err
		}
		data, err := io.ReadAll(io.LimitReader(f, maxSources+1))
		sources[name] = data
		if total += len(data); total > maxSources {
			err = fmt.Errorf("larger than %d bytes", maxSources)
		}
		return errors.Join(err, f.Close())
	})
	if err != nil {
		return nil, fmt.Errorf("its files: %w", err)
	}
	return sources, nil
}

// Lock returns the packages of the kind's lock file.
func (k Kind) Lock() ([]npm.Package, error) {
	text, err := fs.ReadFile(k.Files, npm.LockName)
	if err != nil {
		return nil, err
	}
	return npm.ParseLock(npm.LockName, text)
}

// Key returns what tells the kind's bundle from all others, without making it: a hash of
// the lock, of the kind's files and of the tool chain.
func (k Kind) Key() (string, error) {
	if _, err := k.Lock(); err != nil {
		return "", err
	}
	if !fs.ValidPath(k.Module) || path.Ext(k.Module) != ".js" || path.Dir(k.Module) != "." {
		return "", fmt.Errorf("the module %q is not the name of a .js file", k.Module)
	}
	sources, err := k.Sources()
	if err != nil {
		return "", err
	}
	if sources[k.Module] == nil {
		return "", fmt.Errorf("the module %s is not among its files", k.Module)
	}
	h := sha256.New()
	fmt.Fprintf(h, "%s\x00%s\x00%s\x00", Toolchain, k.Name, k.Module)
	for _, name := range sortedNames(sources) {
		fmt.Fprintf(h, "%d %s %d ", len(name), name, len(sources[name]))
		h.Write(sources[name])
	}
	return hex.EncodeToString(h.Sum(nil)[:8]), nil
}

// File returns the name of the file that holds the kind's bundle, as
// "uplot.1b2c3d4e5f607182.zip".
func (k Kind) File() (string, error) {
	key, err := k.Key()
	return k.Name + "." + key + ".zip", err
}

func sortedNames(files map[string][]byte) []string {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
