package app

import (
	"bytes"
	"io"
	"log/slog"
	"sync"

	"golang.org/x/time/rate"
)

// Bounds of what the scripts of one app print: bytes of a line, and lines per
// second, so that a script that prints in a loop fills neither the log nor the
// memory.
const (
	maxLine        = 4 << 10
	linesPerSecond = 50
	lineBurst      = 200
)

// output writes what the sessions of one app print to the log, line by line.
type output struct {
	log *slog.Logger

	mu      sync.Mutex
	line    []byte
	limit   *rate.Limiter
	dropped int // lines since the last one that was logged
}

// output makes the writer for what a version of the app prints.
func (a *App) output() io.Writer {
	return &output{log: a.config.Log.With("app", a.slug), limit: rate.NewLimiter(linesPerSecond, lineBurst)}
}

func (o *output) Write(p []byte) (int, error) {
	o.mu.Lock()
	defer o.mu.Unlock()
	n := len(p)
	for len(p) > 0 {
		end := bytes.IndexByte(p, '\n')
		part := p
		if end >= 0 {
			part, p = p[:end], p[end+1:]
		} else {
			p = nil
		}
		if room := maxLine - len(o.line); room > 0 {
			o.line = append(o.line, part[:min(len(part), room)]...)
		}
		if end >= 0 {
			o.emit()
		}
	}
	return n, nil
}

// emit logs the present line, unless there were too many. The caller holds
// o.mu.
func (o *output) emit() {
	line := string(bytes.TrimRight(o.line, "\r"))
	o.line = o.line[:0]
	if !o.limit.Allow() {
		o.dropped++
		return
	}
	if o.dropped > 0 {
		o.log.Warn("the script prints too much", "lines left out", o.dropped)
		o.dropped = 0
	}
	o.log.Info(line)
}
