package assets

import (
	"bytes"
	"io"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Encode compresses what is kept and sent many times. An encoding that would
// not be smaller is nil.
func Encode(data []byte) (br, gz []byte) {
	return compress(data, brotli.NewWriterLevel(nil, brotliLevel(len(data)))), compress(data, newGzip(nil, gzip.BestCompression))
}

// EncodeQuick is Encode for data that someone is waiting for: its results are a
// tenth larger and take a twentieth of the time. Data that fits into one packet
// is not compressed.
func EncodeQuick(data []byte) (br, gz []byte) {
	if len(data) < onePacket {
		return nil, nil
	}
	return compressPooled(data, &quickBrotli), compressPooled(data, &quickGzip)
}

const onePacket = 1_000

// Writers are pooled: their tables are much larger than most pages.
var (
	quickBrotli = sync.Pool{New: func() any { return brotli.NewWriterLevel(nil, 5) }}
	quickGzip   = sync.Pool{New: func() any { return newGzip(nil, gzip.DefaultCompression) }}
	fastGzip    = sync.Pool{New: func() any { return newGzip(nil, gzip.BestSpeed) }}
)

// writer is a compressor that can be used again.
type writer interface {
	io.WriteCloser
	Reset(io.Writer)
}

func newGzip(w io.Writer, level int) *gzip.Writer {
	z, _ := gzip.NewWriterLevel(w, level) // fails only for unknown levels
	return z
}

func compressPooled(data []byte, writers *sync.Pool) []byte {
	w := writers.Get().(writer)
	defer writers.Put(w)
	return compress(data, w)
}

// brotliLevel returns the best level that takes no noticeable time.
func brotliLevel(size int) int {
	if size > 128<<10 {
		return 6
	}
	return brotli.BestCompression
}

// FastGzip compresses what is sent once.
func FastGzip(data []byte) []byte {
	z := fastGzip.Get().(*gzip.Writer)
	defer fastGzip.Put(z)
	var b bytes.Buffer
	b.Grow(len(data)/3 + 64)
	z.Reset(&b)
	z.Write(data) // a buffer does not fail
	z.Close()
	return b.Bytes()
}

func compress(data []byte, w writer) []byte {
	var b bytes.Buffer
	w.Reset(&b)
	w.Write(data) // a buffer does not fail
	w.Close()
	if b.Len() >= len(data) {
		return nil
	}
	return bytes.Clone(b.Bytes())
}

// Accepts reports whether an Accept-Encoding header allows a coding, such as
// "br".
func Accepts(header, coding string) bool {
	otherwise := false
	for part := range strings.SplitSeq(header, ",") {
		name, parameters, _ := strings.Cut(part, ";")
		name = strings.TrimSpace(name)
		if strings.EqualFold(name, coding) {
			return quality(parameters) > 0
		}
		if name == "*" {
			otherwise = quality(parameters) > 0
		}
	}
	return otherwise
}

// quality returns the weight of one entry of a header; 1 if it has none.
func quality(parameters string) float64 {
	for p := range strings.SplitSeq(parameters, ";") {
		name, value, ok := strings.Cut(p, "=")
		if ok && strings.EqualFold(strings.TrimSpace(name), "q") {
			q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
			if err != nil {
				return 0
			}
			return q
		}
	}
	return 1
}
