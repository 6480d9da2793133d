package npm

import (
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestConfigured(t *testing.T) {
	tests := []struct {
		name, npmrc string
		environ     []string
		want        string // the address, or a part of the error after "error: "
	}{
		{"nothing", "", nil, publicRegistry},
		{"environment", "registry=http://rc.test/", []string{"npm_config_registry=http://env.test/npm"}, "http://env.test/npm/"},
		{"environment in capitals", "", []string{"NPM_CONFIG_REGISTRY=http://env.test"}, "http://env.test/"},
		{"lower case before capitals", "", []string{"NPM_CONFIG_REGISTRY=http://b.test", "npm_config_registry=http://a.test"}, "http://a.test/"},
		{"file", "# mine\n; x\nregistry = \"https://${WHERE}.test/x/\"\n", []string{"WHERE=rc"}, "https://rc.test/x/"},
		{"password", "", []string{"npm_config_registry=https://me:secret@env.test/"}, "https://me:xxxxx@env.test/"},
		{"no address", "", []string{"npm_config_registry=me:secret@env.test"}, "error: npm's registry is not an http or https address"},
		{"another scheme", "registry=ftp://rc.test/", nil, "error: npm's registry is not"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			home := t.TempDir()
			if err := os.WriteFile(filepath.Join(home, ".npmrc"), []byte(test.npmrc), 0o600); err != nil {
				t.Fatal(err)
			}
			r, err := Configured(append(test.environ, "HOME="+home))
			if want, ok := strings.CutPrefix(test.want, "error: "); ok {
				if err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "secret") {
					t.Errorf("error %v, want %q", err, want)
				}
				return
			}
			if err != nil || r.String() != test.want {
				t.Errorf("%v, %v; want %s", r, err, test.want)
			}
		})
	}
}

// The file of settings may have another name, and need not be there.
func TestConfiguredByAnotherFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), "settings")
	for text, want := range map[string]string{"": publicRegistry, "registry=http://rc.test/": "http://rc.test/"} {
		if text != "" {
			if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		} else if err := os.RemoveAll(file); err != nil {
			t.Fatal(err)
		}
		if r, err := Configured([]string{"npm_config_userconfig=" + file}); err != nil || r.String() != want {
			t.Errorf("%v, %v; want %s", r, err, want)
		}
	}
	if _, err := Configured([]string{"npm_config_userconfig=" + t.TempDir()}); err == nil {
		t.Error("a folder was read as settings")
	}
}

// A token goes to the address that it is for and to what stands below, nowhere else.
func TestTokens(t *testing.T) {
	home := t.TempDir()
	npmrc := "registry=https://a.test/npm/\n//a.test/npm/:_authToken=${TOKEN}\n//a.test/npm/deep:_authToken=other\n"
	if err := os.WriteFile(filepath.Join(home, ".npmrc"), []byte(npmrc), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := Configured([]string{"HOME=" + home, "TOKEN=mine"})
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]string{
		"https://a.test/npm/uplot": "mine", "https://a.test/npm/deep/x": "other", "https://a.test/npm/deeper": "mine",
		"https://a.test/other": "", "https://b.test/npm/uplot": "", "https://a.test:8443/npm/uplot": "", "https://a.test.evil/npm/uplot": "",
	} {
		u, err := url.Parse(at)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.tokenFor(u); got != want {
			t.Errorf("%s gets the token %q, want %q", at, got, want)
		}
	}
}
