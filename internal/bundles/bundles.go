// Package bundles serves kinds of component whose browser half is made of other
// people's packages: a lock file among a kind's files names them.
//
// It owns what a bundle is called, the file that holds one, where bundles are looked
// for, and how they are served: when they are first asked for, under names that never
// change their content. It must not know how a bundle is made, nor pages or components:
// what makes one is given to it, and a program without that serves the bundles that are
// there.
package bundles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/panelgo/panelgo/internal/assets"
)

// Maker makes the bundle of a kind. It is called for one kind at a time, and returns
// when ctx is done.
type Maker func(ctx context.Context, k Kind) (Bundle, error)

// Options says where bundles are looked for, in this order.
type Options struct {
	Dir      string       // folder of "panelgo assets pull": with one, nothing is made; "" is none
	Embedded fs.FS        // bundles that are part of the program; nil has none
	Cache    string       // folder that keeps what was made, shared with other processes; "" keeps nothing
	Make     Maker        // nil makes none
	Log      *slog.Logger // slog.Default when nil
}

// maxKinds bounds the kinds that are known.
const maxKinds = 1_000

// Bounds in time: of one making, and before it is tried again after it failed.
const (
	maxMaking  = 5 * time.Minute
	retryAfter = time.Minute
)

// Bundles finds, makes and serves bundles. It is an http.Handler. Its methods may be
// called from any goroutine.
type Bundles struct {
	opts   Options
	store  *assets.Store
	making sync.Mutex // held while one is made: that takes all processors

	running sync.WaitGroup
	ctx     context.Context
	cancel  context.CancelFunc

	mu      sync.Mutex
	entries map[string]*entry // by the folder in their URLs
}

// entry is a bundle that was asked for, or may be.
type entry struct {
	kind   Kind
	folder string
	flight chan struct{} // closed when the attempt that runs has ended; nil when none does
	loaded bool
	err    error // of the last attempt
	failed time.Time
}

// New returns a Bundles without kinds. When ctx is done it gives up what is being made.
// The caller closes it.
func New(ctx context.Context, o Options) *Bundles {
	if o.Log == nil {
		o.Log = slog.Default()
	}
	b := &Bundles{opts: o, store: assets.New(), entries: map[string]*entry{}}
	b.ctx, b.cancel = context.WithCancel(ctx)
	return b
}

// Close gives up what is being made and waits until it has ended.
func (b *Bundles) Close() {
	b.cancel()
	b.running.Wait()
}

// Add makes a kind known, and returns the URL of the folder with its module, relative to
// where Bundles is mounted, as "uplot.1b2c3d4e5f607182". The bundle need not be there yet:
// it is looked for when a file of it is first asked for. A kind may be added again. The
// error says what is wrong with the kind.
func (b *Bundles) Add(k Kind) (url string, err error) {
	key, err := k.Key()
	if err != nil {
		return "", err
	}
	folder := k.Name + "." + key
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.entries[folder] == nil && len(b.entries) >= maxKinds {
		return "", fmt.Errorf("more than %d kinds need packages", maxKinds)
	}
	if b.entries[folder] == nil {
		b.entries[folder] = &entry{kind: k, folder: folder}
	}
	return folder, nil
}

// Size returns how many bytes the bundles have that are served, and how many they may
// have.
func (b *Bundles) Size() (size, max int64) { return b.store.Size() }

// ServeHTTP serves the files of bundles. The first request for one of a bundle waits
// until it is found or made. If that fails, the kind's own files are served as they are,
// and in place of its module the one that does without packages: see Kind.
func (b *Bundles) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	folder, name, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/"), "/")
	b.mu.Lock()
	e := b.entries[folder]
	b.mu.Unlock()
	if e != nil && b.load(r.Context(), e) != nil {
		servePlain(w, r, e.kind, name)
		return
	}
	b.store.ServeHTTP(w, r)
}

// servePlain serves a file of a kind without its packages.
func servePlain(w http.ResponseWriter, r *http.Request, k Kind, name string) {
	w.Header().Set("Cache-Control", "no-store")
	w.Header().Set("X-Content-Type-Options", "nosniff")
	sources, err := k.Sources()
	if name == k.Module {
		name = k.plainModule()
	}
	text, ok := sources[name]
	if err != nil || !ok || path.Ext(name) != ".js" {
		http.Error(w, "this library is not here: the server's log says why", http.StatusServiceUnavailable)
		return
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(text))
}

// load waits until a bundle is in the store. An attempt that failed a short while ago
// is not repeated.
func (b *Bundles) load(ctx context.Context, e *entry) error {
	b.mu.Lock()
	if e.loaded {
		b.mu.Unlock()
		return nil
	}
	if e.flight == nil && (e.err == nil || time.Since(e.failed) >= retryAfter) && b.ctx.Err() == nil {
		e.flight, e.err = make(chan struct{}), nil
		b.running.Go(func() { b.attempt(e) })
	}
	flight := e.flight
	b.mu.Unlock()

	if flight != nil {
		select {
		case <-flight:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if !e.loaded && e.err == nil {
		return errClosed
	}
	return e.err
}

var errClosed = errors.New("the server ends")

// attempt puts a bundle into the store, or says in the log why it cannot.
func (b *Bundles) attempt(e *entry) {
	found, err := b.Open(b.ctx, e.kind)
	for name, data := range found {
		if err != nil {
			break
		}
		err = b.store.AddAt(e.folder+"/"+name, data)
	}
	if err != nil && b.ctx.Err() == nil {
		b.opts.Log.Warn("the library of a kind cannot be had: its components show what they can without it", "kind", e.kind.Name, "err", err, "advice", advice, "next attempt in", retryAfter)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	e.loaded, e.err, e.failed = err == nil, err, time.Now()
	close(e.flight)
	e.flight = nil
}

// advice is for those who run a server that cannot have a bundle.
const advice = `where npm's registry can be reached, "panelgo assets pull -o DIR" makes a folder for --assets DIR`

// Open finds the bundle of a kind, or makes it. A file that holds no whole bundle is
// passed over, with a line in the log if another is found or made, and else in the error.
func (b *Bundles) Open(ctx context.Context, k Kind) (Bundle, error) {
	file, err := k.File()
	if err != nil {
		return nil, err
	}
	var broken []error
	for _, place := range b.places() {
		found, err := place.open(file, k)
		if err == nil {
			b.passOver(k, broken)
			return found, nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			broken = append(broken, fmt.Errorf("in %s: %w", place.name, err))
		}
	}
	if b.opts.Make == nil || b.opts.Dir != "" {
		if len(broken) == 0 {
			broken = append(broken, fmt.Errorf("%s is not in %s", file, b.named()))
		}
		return nil, errors.Join(broken...)
	}
	b.passOver(k, broken)
	made, err := b.make(ctx, k)
	if err != nil {
		return nil, fmt.Errorf("%s could not be made: %w", file, err)
	}
	if b.opts.Cache != "" {
		if err := write(b.opts.Cache, file, made); err != nil {
			b.opts.Log.Warn("a bundle is not kept, and will be made again", "kind", k.Name, "err", err)
		}
	}
	return made, nil
}

// passOver tells of files that hold no whole bundle, where another takes their place.
func (b *Bundles) passOver(k Kind, broken []error) {
	for _, err := range broken {
		b.opts.Log.Warn("a bundle is passed over: it cannot be used", "kind", k.Name, "err", err)
	}
}

// make makes a bundle. What panics on the way, in code that is not ours, is an error.
func (b *Bundles) make(ctx context.Context, k Kind) (made Bundle, err error) {
	b.making.Lock()
	defer b.making.Unlock()
	defer func() {
		if v := recover(); v != nil {
			made, err = nil, fmt.Errorf("panic: %v", v)
		}
	}()
	b.opts.Log.Info("the library of a kind is being made, of packages from the registry", "kind", k.Name)
	ctx, cancel := context.WithTimeoutCause(ctx, maxMaking, fmt.Errorf("given up after %v", maxMaking))
	defer cancel()
	made, err = b.opts.Make(ctx, k)
	if err == nil {
		err = made.check(k)
	}
	if err != nil && ctx.Err() != nil {
		return nil, fmt.Errorf("%w: %w", context.Cause(ctx), err)
	}
	return made, err
}
