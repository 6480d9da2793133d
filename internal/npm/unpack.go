package npm

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
)

// Bounds of an unpacked package. ECharts has 62 MB.
const (
	maxUnpacked = 512 << 20 // bytes
	maxFiles    = 50_000
)

// unpack unpacks the regular files of a tarball into a folder, max bytes at most. They
// stand in a tarball below one folder, whose name does not matter.
func unpack(tarball io.Reader, dir string, max int64) error {
	plain, err := gzip.NewReader(tarball)
	if err != nil {
		return fmt.Errorf("tarball: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return err
	}
	defer root.Close()
	limited := &io.LimitedReader{R: plain, N: max}
	archive := tar.NewReader(limited)
	for files := 0; ; files++ {
		h, err := archive.Next()
		if errors.Is(err, io.EOF) && limited.N > 0 {
			return nil
		}
		if err == nil && files >= maxFiles {
			return fmt.Errorf("tarball: more than %d files", maxFiles)
		}
		if err == nil {
			err = unpackFile(root, h, archive)
		}
		if limited.N == 0 {
			return fmt.Errorf("tarball: larger than %d bytes when unpacked", max)
		}
		if err != nil {
			return fmt.Errorf("tarball: %w", err)
		}
	}
}

func unpackFile(root *os.Root, h *tar.Header, content io.Reader) error {
	switch h.Typeflag {
	case tar.TypeDir, tar.TypeXGlobalHeader:
		return nil
	case tar.TypeReg:
	case tar.TypeSymlink, tar.TypeLink:
		return fmt.Errorf("%q is a link: a package has regular files only", h.Name)
	default:
		return fmt.Errorf("%q is not a regular file", h.Name)
	}
	name, err := inPackage(h.Name)
	if err != nil {
		return err
	}
	if err := root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	file, err := root.OpenFile(name, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, content)
	return errors.Join(err, file.Close())
}

// inPackage returns the name of a file below the package's folder.
func inPackage(name string) (string, error) {
	if slices.Contains(strings.Split(name, "/"), "..") || strings.HasPrefix(name, "/") || strings.ContainsAny(name, "\\\x00") {
		return "", fmt.Errorf("the name %q leads out of the package", name)
	}
	_, below, ok := strings.Cut(path.Clean(name), "/")
	if !ok || !fs.ValidPath(below) {
		return "", fmt.Errorf("%q is not below the package's folder", name)
	}
	return below, nil
}
