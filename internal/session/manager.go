package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/visit"
)

// Options configures a Manager. The zero value of a field stands for its
// default.
type Options struct {
	Limits         Limits
	Max            int           // sessions at a time; 10,000
	MaxPerClient   int           // sessions of one user or address at a time; 0 sets no bound
	UnusedLifetime time.Duration // how long a session without a socket is kept; 2 min
	CheckUnused    time.Duration // how often unused sessions are looked for; 17 s, as in Panel
	Secret         string        // signs session ids; random when empty
	Dev            bool          // errors of scripts are shown in the page
	Log            *slog.Logger  // slog.Default when nil
	// Supply has the files of a kind of component served for the app of a slug, and returns
	// what browsers need of it. files is the app's folder. nil serves none.
	Supply func(slug string, k document.Kind, files fs.FS) document.Asset
}

// unclaimed is how long a session waits for its first socket. A browser opens
// it as soon as it has the page; a later one gets a new session.
const unclaimed = 30 * time.Second

// Reasons for which sessions end or do not start.
var (
	ErrAway   = errors.New("the server is going away")
	ErrUnused = errors.New("nobody came back")
	ErrFull   = errors.New("too many sessions")
	ErrGreedy = errors.New("too many sessions of one visitor")
)

// Manager keeps the sessions of a server: it starts and finds them, bounds
// their number, and ends those that nobody uses.
type Manager struct {
	Signer
	limits         Limits
	max            int
	maxPerClient   int
	unusedLifetime time.Duration
	dev            bool
	log            *slog.Logger
	supply         func(slug string, k document.Kind, files fs.FS) document.Asset

	counts counters

	mu       sync.Mutex
	sessions map[string]*Session
	ended    map[*Session]struct{} // those that have ended and have not come to rest
	clients  map[string]int        // how many sessions each client has; empty without a bound
	closed   bool
	stop     chan struct{}
	swept    chan struct{}
	atRest   chan struct{} // has room for one: a session has come to rest
}

// NewManager makes a manager and starts the goroutine that ends unused
// sessions. Close stops it.
func NewManager(o Options) *Manager {
	m := &Manager{
		Signer: NewSigner(o.Secret), limits: o.Limits.withDefaults(), max: o.Max, maxPerClient: o.MaxPerClient, unusedLifetime: o.UnusedLifetime,
		dev: o.Dev, log: o.Log, supply: o.Supply, sessions: map[string]*Session{}, ended: map[*Session]struct{}{}, clients: map[string]int{},
		stop: make(chan struct{}), swept: make(chan struct{}), atRest: make(chan struct{}, 1),
	}
	if m.max <= 0 {
		m.max = 10_000
	}
	if m.unusedLifetime <= 0 {
		m.unusedLifetime = 2 * time.Minute
	}
	if m.log == nil {
		m.log = slog.Default()
	}
	if o.CheckUnused <= 0 {
		o.CheckUnused = 17 * time.Second
	}
	go m.sweep(o.CheckUnused)
	return m
}

// Start makes a session and runs its App. The manager keeps the session until
// it ends. The error is ErrFull, ErrGreedy or ErrAway, or an EndedError of what App
// panicked with, of ErrTimeout or of the error of ctx.
func (m *Manager) Start(ctx context.Context, p Program, r *visit.Request) (*Session, error) {
	return m.start(ctx, p, r, false)
}

// StartSpare starts a session that waits for a visitor. It counts for no
// client and is not ended as unused; Adopt gives it to a visitor.
func (m *Manager) StartSpare(ctx context.Context, p Program, r *visit.Request) (*Session, error) {
	return m.start(ctx, p, r, true)
}

func (m *Manager) start(ctx context.Context, p Program, r *visit.Request, spare bool) (*Session, error) {
	s := newSession(newID(), p, r, m)
	s.spare = spare
	client := ""
	if !spare { // a spare belongs to no client yet
		client = clientOf(r.Info())
	}

	m.mu.Lock()
	err := m.room()
	if err == nil {
		err = m.count(s, client)
	}
	if err != nil {
		m.mu.Unlock()
		return nil, err
	}
	m.sessions[s.id] = s
	m.mu.Unlock()

	m.counts.started.Add(1)
	if err := s.Open(ctx); err != nil {
		return nil, EndedError{err}
	}
	return s, nil
}

// room reports why another session cannot start. The caller holds m.mu.
func (m *Manager) room() error {
	switch {
	case m.closed:
		return ErrAway
	case len(m.sessions) >= m.max:
		return fmt.Errorf("%w: %d at a time", ErrFull, m.max)
	}
	return nil
}

// clientOf names the client of a request: the user, or else the network
// address; "" when neither is known.
func clientOf(info visit.Info) string {
	if info.User != "" {
		return "user " + info.User
	}
	host, _, err := net.SplitHostPort(info.RemoteAddr)
	if err != nil {
		return ""
	}
	return "address " + host
}

// count counts a session for its client. The caller holds m.mu.
func (m *Manager) count(s *Session, client string) error {
	if m.maxPerClient <= 0 || client == "" {
		return nil
	}
	if m.clients[client] >= m.maxPerClient {
		return fmt.Errorf("%w: %d at a time", ErrGreedy, m.maxPerClient)
	}
	m.clients[client]++
	s.client = client
	return nil
}

// Adopt gives a spare to a visitor, whose request is info. It reports false,
// and ends the spare, when the visitor has too many sessions; it also reports
// false when the spare is over.
func (m *Manager) Adopt(s *Session, info visit.Info) bool {
	m.mu.Lock()
	err := m.count(s, clientOf(info))
	m.mu.Unlock()
	if err != nil {
		s.End(nil)
		return false
	}
	return s.adopt(info)
}

// Find returns the session of a token, if the token is genuine and the session
// is kept.
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

// Token returns the signed id by which a browser comes back to its session.
func (m *Manager) Token(s *Session) string { return m.Sign(s.id) }

// Sessions lists the sessions that are kept, in no order.
func (m *Manager) Sessions() []*Session {
	m.mu.Lock()
	defer m.mu.Unlock()
	out := make([]*Session, 0, len(m.sessions))
	for _, s := range m.sessions {
		out = append(out, s)
	}
	return out
}

// Max is the most sessions at a time.
func (m *Manager) Max() int { return m.max }

// Len is the number of sessions that are kept, spares included.
func (m *Manager) Len() int {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.sessions)
}

// counters count what sessions have done since the server started.
type counters struct {
	started, events, messages, bytes, overfull, overlong atomic.Uint64
}

// Counts is what sessions have done since the server started.
type Counts struct {
	Started  uint64 `json:"sessions_started"`
	Events   uint64 `json:"events"`            // of browsers, accepted
	Messages uint64 `json:"messages"`          // written to browsers
	Bytes    uint64 `json:"message_bytes"`     // of these messages
	Overfull uint64 `json:"sessions_overfull"` // ended because their queue was full
	Overlong uint64 `json:"sessions_overlong"` // ended because a call took too long
}

// Counts returns what sessions have done since the server started.
func (m *Manager) Counts() Counts {
	c := &m.counts
	return Counts{c.started.Load(), c.events.Load(), c.messages.Load(), c.bytes.Load(), c.overfull.Load(), c.overlong.Load()}
}

// Connected is the number of sessions that have a browser.
func (m *Manager) Connected() (n int) {
	for _, s := range m.Sessions() {
		if connected, _ := s.Connected(); connected {
			n++
		}
	}
	return n
}

// forget removes a session that has ended.
func (m *Manager) forget(s *Session) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.sessions[s.id] != s {
		return
	}
	delete(m.sessions, s.id)
	m.ended[s] = struct{}{}
	if s.client != "" {
		if m.clients[s.client]--; m.clients[s.client] == 0 {
			delete(m.clients, s.client)
		}
	}
}

// sweep ends unused sessions, again and again until the manager is closed.
func (m *Manager) sweep(every time.Duration) {
	defer close(m.swept)
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-m.stop:
			return
		case now := <-tick.C:
			m.Left()
			for _, s := range m.Sessions() {
				if m.abandoned(s, now) {
					s.End(ErrUnused)
				}
			}
		}
	}
}

// abandoned reports whether nobody uses a session any more.
func (m *Manager) abandoned(s *Session, now time.Time) bool {
	s.mu.Lock()
	kept, live := s.spare || s.opening, s.live
	s.mu.Unlock()
	if kept {
		return false
	}
	grace := m.unusedLifetime
	if !live {
		grace = min(grace, unclaimed)
	}
	connected, since := s.Connected() // last: opened and adopt set the time before they change what is read above
	return !connected && now.Sub(since) > grace
}
