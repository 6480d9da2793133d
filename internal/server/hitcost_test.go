package server

import (
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// sink is a ResponseWriter that keeps nothing but how much it was given.
type sink struct {
	header http.Header
	status int
	bytes  int
}

func (s *sink) Header() http.Header    { return s.header }
func (s *sink) WriteHeader(status int) { s.status = status }
func (s *sink) Write(p []byte) (int, error) {
	s.bytes += len(p)
	return len(p), nil
}

func (s *sink) reset() { clear(s.header); s.status, s.bytes = 0, 0 }

// pageOfSize serves pages of about some bytes.
func pageOfSize(t testing.TB, bytes int, o Options) *Server {
	o.Reuse = ReuseOn
	text := strings.Repeat("a word and ", bytes/11)
	s := compiledServer(t, o, func(s *pn.Session) { s.Main(pn.Text(s.Arg("key", "") + text)) })
	t.Cleanup(func() { s.Close() })
	return s
}

// requests asks for a page with each of many keys once, as a browser would.
func requests(t testing.TB, s *Server, keys int) []*http.Request {
	out := make([]*http.Request, keys)
	for i := range out {
		r := httptest.NewRequest(http.MethodGet, fmt.Sprint("/app?key=", i), nil)
		r.Header.Set("Accept-Encoding", "gzip, deflate, br, zstd")
		r.Header.Set("Cookie", "theme=dark; session=0123456789abcdef")
		r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36")
		out[i] = r
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		if w.Code != http.StatusOK {
			t.Fatalf("%s: %d", r.URL, w.Code)
		}
	}
	return out
}

// A hit costs the same however large the page is.
func TestAHitDoesNotGrowWithThePage(t *testing.T) {
	allocs := map[int]float64{}
	for _, size := range []int{10 << 10, 1 << 20} {
		s := pageOfSize(t, size, Options{})
		r := requests(t, s, 1)[0]
		for _, encoding := range []string{"", "br"} {
			r.Header.Set("Accept-Encoding", encoding)
			w := &sink{header: http.Header{}}
			fewest := math.Inf(1)
			for range 5 { // what else goes on in the process is counted, too
				fewest = min(fewest, testing.AllocsPerRun(100, func() { w.reset(); s.ServeHTTP(w, r) }))
			}
			allocs[size] += fewest
			if w.status != http.StatusOK || w.header.Get("Server-Timing") != "reuse;desc=hit" || encoding == "" && w.bytes < size {
				t.Errorf("%d, %v, %d bytes of %d", w.status, w.header, w.bytes, size)
			}
		}
	}
	if allocs[1<<20] > allocs[10<<10] {
		t.Errorf("two hits allocate %v times for 10 KiB and %v times for 1 MiB", allocs[10<<10], allocs[1<<20])
	}
}

func BenchmarkHit(b *testing.B) {
	for _, keys := range []int{1, 10_000} {
		b.Run(fmt.Sprint("keys=", keys), func(b *testing.B) {
			s := pageOfSize(b, 10<<10, Options{MaxViewBytes: 1 << 30})
			all := requests(b, s, keys)
			w := &sink{header: http.Header{}}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				w.reset()
				s.ServeHTTP(w, all[i%keys])
				i++
			}
			if w.header.Get("Server-Timing") != "reuse;desc=hit" {
				b.Errorf("that was no hit: %v", w.header)
			}
		})
	}
}
