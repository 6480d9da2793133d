package templates

import (
	"html/template"
	"net/http"
	"strconv"
)

// Card stands for one app on the index.
type Card struct {
	Title       string
	Description string
	Link        string
}

// Index makes the page that shows a server's apps.
func Index(p Page, cards []Card) (html []byte, csp string, err error) {
	return executeShared("index", p, cards)
}

// Error is what an error page tells.
type Error struct {
	Status   int
	Title    string
	Message  string
	Problems []Problem // in development: what is wrong with the script
	Edition  uint64    // of the script's sources, for a page that waits for better ones; 0 when it does not
}

// Problem is one thing that is wrong, with its place in a script.
type Problem struct {
	File         string
	Line, Column int
	Message      string
	Source       string // the source line
}

// ErrorPage makes the page that tells what went wrong. In development it waits
// for the script to become good, and loads itself anew then.
func ErrorPage(p Page, e Error) (html []byte, csp string, err error) {
	if e.Title == "" {
		e.Title = http.StatusText(e.Status)
	}
	if p.Title == "" {
		p.Title = e.Title
	}
	if p.Dev && e.Edition > 0 {
		p.Attributes += template.HTMLAttr(` data-pn-wait="` + strconv.FormatUint(e.Edition, 10) + `"`)
	}
	return executeShared("error", p, e)
}

// executeShared makes a page that belongs to no app, in the default look.
func executeShared(name string, p Page, content any) ([]byte, string, error) {
	t, err := Get(Default)
	if err != nil {
		return nil, "", err
	}
	p.Header, p.Sidebar, p.Main, p.Modal = "", "", "", ""
	p.Kinds = nil
	return t.execute(name, p, content, read("shared/pages.css"))
}
