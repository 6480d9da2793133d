package reuse

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/panelgo/panelgo/pn"
)

// App is what the cache must know of an app.
type App struct {
	Slug, Version string
	// SessionKey picks the bucket of a request; nil when the script has none.
	SessionKey func(*pn.Request) (string, error)
}

// Bucket is the key of a bucket. Buckets of different apps and versions are
// different whatever their keys are.
type Bucket [32]byte

// extend gives the bucket below b for one more thing that a request is told
// by. Parts cannot run into each other, and nobody can find two that collide.
func (b Bucket) extend(parts ...string) Bucket {
	buf := make([]byte, 0, 256)
	buf = append(buf, b[:]...)
	for _, p := range parts {
		buf = binary.AppendUvarint(buf, uint64(len(p)))
		buf = append(buf, p...)
	}
	return sha256.Sum256(buf)
}

// path is where a request has come to in the decision tree.
type path struct {
	root    Bucket    // of the app, its version and the result of SessionKey
	keyed   bool      // the script has a SessionKey
	keyRead []pn.Read // what SessionKey read
}

// start finds the root of a request's tree.
func start(a App, info pn.RequestInfo) (path, error) {
	root := Bucket{}.extend("app", a.Slug, a.Version)
	if a.SessionKey == nil {
		return path{root: root}, nil
	}
	r := pn.NewRequest(info)
	key, err := a.SessionKey(r)
	if err != nil {
		return path{}, fmt.Errorf("the reuse key of %s: %w", a.Slug, err)
	}
	return path{root: root.extend("key", key), keyed: true, keyRead: r.Reads()}, nil
}

// counts reports whether a read of the run belongs to the tree. With a
// SessionKey that is only what tells who is looking, unless the key is made
// from that.
func (p path) counts(r pn.Read) bool {
	if !p.keyed {
		return true
	}
	return r.Identity() && !slices.ContainsFunc(p.keyRead, func(k pn.Read) bool { return k.Kind == r.Kind && k.Name == r.Name })
}
