package options

import (
	"fmt"
	"strings"

	"github.com/panelgo/panelgo/internal/regular"
)

// SecretVariable is the variable of the environment with the secret that signs the ids
// of sessions. No flag has it: every user of the machine sees the command lines.
const SecretVariable = "PANELGO_SECRET"

// Bounds of a secret, in bytes.
const (
	minSecret = 32
	maxSecret = 1 << 20
)

// SigningSecret returns the secret that signs the ids of sessions: that of the file, or
// else Secret. "" stands for a random one. No error has any part of it.
func (o *Options) SigningSecret() (string, error) {
	secret, from := o.Secret, "the secret"
	if o.SecretFile != "" {
		if secret != "" {
			return "", fmt.Errorf("--secret-file %s: there is a secret already, in Secret or %s: give one of them", o.SecretFile, SecretVariable)
		}
		data, err := regular.ReadFile(o.SecretFile, maxSecret)
		if err != nil {
			return "", fmt.Errorf("--secret-file: %w", err)
		}
		secret, from = strings.TrimSpace(string(data)), "the secret in "+o.SecretFile
	} else if secret == "" {
		return "", nil
	}
	if len(secret) < minSecret {
		return "", fmt.Errorf("%s has %d bytes: it needs %d, as those of \"openssl rand -base64 32\"", from, len(secret), minSecret)
	}
	return secret, nil
}
