package pn

import (
	"sync"

	"github.com/microcosm-cc/bluemonday"
)

// policy is what HTML from elsewhere may hold: what formats text, and nothing
// that runs, loads or leads astray. It is costly to make and safe to share.
var policy = sync.OnceValue(func() *bluemonday.Policy {
	p := bluemonday.UGCPolicy()
	p.AllowAttrs("class").OnElements("code", "pre", "span", "div", "p", "table", "td", "th")
	p.AllowAttrs("align").Matching(bluemonday.CellAlign).OnElements("td", "th")
	p.AllowDataURIImages()
	p.RequireNoFollowOnLinks(false)
	p.RequireNoReferrerOnLinks(true)
	return p
})

func sanitize(html string) string { return policy().Sanitize(html) }
