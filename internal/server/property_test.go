package server_test

import (
	"flag"
	"fmt"
	"html"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

var (
	cases = flag.Int("cases", 2_000, "requests of TestReuseIsExact")
	seed  = flag.Uint64("seed", rand.Uint64(), "repeats the choices of TestReuseIsExact")
)

// casesPerApp is how many requests one random app gets.
const casesPerApp = 50

// Invariants 1a and 2, for random apps that read what a request has, and files, and
// decide by what they have read: with an exact SessionKey, or none, every page is the
// one that its visitor would get without reuse. With a coarse one it is the page of some
// request with the same key, which differs in nothing of identity that its run has read.
func TestReuseIsExact(t *testing.T) {
	t.Logf("-seed %d repeats the choices of this run", *seed)
	for n := range max(1, *cases/casesPerApp) {
		rng := rand.New(rand.NewPCG(*seed, uint64(n)))
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			newReuseCase(t, rng).run(casesPerApp)
		})
	}
}

// reuseCase is a random app on a server with reuse, and on one without.
type reuseCase struct {
	t      *testing.T
	rng    *rand.Rand
	dir    string
	app    *step
	key    keyKind
	edits  int               // of the script and the files so far
	shown  int               // the number of the last edit of the script
	files  map[string]string // by name
	before map[string]string // the files before the last edit
	seen   []visit.Info      // requests so far
	url    string            // of the app with reuse
	plain  string            // without

	settled sync.Mutex // guards seen
}

type keyKind struct {
	name   string
	source string // of SessionKey, or ""
	exact  bool
	of     func(visit.Info) string // what a coarse one returns
}

var keyKinds = []keyKind{
	{name: "no key", exact: true},
	{name: "exact", exact: true, source: `return fmt.Sprintf("%q %q %q %q %q %q %q %q", r.Args("a"), r.Args("b"), r.RequestHeader("Accept-Language"), r.RequestHeader("X-Team"), r.Cookie("k", "none"), r.Cookie("l", "none"), r.User(), r.RequestHeader("Host"))`},
	{name: "constant", source: `return "x"`, of: func(visit.Info) string { return "x" }},
	{name: "an argument", source: `return r.Arg("a", "none")`, of: func(i visit.Info) string { return i.Lookup(visit.Arg, "a") }},
	{name: "a cookie's length", source: `return fmt.Sprint(len(r.Cookie("k", "")))`, of: func(i visit.Info) string {
		return fmt.Sprint(len(strings.TrimPrefix(i.Lookup(visit.Cookie, "k"), "=")))
	}},
}

func newReuseCase(t *testing.T, rng *rand.Rand) *reuseCase {
	c := &reuseCase{t: t, rng: rng, dir: t.TempDir(), key: keyKinds[rng.IntN(len(keyKinds))], app: randomStep(rng, 4)}
	c.files = map[string]string{"f.txt": "f0", "g.txt": "g0"}
	c.before = c.files
	for name, text := range c.files {
		c.put(name, text)
	}
	c.put("app.go", c.source())
	mode := []func(*panelgo.Options){reuse, warm, lazy}[rng.IntN(3)]
	few := rng.IntN(2) == 0
	serve := func(mode func(*panelgo.Options)) string {
		o := panelgo.Defaults()
		o.LogLevel = "error"
		mode(&o)
		if few {
			o.MaxViews = 3
		}
		h, err := panelgo.Handler([]string{filepath.Join(c.dir, "app.go")}, panelgo.WithOptions(o), panelgo.WithPlugins(gauge{}))
		if err != nil {
			t.Fatal(err)
		}
		return pntest.Serve(t, h) + "/app"
	}
	c.url, c.plain = serve(mode), serve(plain)
	return c
}

// run makes n requests, some at once, with edits between them.
func (c *reuseCase) run(n int) {
	for n > 0 && !c.t.Failed() {
		if c.rng.IntN(8) == 0 {
			c.edit()
		}
		var visitors sync.WaitGroup
		for range min(n, 1+c.rng.IntN(4)) {
			n--
			info := c.randomRequest()
			withoutReuse := c.rng.IntN(5) == 0
			visitors.Go(func() {
				c.check(info, c.page(c.url, info))
				if !withoutReuse {
					return
				}
				if got, want := c.page(c.plain, info), c.version()+c.app.page(info, c.files, nil); got != want {
					c.t.Errorf("without reuse %v gets %q, want %q", info, got, want)
				}
			})
		}
		visitors.Wait()
	}
	if c.t.Failed() {
		c.t.Logf("key: %s\n%s", c.key.name, c.source())
	}
}

// check holds a page against what the visitor may get. Right after an edit of a file it
// may be what it was before, for a moment.
func (c *reuseCase) check(info visit.Info, page string) {
	waitfor.True(c.t, "a page of the present files", func() bool {
		if page == "" || c.mayGet(info, page, c.files) || !c.mayGet(info, page, c.before) {
			return true
		}
		page = c.page(c.url, info)
		return false
	})
	if !c.mayGet(info, page, c.files) {
		c.t.Errorf("%v gets %q, want %q in %s", info, page, c.app.page(info, c.files, nil), c.version())
	}
}

// mayGet reports whether a page is right for a visitor, with certain files.
func (c *reuseCase) mayGet(info visit.Info, page string, files map[string]string) bool {
	got, ok := strings.CutPrefix(page, c.version())
	if ok && got == c.app.page(info, files, nil) {
		return true
	}
	c.settled.Lock()
	defer c.settled.Unlock()
	return ok && !c.key.exact && slices.ContainsFunc(c.seen, func(other visit.Info) bool {
		same := c.key.of(info) == c.key.of(other)
		return got == c.app.page(other, files, func(kind visit.Kind, name string) {
			if (visit.Read{Kind: kind, Name: name}).Identity() && info.Lookup(kind, name) != other.Lookup(kind, name) {
				same = false
			}
		}) && same
	})
}

// edit changes the script or a file, and waits until both servers have noticed.
func (c *reuseCase) edit() {
	c.edits++
	c.page(c.url, visit.Info{RawQuery: "all=1"}) // the page that reads all files is kept, and dropped with the others
	if name := []string{"app.go", "f.txt", "g.txt"}[c.rng.IntN(3)]; name == "app.go" {
		c.shown = c.edits
		c.put(name, c.source())
	} else {
		c.before = maps.Clone(c.files)
		c.files[name] = fmt.Sprint(name[:1], c.edits)
		c.put(name, c.files[name])
	}
	want := c.version() + c.files["f.txt"] + c.files["g.txt"] // of the page that reads all files
	for _, address := range []string{c.url, c.plain} {
		waitfor.True(c.t, "the edit", func() bool { return c.page(address, visit.Info{RawQuery: "all=1"}) == want })
	}
}

// put writes a file as an editor does.
func (c *reuseCase) put(name, text string) {
	path := filepath.Join(c.dir, name)
	if err := os.WriteFile(path+".new~", []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
	if err := os.Rename(path+".new~", path); err != nil {
		c.t.Fatal(err)
	}
}

func (c *reuseCase) version() string { return fmt.Sprintf("v%d:", c.shown) }

var shownText = regexp.MustCompile(`class="pn-text">([^<]*)<`)

// page requests the page as a visitor, and returns its text. Where the machine is so busy
// that a call of SessionKey is given up, it asks again.
func (c *reuseCase) page(address string, info visit.Info) string {
	for begun := time.Now(); ; {
		status, text, err := askAs(address, info)
		if status == http.StatusInternalServerError && time.Since(begun) < waitfor.Patience {
			time.Sleep(50 * time.Millisecond)
			continue
		}
		found := shownText.FindStringSubmatch(text)
		if err != nil || status != http.StatusOK || found == nil {
			c.t.Errorf("status %d, %v:\n%.2000s", status, err, text)
			return ""
		}
		return html.UnescapeString(found[1])
	}
}

// askAs requests a page as a visitor does.
func askAs(address string, info visit.Info) (status int, text string, err error) {
	request, err := http.NewRequest(http.MethodGet, address+"?"+info.RawQuery, nil)
	if err != nil {
		return 0, "", err
	}
	request.Header, request.Host = info.Headers.Clone(), info.Host
	if request.Header == nil {
		request.Header = http.Header{}
	}
	response, err := http.DefaultTransport.RoundTrip(request)
	if err != nil {
		return 0, "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return response.StatusCode, string(body), err
}

// randomRequest makes a request of few different values, so that many are alike.
func (c *reuseCase) randomRequest() visit.Info {
	one := func(values ...string) string { return values[c.rng.IntN(len(values))] }
	query := url.Values{}
	for _, name := range []string{"a", "b"} {
		for range c.rng.IntN(3) {
			query.Add(name, one("", "x", "yy", "ü&"))
		}
	}
	headers := http.Header{}
	set := func(name, value string) {
		if value != "" {
			headers.Set(name, value)
		}
	}
	set("Accept-Language", one("", "de", "en-GB"))
	set("X-Team", one("", "red", "blue"))
	set("From", one("", "ann", "bob"))
	set("Cookie", one("", "k=1", "k=22", "k=1; l=3", "l=; k=22", "bad cookie; k=1"))
	info := visit.Info{Path: "/app", RawQuery: query.Encode(), Host: one("one.example", "two.example:8080"), Headers: headers, User: headers.Get("From")}
	c.settled.Lock()
	defer c.settled.Unlock()
	c.seen = append(c.seen, info)
	return info
}

// step is what a random app does: it reads something, shows it, and goes on by its
// length.
type step struct {
	kind      visit.Kind // "" is a file
	name      string
	throughOS bool // the file
	even, odd *step
}

func randomStep(rng *rand.Rand, depth int) *step {
	if depth == 0 || rng.IntN(8) == 0 {
		return nil
	}
	all := []step{
		{kind: visit.Arg, name: "a"}, {kind: visit.Arg, name: "b"}, {kind: visit.Args, name: "a"}, {kind: visit.Args, name: "b"},
		{kind: visit.Header, name: "Accept-Language"}, {kind: visit.Header, name: "X-Team"}, {kind: visit.Header, name: "Host"},
		{kind: visit.Cookie, name: "k"}, {kind: visit.Cookie, name: "l"}, {kind: visit.User}, {kind: visit.Path},
		{name: "f.txt"}, {name: "g.txt"}, {name: "f.txt", throughOS: true},
	}
	s := all[rng.IntN(len(all))]
	s.even, s.odd = randomStep(rng, depth-1), randomStep(rng, depth-1)
	return &s
}

// page is what the app shows a visitor; read is told of what it reads of the request.
func (s *step) page(info visit.Info, files map[string]string, read func(visit.Kind, string)) string {
	if s == nil {
		return ""
	}
	value := ""
	switch s.kind {
	case "":
		value = files[s.name]
	case visit.Args:
		found, _ := url.ParseQuery(info.RawQuery)
		value = fmt.Sprint(found[s.name])
	case visit.Arg, visit.Cookie:
		value = "none"
		if found, ok := strings.CutPrefix(info.Lookup(s.kind, s.name), "="); ok {
			value = found
		}
	default:
		value = info.Lookup(s.kind, s.name)
	}
	if read != nil && s.kind != "" {
		read(s.kind, s.name)
	}
	next := s.even
	if len(value)%2 == 1 {
		next = s.odd
	}
	return value + "|" + next.page(info, files, read)
}

// source is the app as a script.
func (c *reuseCase) source() string {
	key := ""
	if c.key.source != "" {
		all := `if r.Arg("all", "") != "" { return "all" }`
		key = "func SessionKey(r *pn.Request) string {\n" + all + "\n" + c.key.source + "\n}\n"
	}
	return fmt.Sprintf(`package main

import ("fmt"; "os"; "github.com/panelgo/panelgo/pn")

var _, _ = fmt.Sprint, os.Args

%s
func App(s *pn.Session) {
	out, v := %q, ""
	file := func(data []byte, err error) string {
		if err != nil { panic(err) }
		return string(data)
	}
	if s.Arg("all", "") != "" {
		s.Main(pn.Text(out + file(s.ReadFile("f.txt")) + file(s.ReadFile("g.txt"))))
		return
	}
	%s
	s.Main(pn.Text(out))
	_ = v
}
`, key, c.version(), c.app.source(c.dir))
}

func (s *step) source(dir string) string {
	if s == nil {
		return ""
	}
	read := map[visit.Kind]string{
		"": fmt.Sprintf("file(s.ReadFile(%q))", s.name), visit.Arg: fmt.Sprintf("s.Arg(%q, \"none\")", s.name), visit.Args: fmt.Sprintf("fmt.Sprint(s.Args(%q))", s.name),
		visit.Header: fmt.Sprintf("s.RequestHeader(%q)", s.name), visit.Cookie: fmt.Sprintf("s.Cookie(%q, \"none\")", s.name), visit.User: "s.User()", visit.Path: "s.Path()",
	}[s.kind]
	if s.throughOS {
		read = fmt.Sprintf("file(os.ReadFile(%q))", filepath.Join(dir, s.name))
	}
	return fmt.Sprintf("v = %s\nout += v + \"|\"\nif len(v)%%2 == 0 {\n%s\n} else {\n%s\n}\n", read, s.even.source(dir), s.odd.source(dir))
}
