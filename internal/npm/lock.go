// Package npm fetches the packages of browsers' libraries that a lock file names, from a
// registry as npm uses them.
//
// It owns the lock file's format, which registry is asked, the verification of what it
// answers, and the unpacking: nothing of a package is unpacked before its sum is found
// right, and only regular files below the package's folder are. It must not know what
// is made of the packages.
package npm

import (
	"bytes"
	"crypto/sha512"
	"encoding/base64"
	"errors"
	"fmt"
	"regexp"
	"strings"
)

// LockName is the name of the lock file among the files that need its packages.
const LockName = "assets.lock"

// Bounds of a lock file.
const (
	maxLock     = 64 << 10 // bytes
	maxPackages = 200
)

// Sum is the SHA-512 of a package's tarball.
type Sum [sha512.Size]byte

const sumPrefix = "sha512-"

// String writes a sum as npm does: "sha512-" and base64.
func (s Sum) String() string { return sumPrefix + base64.StdEncoding.EncodeToString(s[:]) }

// Package is one package at one version, and the sum of its tarball.
type Package struct {
	Name    string // as "uplot" or "@scope/name"
	Version string // as "1.6.32"
	Sum     Sum
}

// String names the package and its version.
func (p Package) String() string { return p.Name + " " + p.Version }

var (
	namePattern    = regexp.MustCompile(`^(@[a-z0-9~-][a-z0-9._~-]{0,99}/)?[a-z0-9~-][a-z0-9._~-]{0,99}$`)
	versionPattern = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$`)
)

// ParseLock reads a lock file: a package a line, as
//
//	uplot 1.6.32 sha512-KIMVnG68…Qiw==
//
// and comments after "#". The lock has all packages that end up in a bundle, those that
// other packages import too. The error joins those of all lines, each with the file's
// name and the line.
func ParseLock(file string, text []byte) (lock []Package, err error) {
	if len(text) > maxLock {
		return nil, fmt.Errorf("%s: larger than %d bytes", file, maxLock)
	}
	var wrong []error
	names := map[string]bool{}
	number := 0
	for line := range bytes.Lines(text) {
		number++
		line, _, _ = bytes.Cut(line, []byte("#"))
		fields := strings.Fields(string(line))
		if len(fields) == 0 {
			continue
		}
		p, err := parsePackage(fields)
		if err == nil && names[p.Name] {
			err = fmt.Errorf("package %s is there twice: a bundle has one version of a package", p.Name)
		}
		if err != nil {
			wrong = append(wrong, fmt.Errorf("%s:%d: %w", file, number, err))
			continue
		}
		names[p.Name] = true
		lock = append(lock, p)
	}
	if len(lock) > maxPackages {
		wrong = append(wrong, fmt.Errorf("%s: more than %d packages", file, maxPackages))
	}
	if len(lock) == 0 && len(wrong) == 0 {
		wrong = append(wrong, fmt.Errorf("%s: no package is in it", file))
	}
	if err := errors.Join(wrong...); err != nil {
		return nil, err
	}
	return lock, nil
}

func parsePackage(fields []string) (p Package, err error) {
	if len(fields) != 3 {
		return p, fmt.Errorf("a line has a name, a version and a sum, as \"uplot 1.6.32 %s…\", not %d words", sumPrefix, len(fields))
	}
	p.Name, p.Version = fields[0], fields[1]
	if !namePattern.MatchString(p.Name) {
		return p, fmt.Errorf("%q is not the name of a package", p.Name)
	}
	if !versionPattern.MatchString(p.Version) {
		return p, fmt.Errorf("%q is not one version of package %s: write all of it, as 1.6.32", p.Version, p.Name)
	}
	encoded, ok := strings.CutPrefix(fields[2], sumPrefix)
	sum, err := base64.StdEncoding.Strict().DecodeString(encoded)
	if !ok || err != nil || len(sum) != len(p.Sum) {
		return p, fmt.Errorf("the sum of package %s is not %s and base64 of %d bytes: \"npm view %s@%s dist.integrity\" tells it", p.Name, sumPrefix, len(p.Sum), p.Name, p.Version)
	}
	copy(p.Sum[:], sum)
	return p, nil
}
