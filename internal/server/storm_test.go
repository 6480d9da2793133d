package server

import (
	"bytes"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/panelgo/panelgo/pn"
)

// Ten thousand requests at once for a page that nobody has asked for yet run
// its script once, and all get the same bytes.
func TestMissStorm(t *testing.T) {
	const n = 10_000
	synctest.Test(t, func(t *testing.T) {
		var runs atomic.Int64
		s := compiledServer(t, Options{Reuse: ReuseOn}, func(s *pn.Session) {
			runs.Add(1)
			time.Sleep(time.Second) // in the test's time: until all of them wait
			s.Main(pn.Text(time.Now().String()))
		})
		defer s.Close()
		var wrong, hits atomic.Int64
		var once sync.Once
		var body []byte
		var all sync.WaitGroup
		for range n {
			all.Go(func() {
				got, how := ask(s, "/app?city=Rome", "Accept-Encoding", "gzip")
				once.Do(func() { body = got.Body.Bytes() })
				if got.Code != http.StatusOK || !bytes.Equal(got.Body.Bytes(), body) {
					wrong.Add(1)
				}
				if how != "reuse;desc=miss" {
					hits.Add(1)
				}
			})
		}
		all.Wait()
		if runs.Load() != 1 || wrong.Load() != 0 || hits.Load() != 0 {
			t.Errorf("the script ran %d times for %d requests; %d got another page, %d did not wait", runs.Load(), n, wrong.Load(), hits.Load())
		}
	})
}
