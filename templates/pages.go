package templates

import (
	"html/template"
	"strconv"
)

// Card describes one app on the index.
type Card struct {
	Title       string
	Description string
	Link        string
}

// Index returns the page that lists a server's apps, and its
// Content-Security-Policy.
func Index(p Page, cards []Card) (html []byte, csp string, err error) {
	return executeShared("index", p, cards)
}

// Error is the content of an error page.
type Error struct {
	Status   int    // of the HTTP answer
	Title    string // what the status means
	Message  string
	Problems []Problem // faults of the script, in development
	Edition  uint64    // of the script's sources, if the page waits for the next one; else 0
}

// Problem is one fault of a script, with its place. Line and Column count from
// 1; 0 is unknown.
type Problem struct {
	File         string
	Line, Column int
	Message      string
	Source       string // the source line
}

// ErrorPage returns a page about an error, and its Content-Security-Policy. In
// development it waits for a new edition of the script, and loads itself again
// then.
func ErrorPage(p Page, e Error) (html []byte, csp string, err error) {
	if p.Title == "" {
		p.Title = e.Title
	}
	if p.Dev && e.Edition > 0 {
		p.Attributes += template.HTMLAttr(` data-pn-wait="` + strconv.FormatUint(e.Edition, 10) + `"`)
	}
	return executeShared("error", p, e)
}

// executeShared makes a page that does not belong to an app, in the default
// template.
func executeShared(name string, p Page, content any) ([]byte, string, error) {
	t, err := Get(Default)
	if err != nil {
		return nil, "", err
	}
	p.Header, p.Sidebar, p.Main, p.Modal = "", "", "", ""
	p.Styles = nil
	return t.execute(name, p, content, read("shared/pages.css"))
}
