//go:build unix

package npm

import (
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe in the place of the settings is an error at once, and the null device stands for
// none.
func TestConfiguredByNoFile(t *testing.T) {
	pipe := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Configured([]string{"npm_config_userconfig=" + pipe}); err == nil || !strings.Contains(err.Error(), "no regular file") {
		t.Errorf("a pipe: %v", err)
	}
	if r, err := Configured([]string{"npm_config_userconfig=" + os.DevNull}); err != nil || r.String() != publicRegistry {
		t.Errorf("%s: %v, %v", os.DevNull, r, err)
	}
}
