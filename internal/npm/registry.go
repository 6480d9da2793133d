package npm

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/panelgo/panelgo/internal/regular"
)

// publicRegistry is asked where no other is configured.
const publicRegistry = "https://registry.npmjs.org/"

// patience bounds how long a registry may take to answer at all.
const patience = 20 * time.Second

// Registry is where packages come from.
type Registry struct {
	base   *url.URL          // ends in a slash
	tokens map[string]string // by where they are sent to, as "//host/path/"
	client *http.Client
}

// Configured returns the registry that npm would ask: that of npm_config_registry in the
// environment, in either case, else that of the user's .npmrc, else the public one. The
// token for it is the .npmrc's "_authToken" of its address, which may name a variable
// of the environment as ${NAME}.
//
// The .npmrc is the one in the home folder, or the one that npm_config_userconfig names.
// A project's own is not read: it could send what the environment holds anywhere.
func Configured(environ []string) (*Registry, error) {
	env := map[string]string{}
	for _, e := range environ {
		if name, value, ok := strings.Cut(e, "="); ok {
			env[name] = value
			if lower := strings.ToLower(name); strings.HasPrefix(lower, "npm_config_") && env[lower] == "" {
				env[lower] = value
			}
		}
	}
	file := env["npm_config_userconfig"]
	if file == "" && homeOf(env) != "" {
		file = filepath.Join(homeOf(env), ".npmrc")
	}
	settings, err := readSettings(file, env)
	if err != nil {
		return nil, err
	}

	address := publicRegistry
	for _, configured := range []string{settings["registry"], env["npm_config_registry"]} {
		if configured != "" {
			address = configured
		}
	}
	base, err := url.Parse(strings.TrimSuffix(address, "/") + "/")
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, errors.New("npm's registry is not an http or https address: look at npm_config_registry and .npmrc") // the address may hold a password
	}
	r := &Registry{base: base, tokens: map[string]string{}, client: &http.Client{
		Transport: &http.Transport{
			Proxy: http.ProxyFromEnvironment, DialContext: (&net.Dialer{Timeout: patience}).DialContext,
			TLSHandshakeTimeout: patience, ResponseHeaderTimeout: patience, DisableKeepAlives: true,
		},
	}}
	for key, value := range settings {
		if where, ok := strings.CutSuffix(key, ":_authToken"); ok {
			r.tokens[strings.TrimSuffix(where, "/")+"/"] = value
		}
	}
	return r, nil
}

// String is the registry's address, without a password.
func (r *Registry) String() string { return r.base.Redacted() }

func homeOf(env map[string]string) string {
	if env["HOME"] != "" {
		return env["HOME"]
	}
	return env["USERPROFILE"] // of Windows
}

// maxSettings bounds an .npmrc, in bytes.
const maxSettings = 1 << 20

// readSettings reads an .npmrc, which need not be there. os.DevNull stands for none.
func readSettings(file string, env map[string]string) (map[string]string, error) {
	if file == "" || file == os.DevNull {
		return nil, nil
	}
	text, err := regular.ReadFile(file, maxSettings)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("settings of npm: %w", err)
	}
	settings := map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		key, value, ok := strings.Cut(line, "=")
		if !ok || strings.HasPrefix(line, "#") || strings.HasPrefix(line, ";") {
			continue
		}
		value = strings.Trim(strings.TrimSpace(value), `"`)
		settings[strings.TrimSpace(key)] = os.Expand(value, func(name string) string { return env[name] })
	}
	return settings, nil
}

// tokenFor returns the token that is sent to an address, "" for none: that of the
// longest address which it stands below.
func (r *Registry) tokenFor(u *url.URL) (token string) {
	at, longest := "//"+u.Host+u.Path, 0
	for where, t := range r.tokens {
		if len(where) > longest && strings.HasPrefix(at, where) {
			token, longest = t, len(where)
		}
	}
	return token
}
