package options_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/options"
)

// The secret comes from a file or from the environment; one that could be guessed is
// refused, and no message has any of it.
func TestSecret(t *testing.T) {
	t.Chdir(t.TempDir())
	const long, other = "0123456789abcdefghijklmnopqrstuv", "another-secret-that-is-long-enough"
	for name, text := range map[string]string{"long": long, "spaced": "\n " + long + "\r\n", "short": long[1:] + "\n", "empty": "\n"} {
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir("folder", 0o700); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		words   string
		environ []string
		want    string
		err     string
	}{
		{"", nil, "", ""},
		{"--secret-file long", nil, long, ""},
		{"--secret-file spaced", nil, long, ""},
		{"", []string{"PANELGO_SECRET_FILE=long"}, long, ""},
		{"", []string{"PANELGO_SECRET=" + long}, long, ""},
		{"", []string{"PANELGO_SECRET="}, "", ""},
		{"--secret-file long", []string{"PANELGO_SECRET=" + other}, long, ""}, // the command line counts
		{"", []string{"PANELGO_SECRET=" + other, "PANELGO_SECRET_FILE=long"}, "", "give one of them"},
		{"", []string{"PANELGO_SECRET=" + long[1:]}, "", "the secret has 31 bytes: it needs 32"},
		{"--secret-file short", nil, "", "the secret in short has 31 bytes: it needs 32"},
		{"--secret-file empty", nil, "", "has 0 bytes"},
		{"--secret-file none", nil, "", "--secret-file: open none: no such file"},
		{"--secret-file folder", nil, "", "no regular file"},
	} {
		o, _, err := parse(test.words, test.environ...)
		if err == nil {
			err = o.Check()
		}
		got, again := o.SigningSecret()
		if (err == nil) != (test.err == "") || (again == nil) != (err == nil) || got != test.want {
			t.Errorf("%s %v: %q, %v, %v", test.words, test.environ, got, err, again)
		}
		if err != nil && (!strings.Contains(err.Error(), test.err) || strings.Contains(err.Error(), long[5:20]) || strings.Contains(err.Error(), other)) {
			t.Errorf("%s %v: %v, want %q in it", test.words, test.environ, err, test.err)
		}
	}
	o := options.Defaults()
	o.SecretFile = filepath.Join(t.TempDir(), "large")
	if err := os.WriteFile(o.SecretFile, make([]byte, 2<<20), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := o.Check(); err == nil || !strings.Contains(err.Error(), "larger than 1 MiB") {
		t.Errorf("a file of 2 MiB: %v", err)
	}
}
