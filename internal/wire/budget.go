package wire

import (
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"
)

// budget bounds the messages of a client: so many a second, and so many at once. That a
// patch has been applied is said for nothing, once for each message of the server.
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

// allows counts messages of the client, of which some say that a patch has been
// applied, and reports whether they are within the budget. One goroutine calls it at a
// time.
func (b *budget) allows(messages, applied int) bool {
	free := min(b.free.Load(), int64(applied))
	b.free.Add(-free)
	return b.limit.AllowN(time.Now(), messages-int(free))
}
