package pn

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/panelgo/panelgo/internal/visit"
)

var areaKind = declare(Kind{Name: "area"})

// Session is one visitor's live run of an app. App gets it as its argument.
type Session struct {
	*Request // Arg, ArgInt, Args, RequestHeader, Cookie, User, Path, RemoteAddr

	visit *visit.Visit
	areas map[Area]*AreaLayout
}

// Area is one of the places in a template that a script fills.
type Area string

// The areas every template has.
const (
	AreaHeader  Area = "header"
	AreaSidebar Area = "sidebar"
	AreaMain    Area = "main"
	AreaModal   Area = "modal"
)

// Areas lists all areas, in the order of the page's HTML.
var Areas = []Area{AreaHeader, AreaSidebar, AreaMain, AreaModal}

// AreaID returns the id of an area's element.
func AreaID(a Area) string { return "pn-" + string(a) }

// NewSession returns the session of a visit. It is for servers: a script gets its
// session as App's argument.
//
//panelgo:hostonly
func NewSession(v *visit.Visit) *Session {
	s := &Session{Request: NewRequest(v.Request), visit: v, areas: map[Area]*AreaLayout{}}
	for _, a := range Areas {
		area := newArea()
		area.dialog = a == AreaModal
		s.areas[a] = area
		v.Document.AddRoot(area.Node(), AreaID(a))
	}
	return s
}

// Key returns what the script's SessionKey returned for this visitor, "" if the script
// has none. It is no read of the request: what a page shows of its key is the same for
// all who share it. Key panics if SessionKey fails.
func (s *Session) Key() string {
	key, err := s.visit.Request.Key()
	if err != nil {
		panic(err)
	}
	return key
}

// Title sets the page's title.
func (s *Session) Title(title string) {
	s.visit.Say(func(p *visit.Page) { p.Title = title })
	s.visit.Host.Dirty()
}

// Template sets the page's template: "vanilla" (the default), "material", or
// the path of an .html file beside the script. It applies to the first view;
// later calls have no effect.
func (s *Session) Template(name string) {
	s.visit.Say(func(p *visit.Page) { p.Template = name })
}

// FreshFor sets how long a page made by this run is fresh, where visitors share
// pages (--reuse-sessions); elsewhere it has no effect. Later visitors still
// get the old page at once, while a new one is made in the background for the
// next. A page older than ten times d is never shown: its visitor waits for a
// new one, so that a page that is rarely opened does not show last week's
// figures.
//
// The last call of App counts. Without FreshFor a page is good until the script
// changes. FreshFor panics if d is not more than 0.
func (s *Session) FreshFor(d time.Duration) {
	if d <= 0 {
		panic(fmt.Sprintf("fresh for %v: the duration must be more than 0", d))
	}
	s.visit.Say(func(p *visit.Page) { p.FreshFor = d })
}

// Main adds components to the main area.
func (s *Session) Main(c ...Component) { s.areas[AreaMain].Append(c...) }

// Sidebar adds components to the sidebar.
func (s *Session) Sidebar(c ...Component) { s.areas[AreaSidebar].Append(c...) }

// Header adds components to the header, beside the title.
func (s *Session) Header(c ...Component) { s.areas[AreaHeader].Append(c...) }

// Modal adds components to the dialog, which lies over the page while it has
// visible content. When a person closes it, what it shows is hidden.
func (s *Session) Modal(c ...Component) { s.areas[AreaModal].Append(c...) }

// OnLoad calls f once, when the visitor's page has become live.
func (s *Session) OnLoad(f func()) { s.visit.Host.OnLoad(f) }

// OnClose calls f once, when the session ends.
func (s *Session) OnClose(f func()) { s.visit.Host.OnClose(f) }

// Every calls f at intervals of d while the page is live, the first time one d
// after it became live. A call that is due while the one before it still runs
// is skipped. d is at least 10 ms; a shorter one is lengthened. stop ends the
// calls before the session does. A session that has 1,000 such timers already
// panics.
func (s *Session) Every(d time.Duration, f func()) (stop func()) {
	return s.visit.Host.Every(max(d, 10*time.Millisecond), f)
}

// Watch calls f when App has returned, or at the end of the callback that calls Watch, and
// again when values that f has read have changed: once after a callback, however many of
// them it changed. What f reads is what it depends on; there is nothing to declare. Those
// that are to run, Views among them, run in the order in which they were made, until
// nothing changes any more.
//
// stop ends the calls before the session does. A Watch that a View makes, or another
// Watch, ends when that runs again. Watch belongs in App and in callbacks, not in goroutines.
func (s *Session) Watch(f func()) (stop func()) { return s.visit.Document.Watch(f) }

// Go runs f in a goroutine beside the session's callbacks, from the moment the
// page is live. ctx ends with the session, and f should end with it.
func (s *Session) Go(f func(ctx context.Context)) { s.visit.Host.Start(f) }

// Context returns a context that ends with the session.
func (s *Session) Context() context.Context { return s.visit.Host.Context() }

// MaxFile is the size of the largest file that ReadFile reads, in bytes.
const MaxFile = 64 << 20

// ReadFile reads a file in the folder of the script. name is relative to that
// folder, with slashes, and cannot lead out of it. A file larger than MaxFile
// is an error.
func (s *Session) ReadFile(name string) ([]byte, error) {
	f, err := s.visit.OpenFile(name)
	if err != nil {
		return nil, fmt.Errorf("read a file of the app: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxFile+1))
	if err != nil {
		return nil, fmt.Errorf("read a file of the app: %w", err)
	}
	if len(data) > MaxFile {
		return nil, fmt.Errorf("read a file of the app: %s is larger than %d bytes", name, MaxFile)
	}
	return data, nil
}

// AreaLayout is the content of one area of the page.
type AreaLayout struct {
	Layout[*AreaLayout]
	dialog bool // of the modal area, which a person can close
}

func newArea() *AreaLayout {
	a := &AreaLayout{}
	return a.Init(a, areaKind, nil)
}

// HandleEvent takes the event "close" of the modal area: the person has closed the
// dialog. What it shows is hidden, so that the dialog opens again when the script shows
// something in it.
func (a *AreaLayout) HandleEvent(e Event) error {
	if !a.dialog || e.Name != "close" {
		return fmt.Errorf("this area has no event %q", e.Name)
	}
	for _, c := range a.Objects() {
		if n := c.Node(); n != nil {
			n.Styled(func(s *Style) { s.Hidden = true })
		}
	}
	return nil
}

// Render writes the area's objects.
func (a *AreaLayout) Render(m *Markup) {
	m.Open("div")
	a.children(m)
	m.Close()
}
