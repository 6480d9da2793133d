package logs

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A source writes at most these lines at once and in each second after. Within any
// second that is less than a hundred, with the line that counts those left out.
const (
	linesAtOnce    = 50
	linesPerSecond = 49
)

// Limit makes a handler for one source, which leaves out lines beyond its rate. One
// line a second later says how many.
func Limit(h slog.Handler) slog.Handler {
	return limited{h, &limit{to: h, rate: rate.NewLimiter(linesPerSecond, linesAtOnce)}}
}

type limited struct {
	slog.Handler
	*limit
}

// limit is the state that a handler shares with those derived from it.
type limit struct {
	to   slog.Handler
	rate *rate.Limiter

	mu      sync.Mutex
	leftOut int // since the last line about them; while it is not 0 a timer runs
}

// Handle passes a record on, or leaves it out.
func (l limited) Handle(ctx context.Context, r slog.Record) error {
	if l.rate.Allow() {
		return l.Handler.Handle(ctx, r)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.leftOut++; l.leftOut == 1 {
		time.AfterFunc(time.Second, l.tell)
	}
	return nil
}

// tell says how many lines were left out.
func (l *limit) tell() {
	l.mu.Lock()
	n := l.leftOut
	l.leftOut = 0
	l.mu.Unlock()
	slog.New(l.to).Warn("too much to log", "lines left out", n)
}

// WithAttrs adds attributes to every record.
func (l limited) WithAttrs(attrs []slog.Attr) slog.Handler {
	return limited{l.Handler.WithAttrs(attrs), l.limit}
}

// WithGroup puts what follows into a group.
func (l limited) WithGroup(name string) slog.Handler {
	return limited{l.Handler.WithGroup(name), l.limit}
}
