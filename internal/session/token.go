package session

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"strings"
)

// Signer signs session ids, so that a client can come back to its own session
// and cannot name another's.
type Signer struct{ key []byte }

// NewSigner makes a signer. Servers that share sessions share a secret; for an
// empty one NewSigner draws a random key.
func NewSigner(secret string) Signer {
	if secret == "" {
		key := make([]byte, 32)
		rand.Read(key)
		return Signer{key}
	}
	sum := sha256.Sum256([]byte("panelgo session " + secret))
	return Signer{sum[:]}
}

// Sign returns the token of a session id.
func (g Signer) Sign(id string) string { return id + "." + g.mac(id) }

// Verify returns the session id of a token. It reports false for a token that
// this signer would not make.
func (g Signer) Verify(token string) (id string, ok bool) {
	id, mac, ok := strings.Cut(token, ".")
	if !ok || !hmac.Equal([]byte(mac), []byte(g.mac(id))) {
		return "", false
	}
	return id, true
}

func (g Signer) mac(id string) string {
	h := hmac.New(sha256.New, g.key)
	h.Write([]byte(id))
	return base64.RawURLEncoding.EncodeToString(h.Sum(nil)[:16])
}

// newID returns a random session id of 128 bits.
func newID() string {
	var b [16]byte
	rand.Read(b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}
