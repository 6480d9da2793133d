package session

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/panelgo/panelgo/pn"
)

// Options says how sessions are kept. The zero value of a field is its default.
type Options struct {
	Limits Limits
	Max    int           // sessions at a time; 10,000
	Unused time.Duration // how long a session without a socket is kept; 2 min
	Check  time.Duration // how often that is looked at; 17 s, as in Panel
	Secret string        // signs session ids; drawn at random when empty
	Dev    bool          // errors of scripts are shown in the page
	Log    *slog.Logger
}

// unclaimed is how long a session waits for its first socket. A browser opens
// it as soon as the page is there; what comes later gets a new session.
const unclaimed = 30 * time.Second

// Reasons for the end of sessions.
var (
	ErrAway   = errors.New("the server is going away")
	ErrUnused = errors.New("nobody came back")
	ErrFull   = errors.New("too many sessions")
)

// Manager keeps the sessions of a server.
type Manager struct {
	Signer
	limits Limits
	max    int
	unused time.Duration
	dev    bool
	log    *slog.Logger

	mu       sync.Mutex
	sessions map[string]*Session
	closed   bool
	stop     chan struct{}
	swept    chan struct{}
}

// NewManager makes a manager and starts its sweep. Close stops it.
func NewManager(o Options) *Manager {
	m := &Manager{
		Signer: NewSigner(o.Secret), limits: o.Limits.withDefaults(), max: o.Max, unused: o.Unused,
		dev: o.Dev, log: o.Log, sessions: map[string]*Session{},
		stop: make(chan struct{}), swept: make(chan struct{}),
	}
	if m.max <= 0 {
		m.max = 10_000
	}
	if m.unused <= 0 {
		m.unused = 2 * time.Minute
	}
	if m.log == nil {
		m.log = slog.Default()
	}
	if o.Check <= 0 {
		o.Check = 17 * time.Second
	}
	go m.sweep(o.Check)
	return m
}

// Start makes a session and runs its App. The session is kept until it ends.
func (m *Manager) Start(ctx context.Context, p Program, r *pn.Request) (*Session, error) {
	return m.start(ctx, p, r, false)
}

// StartSpare is Start for a session that waits for a visitor to come, for as
// long as whoever keeps it likes.
func (m *Manager) StartSpare(ctx context.Context, p Program, r *pn.Request) (*Session, error) {
	return m.start(ctx, p, r, true)
}

func (m *Manager) start(ctx context.Context, p Program, r *pn.Request, spare bool) (*Session, error) {
	s := newSession(newID(), p, r, m)
	s.spare = spare
	m.mu.Lock()
	if err := m.room(); err != nil {
		m.mu.Unlock()
		return nil, err
	}
	m.sessions[s.id] = s
	m.mu.Unlock()
	if err := s.Open(ctx); err != nil {
		return nil, err
	}
	return s, nil
}

func (m *Manager) room() error {
	switch {
	case m.closed:
		return ErrAway
	case len(m.sessions) >= m.max:
		return fmt.Errorf("%w: %d at a time", ErrFull, m.max)
	}
	return nil
}

// Find returns the session of a signed id.
func (m *Manager) Find(token string) (*Session, bool) {
	id, ok := m.Verify(token)
	if !ok {
		return nil, false
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	s, ok := m.sessions[id]
	return s, ok
}

// Token is the signed id a browser comes back with.
func (m *Manager) Token(s *Session) string { return m.Sign(s.id) }

// Sessions lists the sessions there are.
func (m *Manager) Sessions() []*Session {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]*Session, 0, len(m.sessions))
	for _, s := range m.sessions {
		out = append(out, s)
	}
	return out
}

// Len is how many sessions there are.
func (m *Manager) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.sessions)
}

func (m *Manager) forget(s *Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.sessions, s.id)
}

// sweep ends the sessions that nobody uses.
func (m *Manager) sweep(every time.Duration) {
	defer close(m.swept)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-m.stop:
			return
		case now := <-tick.C:
			for _, s := range m.Sessions() {
				if m.abandoned(s, now) {
					s.End(ErrUnused)
				}
			}
		}
	}
}

func (m *Manager) abandoned(s *Session, now time.Time) bool {
	connected, since := s.Connected()
	s.mu.Lock()
	if s.spare || s.opening {
		s.mu.Unlock()
		return false
	}
	grace := m.unused
	if !s.live {
		grace = min(grace, unclaimed)
	}
	s.mu.Unlock()
	return !connected && now.Sub(since) > grace
}

// Close ends every session and the sweep. Functions given to OnClose may still
// be running when it returns; each is bounded by the limit of a callback.
func (m *Manager) Close() {
	m.mu.Lock()
	if m.closed {
		m.mu.Unlock()
		return
	}
	m.closed = true
	m.mu.Unlock()
	close(m.stop)
	<-m.swept
	for _, s := range m.Sessions() {
		s.End(ErrAway)
	}
}
