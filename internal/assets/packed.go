package assets

import (
	"container/list"
	"runtime"
	"sync"
)

// Bounds of Packed, in bytes of the files before they are compressed.
const (
	maxPacked      = 16 << 20 // one file
	maxPackedTotal = 128 << 20
)

// Packed keeps compressed files of folders: those used last, up to a bound. Its
// methods may be called from any goroutine.
type Packed struct {
	max  int64
	turn chan struct{} // holds one for each file that is being compressed

	mu   sync.Mutex
	size int64 // of all files in it, before they were compressed
	by   map[packedKey]*list.Element
	used list.List // of *packedFile; the one used last is in front
}

type packedKey struct{ path, coding string }

type packedFile struct {
	key  packedKey
	tag  string // differs when the file does
	size int64
	body func() []byte // nil when it would not be smaller
}

// NewPacked returns an empty store.
func NewPacked() *Packed {
	return &Packed{max: maxPackedTotal, turn: make(chan struct{}, runtime.GOMAXPROCS(0)), by: map[packedKey]*list.Element{}}
}

// Size returns how many bytes the files in it had before they were compressed, and
// how many they may have.
func (p *Packed) Size() (size, max int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.size, p.max
}

// get returns a file compressed, nil when that would not be smaller. The first call
// for a file and a tag reads it and compresses it; others wait for that.
func (p *Packed) get(key packedKey, tag string, size int64, read func() ([]byte, error)) []byte {
	p.mu.Lock()
	e := p.by[key]
	if e != nil && e.Value.(*packedFile).tag != tag {
		p.remove(e)
		e = nil
	}
	if e == nil {
		body := sync.OnceValue(func() []byte { return p.pack(key.coding, size, read) })
		e = p.used.PushFront(&packedFile{key, tag, size, body})
		p.by[key] = e
		p.size += size
		for p.size > p.max && p.used.Len() > 1 {
			p.remove(p.used.Back())
		}
	}
	p.used.MoveToFront(e)
	p.mu.Unlock()
	return e.Value.(*packedFile).body()
}

// remove takes an entry out. The caller holds p.mu.
func (p *Packed) remove(e *list.Element) {
	file := p.used.Remove(e).(*packedFile)
	delete(p.by, file.key)
	p.size -= file.size
}

func (p *Packed) pack(coding string, size int64, read func() ([]byte, error)) []byte {
	p.turn <- struct{}{}
	defer func() { <-p.turn }()
	data, err := read()
	if err != nil || int64(len(data)) != size {
		return nil // it has changed since
	}
	if coding == "br" {
		return compressPooled(data, &quickBrotli)
	}
	return compressPooled(data, &quickGzip)
}
