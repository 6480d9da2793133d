package npm

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"strings"
	"testing"
)

// What a tarball becomes is bounded, however small it is.
func TestUnpackTooMuch(t *testing.T) {
	var tarball bytes.Buffer
	z := gzip.NewWriter(&tarball)
	archive := tar.NewWriter(z)
	zeros := strings.Repeat("\x00", 1<<20)
	if err := archive.WriteHeader(&tar.Header{Name: "package/zeros", Typeflag: tar.TypeReg, Mode: 0o644, Size: int64(len(zeros))}); err != nil {
		t.Fatal(err)
	}
	archive.Write([]byte(zeros)) // a buffer does not fail
	archive.Close()
	z.Close()
	for max, want := range map[int64]string{2 << 20: "", 1 << 20: "tarball: larger than 1048576 bytes when unpacked", 100: "larger than 100 bytes"} {
		err := unpack(bytes.NewReader(tarball.Bytes()), t.TempDir(), max)
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%d bytes at most: %v, want %q", max, err, want)
		}
	}
}
