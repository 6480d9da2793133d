package main

import (
	"fmt"
	"io"
	"math"
	"time"
)

type clock interface{ now() time.Time }
type fake struct{ t time.Time }

func (f *fake) now() time.Time          { return f.t }
func (f *fake) advance(d time.Duration) { f.t = f.t.Add(d) }

type bucket struct {
	clock
	rate, burst float64
	tokens      float64
	last        time.Time
}

func (b *bucket) allow(n float64) bool {
	now := b.now()
	if !b.last.IsZero() {
		b.tokens += now.Sub(b.last).Seconds() * b.rate
	}
	b.last = now
	b.tokens = math.Min(b.tokens, b.burst)
	if b.tokens < n {
		return false
	}
	b.tokens -= n
	return true
}

type backoff struct {
	base, max time.Duration
	tries     uint
}

func (b *backoff) next() time.Duration {
	d := b.base << b.tries
	b.tries++
	if d > b.max || d <= 0 {
		return b.max
	}
	return d
}

func retry(n int, f func(i int) error) (err error) {
	for i := range n {
		if err = f(i); err == nil {
			return nil
		}
		err = fmt.Errorf("try %d: %w", i, err)
	}
	return
}

func main() {
	f := &fake{time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)}
	b := &bucket{clock: f, rate: 2, burst: 3, tokens: 3}
	for i := range 5 {
		fmt.Print(b.allow(1), " ")
		if i == 3 {
			f.advance(500 * time.Millisecond)
		}
	}
	f.advance(time.Hour)
	fmt.Println(b.allow(3), b.tokens)
	o := backoff{base: 100 * time.Millisecond, max: 2 * time.Second}
	for range 7 {
		fmt.Print(o.next(), " ")
	}
	fmt.Println()
	fmt.Println(retry(3, func(i int) error {
		if i < 2 {
			return io.EOF
		}
		return nil
	}), retry(2, func(int) error { return io.EOF }))
}
