package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"

	"golang.org/x/mod/modfile"
	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

const (
	// ModulePath is the path of panelgo's module.
	ModulePath = "github.com/panelgo/panelgo"

	// OldestGo is the oldest release of Go that panelgo can be built with.
	OldestGo = "1.26.0"

	unversioned = "v0.0.0" // stands in a go.mod for the version of a module that a folder replaces
)

// ErrUnknown reports a panelgo that is no release and does not know its sources.
var ErrUnknown = errors.New("this panelgo is no release, and does not know the sources that it was built from")

// Origin is where a module finds the panelgo that a program was built from. The zero
// value is an origin that is not known.
type Origin struct {
	Version string // its version; "" if it was built in a clone
	Dir     string // the folder of the clone; "" if it was not, or if -trimpath has removed it
}

// OriginOf returns the origin of this program, whose build information is info, or nil.
func OriginOf(info *debug.BuildInfo) Origin {
	_, file, _, _ := runtime.Caller(0)
	return originOf(info, file)
}

// originOf returns the origin of a program with file, a file of this package.
func originOf(info *debug.BuildInfo, file string) Origin {
	if info != nil && info.Main.Sum != "" { // it came out of the module cache
		return Origin{Version: info.Main.Version}
	}

	dir := filepath.Dir(filepath.Dir(filepath.Dir(file)))
	text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
	if filepath.IsAbs(file) && err == nil && modfile.ModulePath(text) == ModulePath {
		return Origin{Dir: dir}
	}

	if info == nil {
		return Origin{}
	}
	return Origin{Version: release(info.Main.Version)}
}

// release returns version if it is that of a release, else "".
func release(version string) string {
	if !semver.IsValid(version) || semver.Build(version) != "" || module.IsPseudoVersion(version) {
		return ""
	}
	return version
}

// Module returns the go.mod of a module called name that requires panelgo, and its
// go.sum. If panelgo is a clone, they name all that it is built from, so that nothing has
// to be looked up; else go.sum is nil. Module fails with ErrUnknown if the origin is not
// known.
func (o Origin) Module(name string) (mod, sum []byte, err error) {
	switch {
	case o.Version != "":
		mod, err = formatModule(name, OldestGo, []*modfile.Require{{Mod: module.Version{Path: ModulePath, Version: o.Version}}}, "")
		return mod, nil, err
	case o.Dir == "":
		return nil, nil, ErrUnknown
	}

	file := filepath.Join(o.Dir, "go.mod")
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, nil, err
	}
	own, err := modfile.Parse(file, text, nil)
	if err != nil {
		return nil, nil, err
	}
	if sum, err = os.ReadFile(filepath.Join(o.Dir, "go.sum")); err != nil {
		return nil, nil, err
	}

	require := []*modfile.Require{{Mod: module.Version{Path: ModulePath, Version: unversioned}}}
	for _, r := range own.Require {
		require = append(require, &modfile.Require{Mod: r.Mod, Indirect: true})
	}
	mod, err = formatModule(name, own.Go.Version, require, o.Dir)
	return mod, sum, err
}

// formatModule writes a go.mod. dir is the folder of panelgo if it is a clone, else "".
func formatModule(name, goVersion string, require []*modfile.Require, dir string) ([]byte, error) {
	f := new(modfile.File)
	if err := f.AddModuleStmt(name); err != nil {
		return nil, fmt.Errorf("module %q: %w", name, err)
	}
	if err := f.AddGoStmt(goVersion); err != nil {
		return nil, fmt.Errorf("module %q: %w", name, err)
	}
	f.SetRequireSeparateIndirect(require)
	if dir != "" {
		if err := f.AddReplace(ModulePath, "", dir, ""); err != nil {
			return nil, fmt.Errorf("module %q: %w", name, err)
		}
	}
	f.Cleanup()
	return f.Format()
}
