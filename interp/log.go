package interp

import (
	"io"
	"log"
	"strings"
	"sync"
)

// nothing is an empty input and an output that discards: what yaegi itself is
// given, which the script never reaches.
type nothing struct{}

func (nothing) Read([]byte) (int, error) { return 0, io.EOF }

func (nothing) Write(b []byte) (int, error) { return len(b), nil }

var muted struct {
	sync.Mutex
	n    int
	prev io.Writer
}

// muteYaegi drops the few lines that yaegi logs while it compiles, and passes
// on everything else that the process logs.
func muteYaegi() (restore func()) {
	muted.Lock()
	defer muted.Unlock()
	if muted.n++; muted.n == 1 {
		muted.prev = log.Writer()
		log.SetOutput(logFilter{muted.prev})
	}
	return func() {
		muted.Lock()
		defer muted.Unlock()
		if muted.n--; muted.n == 0 {
			if _, still := log.Writer().(logFilter); still {
				log.SetOutput(muted.prev)
			}
			muted.prev = nil
		}
	}
}

type logFilter struct{ next io.Writer }

func (f logFilter) Write(b []byte) (int, error) {
	line := strings.TrimSpace(string(b))
	for _, noise := range []string{"nil type", "nil reflect type"} {
		if strings.HasSuffix(line, noise) {
			return len(b), nil
		}
	}
	return f.next.Write(b)
}
