package reuse

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"github.com/panelgo/panelgo/internal/visit"
)

// App is one version of an app as the cache knows it.
type App struct {
	slug string
	root Bucket // above all buckets of this version of the app
	key  Key
	keys Bucket // root of the tree of known keys
	kept *kept
}

// Key is an app's SessionKey.
type Key struct {
	Of func(*visit.Request) (string, error) // nil when the script has none
	// Pure promises that the key depends only on what SessionKey reads of the
	// request, so that the cache may remember it by these reads.
	Pure bool
}

// NewApp makes the App of one version. Different versions share no views.
func NewApp(slug, version string, key Key) App {
	return App{
		slug: slug, key: key, kept: &kept{},
		root: Bucket{}.extend("app", slug, version), keys: Bucket{}.extend("keys", slug, version),
	}
}

// Bucket identifies a bucket. It is a hash of the app, its version, the key
// and the reads that lead to it.
type Bucket [32]byte

// extend returns the bucket below b for parts. The hash keeps parts apart by
// their lengths, and nobody can find two buckets that collide.
func (b Bucket) extend(parts ...string) Bucket {
	buf := make([]byte, 0, 256)
	buf = append(buf, b[:]...)
	for _, p := range parts {
		buf = binary.AppendUvarint(buf, uint64(len(p)))
		buf = append(buf, p...)
	}
	return sha256.Sum256(buf)
}

// path is the root of a request's decision tree.
type path struct {
	root    Bucket       // for the app, its version and the result of SessionKey
	keyed   bool         // the script has a SessionKey
	key     string       // its result
	keyRead []visit.Read // what it read
}

// start finds the root of a request's tree. The keys of a pure SessionKey form
// a tree too: its reads lead to the key.
func (c *Cache) start(a App, info visit.Info) (path, error) {
	if a.key.Of == nil {
		return path{root: a.root}, nil
	}
	if a.key.Pure {
		if _, e := c.walk(a.keys, info); e.key != nil {
			return *e.key, nil
		}
	}
	r := visit.NewRequest(info)
	key, err := a.key.Of(r)
	if err != nil {
		return path{}, fmt.Errorf("the reuse key of %s: %w", a.slug, err)
	}
	p := path{root: a.root.extend("key", key), keyed: true, key: key, keyRead: r.Reads()}
	if a.key.Pure && len(p.keyRead) <= visit.MaxReads {
		c.plant(a, a.keys, p.keyRead, entry{key: &p})
	}
	return p, nil
}

// counts reports whether a read of the run belongs to the tree. With a SessionKey only
// reads of identity do, also of what SessionKey read itself: it may have said as little of
// it as "member".
func (p path) counts(r visit.Read) bool { return !p.keyed || r.Identity() }
