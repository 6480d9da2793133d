package session

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"github.com/panelgo/panelgo/internal/logs"
)

// Ending is an error of a script that has ended itself: nothing of it runs any more.
type Ending interface {
	error
	// Ending returns how: "exit" or "fatal"; "" for an error of a script that goes on.
	Ending() string
}

// ended returns how a script has ended itself with an error, "" when it has not.
func ended(err error) string {
	if e, ok := errors.AsType[Ending](err); ok {
		return e.Ending()
	}
	return ""
}

// endedItself ends the session if its script has ended itself, and reports whether it
// has. err is the error of the call that did it, with its line; where compiled code has
// swallowed that, it is nil or another one, and the run says how.
func (s *Session) endedItself(err error) bool {
	if ended(err) == "" {
		s.mu.Lock()
		run := s.run
		s.mu.Unlock()
		if run == nil {
			return false
		}
		how := run.Ended()
		if how == nil {
			return false
		}
		err = how
	}
	s.kill(err)
	return true
}

// Errors with which sessions end, besides those that are exported.
var (
	errMoved    = fmt.Errorf("%w: its page has moved to another version", ErrAway)
	errStart    = fmt.Errorf("the start %w", ErrTimeout)
	errCallback = fmt.Errorf("a callback %w", ErrTimeout)
	errQueue    = errors.New("the session's queue is full")
	errPanics   = errors.New("its goroutines do nothing but panic")
)

// endings are the errors with which sessions end, with the word for each in the log.
// An error that wraps several has the word of the first.
var endings = []struct {
	err   error
	word  string
	level slog.Level
}{
	{ErrOver, "done", slog.LevelDebug}, // of a view that is made, of a spare that is not needed
	{ErrUnused, "idle", slog.LevelInfo},
	{errMoved, "reload", slog.LevelInfo},
	{ErrAway, "shutdown", slog.LevelInfo},
	{errStart, "start-timeout", slog.LevelError},
	{errCallback, "callback-timeout", slog.LevelError},
	{errQueue, "queue", slog.LevelError},
	{errPanics, "panics", slog.LevelError},
	{context.Canceled, "cancelled", slog.LevelInfo}, // the visitor left while the page was made
	{context.DeadlineExceeded, "cancelled", slog.LevelInfo},
}

// EndedError is why a session has ended that was to make a page. The log has it, as the
// end of the session.
type EndedError struct{ Err error }

func (e EndedError) Error() string { return e.Err.Error() }

// Unwrap returns the reason itself.
func (e EndedError) Unwrap() error { return e.Err }

// logEnd writes the one line of the log that each session leaves that the server ends:
// the reason by its word, and the script's line if it is known.
func (s *Session) logEnd(reason error) {
	word, level := "failed", slog.LevelError
	for _, e := range endings {
		if errors.Is(reason, e.err) {
			word, level = e.word, e.level
			break
		}
	}
	if how := ended(reason); how != "" {
		word = how
	}
	attrs := []slog.Attr{slog.String("reason", word)}
	if at := s.lineOf(reason, level); at != "" {
		attrs = append(attrs, slog.String("at", at))
	}
	s.ends().LogAttrs(context.Background(), level, "the session has ended", append(attrs, slog.String("err", logs.Cut(reason.Error())))...)
}

// lineOf returns the line of the script that a session has ended with, as
// file:line:column: that of the reason, or else the one that a script runs which is ended
// for a fault; "" if it is not known.
func (s *Session) lineOf(reason error, level slog.Level) string {
	if at, ok := errors.AsType[Located](reason); ok {
		if p := at.Problem(); p.File != "" && p.Line > 0 {
			return fmt.Sprintf("%s:%d:%d", filepath.Base(p.File), p.Line, p.Column)
		}
	}
	s.mu.Lock()
	run := s.run
	s.mu.Unlock()
	if run == nil || level < slog.LevelError {
		return ""
	}
	if at := run.Where(); at != "" {
		return filepath.Base(at)
	}
	return ""
}

// shown is why a session has ended, as a visitor may see it: in development all of it,
// otherwise nothing of what the script says.
func (s *Session) shown(reason error) string {
	switch how := ended(reason); {
	case s.dev:
	case how == "exit":
		return "the page has ended itself"
	case how != "", errors.Is(reason, errPanics):
		return "something went wrong on this page"
	}
	return logs.Cut(reason.Error())
}

// maxPanics is how often a second the goroutines of a session may panic before it ends.
const maxPanics = 50

// goroutinePanicked is told of a panic of a goroutine of the script.
func (s *Session) goroutinePanicked(err error) {
	s.mu.Lock()
	tooMany := s.panics.more() > maxPanics
	s.mu.Unlock()
	if tooMany && !s.endedItself(err) {
		s.kill(fmt.Errorf("%w: %w", errPanics, err))
		return
	}
	s.report("a goroutine panicked", err)
}

// frequency counts what happens within a second.
type frequency struct {
	since time.Time
	count int
}

// more counts once more, and returns the count of this second.
func (f *frequency) more() int {
	if now := time.Now(); now.Sub(f.since) > time.Second {
		*f = frequency{since: now}
	}
	f.count++
	return f.count
}
