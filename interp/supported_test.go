package interp_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/interp"
)

// Where types cannot be made, Load refuses a script before it reads it.
func TestLoadWhereTypesCannotBeMade(t *testing.T) {
	reason := errors.New("types are laid out otherwise")
	interp.SetSupported(t, reason)
	_, err := interp.Load("missing.go", interp.Config{})
	if !errors.Is(err, reason) || !strings.HasPrefix(err.Error(), "load missing.go: scripts cannot be interpreted here: ") {
		t.Error(err)
	}
}
