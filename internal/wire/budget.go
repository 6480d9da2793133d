package wire

import (
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// budget bounds the messages of a client: so many a second, and so many at once. An
// Applied costs nothing where the server has sent a message for it; each message of the
// server pays for one, and no more are saved up than the messages at once.
type budget struct {
	limit *rate.Limiter
	free  atomic.Int64
}

func newBudget(o Options) *budget {
	return &budget{limit: rate.NewLimiter(rate.Limit(o.Rate), o.Burst)}
}

// wrote counts a message of the server.
func (b *budget) wrote() {
	if b.free.Load() < int64(b.limit.Burst()) {
		b.free.Add(1)
	}
}

// allows counts what a client has sent at once, and reports whether it is within the
// budget. No messages count as one. One goroutine calls it at a time.
func (b *budget) allows(messages ...ClientMessage) bool {
	cost, free := max(1, len(messages)), b.free.Load()
	for _, m := range messages {
		if _, ok := m.(Applied); ok && free > 0 {
			cost--
			free--
			b.free.Add(-1)
		}
	}
	return b.limit.AllowN(time.Now(), cost)
}
