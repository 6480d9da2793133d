package npm

import (
	"strings"
	"testing"
)

const sum = "sha512-KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTXImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw=="

func TestParseLock(t *testing.T) {
	tests := []struct {
		name, text string
		want       string // the packages, or parts of the error separated by "|"
	}{
		{"one", "uplot 1.6.32 " + sum, "uplot 1.6.32"},
		{"comments, blank lines and CRLF", "# lines\r\n\r\n  uplot\t1.6.32 " + sum + " # of 2025\r\n", "uplot 1.6.32"},
		{"scopes and versions", "@a/b 1.0.0-rc.1+x " + sum + "\nc.d_e-f 10.20.30 " + sum, "@a/b 1.0.0-rc.1+x, c.d_e-f 10.20.30"},
		{"nothing", "# nothing\n", "error: assets.lock: no package is in it"},
		{"too few words", "\nuplot 1.6.32\n", "error: assets.lock:2: a line has a name, a version and a sum|not 2 words"},
		{"a range", "uplot ^1.6.0 " + sum, `error: assets.lock:1: "^1.6.0" is not one version of package uplot: write all of it`},
		{"a part of a version", "uplot 1.6 " + sum, `"1.6" is not one version`},
		{"a path", "../x 1.0.0 " + sum, `error: assets.lock:1: "../x" is not the name of a package`},
		{"an address", "https://x/y 1.0.0 " + sum, "is not the name of a package"},
		{"capitals", "Uplot 1.0.0 " + sum, "is not the name of a package"},
		{"another sum", "uplot 1.6.32 sha1-" + sum[7:], "error: assets.lock:1: the sum of package uplot is not sha512-"},
		{"a short sum", "uplot 1.6.32 sha512-aGVsbG8=", "is not sha512- and base64 of 64 bytes"},
		{"no base64", "uplot 1.6.32 " + sum[:20] + "!" + sum[21:], "is not sha512- and base64 of 64 bytes"},
		{"twice", "a 1.0.0 " + sum + "\nb 1.0.0 " + sum + "\na 2.0.0 " + sum, "error: assets.lock:3: package a is there twice"},
		{"all at once", "a\nb 1.0.0 " + sum + "\nc d e", `error: assets.lock:1: |assets.lock:3: "d" is not`},
		{"too large", strings.Repeat("#", maxLock+1), "error: assets.lock: larger than 65536 bytes"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lock, err := ParseLock(LockName, []byte(test.text))
			var got string
			for i, p := range lock {
				if i > 0 {
					got += ", "
				}
				got += p.String()
			}
			if err != nil {
				got = "error: " + err.Error()
			}
			for part := range strings.SplitSeq(test.want, "|") {
				if !strings.Contains(got, part) || err == nil && got != test.want {
					t.Errorf("%q, want %q", got, part)
				}
			}
		})
	}
}

// Whatever a lock file holds, it is read or refused, and what is read is as it was
// written.
func FuzzParseLock(f *testing.F) {
	f.Add("uplot 1.6.32 " + sum + "\n# x\n@a/b 1.0.0-rc.1 " + sum)
	f.Add("a\x00b 1.0.0 sha512-\n\n\r")
	f.Fuzz(func(t *testing.T, text string) {
		lock, err := ParseLock(LockName, []byte(text))
		if (err == nil) != (len(lock) > 0) {
			t.Fatalf("%d packages and the error %v", len(lock), err)
		}
		var again strings.Builder
		for _, p := range lock {
			if strings.Contains(p.Name, "..") && strings.HasPrefix(p.Name, ".") || strings.Count(p.Name, "/") > 1 {
				t.Errorf("the name %q was taken", p.Name)
			}
			again.WriteString(p.String() + " " + p.Sum.String() + "\n")
		}
		if err != nil {
			return
		}
		same, err := ParseLock(LockName, []byte(again.String()))
		if err != nil || len(same) != len(lock) {
			t.Fatalf("what was read is not read again: %v", err)
		}
		for i := range same {
			if same[i] != lock[i] {
				t.Errorf("%v became %v", lock[i], same[i])
			}
		}
	})
}
