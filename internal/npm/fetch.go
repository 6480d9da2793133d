package npm

import (
	"context"
	"crypto/sha512"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
)

// Bounds of what a registry sends, in bytes.
const (
	maxDescription = 64 << 20
	maxTarball     = 64 << 20
)

// Fetch fetches a package, verifies its sum, and unpacks it into dir, which must not
// exist. Nothing is left there if it fails. The caller bounds the time by ctx.
func (r *Registry) Fetch(ctx context.Context, p Package, dir string) (err error) {
	defer func() {
		if err != nil {
			os.RemoveAll(dir)
			err = fmt.Errorf("package %s: %w", p, err)
		}
	}()
	at, err := r.tarball(ctx, p)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	tarball, err := os.CreateTemp(filepath.Dir(dir), ".tarball-*")
	if err != nil {
		return err
	}
	defer os.Remove(tarball.Name())
	defer tarball.Close()

	sum, err := r.download(ctx, at, tarball)
	if err != nil {
		return err
	}
	if sum != p.Sum {
		return fmt.Errorf("the sum of what %s sent is not the lock's, so nothing of it is used\n\tin the lock %s\n\tit sent     %s", r, p.Sum, sum)
	}
	if _, err := tarball.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return unpack(tarball, dir, maxUnpacked)
}

// tarball asks the registry where a package's tarball is.
func (r *Registry) tarball(ctx context.Context, p Package) (*url.URL, error) {
	body, err := r.get(ctx, r.base.JoinPath(url.PathEscape(p.Name)))
	if err != nil {
		return nil, err
	}
	defer body.Close()
	var description struct {
		Versions map[string]struct{ Dist struct{ Tarball string } }
	}
	if err := json.NewDecoder(io.LimitReader(body, maxDescription)).Decode(&description); err != nil {
		return nil, fmt.Errorf("registry %s: its answer is not the description of a package: %w", r, err)
	}
	version, ok := description.Versions[p.Version]
	if !ok {
		return nil, fmt.Errorf("registry %s has no version %s of it", r, p.Version)
	}
	at := version.Dist.Tarball
	if rest, ok := strings.CutPrefix(at, publicRegistry); ok {
		at = r.base.String() + rest // a mirror may pass on the address of what it mirrors
	}
	u, err := url.Parse(at)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("registry %s: the address of the tarball, %q, is not an http or https address", r, at)
	}
	return u, nil
}

// download writes a tarball into a file and returns its sum.
func (r *Registry) download(ctx context.Context, at *url.URL, to io.Writer) (sum Sum, err error) {
	body, err := r.get(ctx, at)
	if err != nil {
		return sum, err
	}
	defer body.Close()
	h := sha512.New()
	n, err := io.Copy(io.MultiWriter(to, h), io.LimitReader(body, maxTarball+1))
	if err != nil {
		return sum, fmt.Errorf("tarball %s: %w", at.Redacted(), err)
	}
	if n > maxTarball {
		return sum, fmt.Errorf("tarball %s: larger than %d bytes", at.Redacted(), maxTarball)
	}
	h.Sum(sum[:0])
	return sum, nil
}

// another says what to do about a registry that gives nothing.
const another = "npm_config_registry or ~/.npmrc can name another registry, and .npmrc the token for it"

// get asks for an address, with the token that belongs to it.
func (r *Registry) get(ctx context.Context, at *url.URL) (io.ReadCloser, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodGet, at.String(), nil)
	if err != nil {
		return nil, err
	}
	q.Header.Set("Accept", "application/vnd.npm.install-v1+json, */*;q=0.5") // the short description
	q.Header.Set("User-Agent", "panelgo")
	if token := r.tokenFor(at); token != "" {
		q.Header.Set("Authorization", "Bearer "+token)
	}
	res, err := r.client.Do(q)
	if err != nil {
		return nil, fmt.Errorf("registry %s: %w; %s", r, err, another)
	}
	if res.StatusCode != http.StatusOK {
		res.Body.Close()
		return nil, fmt.Errorf("registry %s: GET %s: %s; %s", r, at.Redacted(), res.Status, another)
	}
	return res.Body, nil
}
