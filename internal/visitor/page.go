package visitor

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
)

// Bounds of an answer.
const (
	patience = time.Minute // time limit for one answer
	maxBody  = 64 << 20    // bytes of a page or a file, compressed and not
)

// transport opens a connection for each request, as a new visitor does, and
// keeps none.
var transport = &http.Transport{
	Proxy:                  http.ProxyFromEnvironment,
	DialContext:            (&net.Dialer{Timeout: patience}).DialContext,
	TLSHandshakeTimeout:    patience,
	DisableKeepAlives:      true,
	DisableCompression:     true, // bytes are counted as transferred
	MaxResponseHeaderBytes: 1 << 20,
}

// Answer is a page or a file as it was transferred.
type Answer struct {
	URL    string // address after redirects
	Header http.Header
	Body   []byte // as transferred, perhaps compressed
	Took   time.Duration
}

// Get requests what is at an address, with the headers of a browser. A status
// other than 200 is an error.
func Get(ctx context.Context, address string) (*Answer, error) { return get(ctx, address, nil) }

func get(ctx context.Context, address string, jar http.CookieJar) (*Answer, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", address, err)
	}
	request.Header.Set("Accept", "text/html,*/*;q=0.8")
	request.Header.Set("Accept-Encoding", "gzip, br")
	began := time.Now()
	client := &http.Client{Transport: transport, Jar: jar, Timeout: patience}
	response, err := client.Do(request)
	if failed, ok := errors.AsType[*url.Error](err); ok {
		err = failed.Err // without the address, which is named below
	}
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", address, err)
	}
	defer response.Body.Close()
	body, err := readAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("the server answered %s", response.Status)
	}
	if err != nil {
		return nil, fmt.Errorf("get %s: %w", address, err)
	}
	return &Answer{URL: response.Request.URL.String(), Header: response.Header, Body: body, Took: time.Since(began)}, nil
}

func readAll(r io.Reader) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(r, maxBody+1))
	if err == nil && len(body) > maxBody {
		err = fmt.Errorf("the answer is bigger than %d bytes", maxBody)
	}
	return body, err
}

// Plain returns the body, decompressed.
func (a *Answer) Plain() ([]byte, error) {
	switch coding := a.Header.Get("Content-Encoding"); coding {
	case "", "identity":
		return a.Body, nil
	case "br":
		return readAll(brotli.NewReader(bytes.NewReader(a.Body)))
	case "gzip":
		unzip, err := gzip.NewReader(bytes.NewReader(a.Body))
		if err != nil {
			return nil, err
		}
		return readAll(unzip)
	default:
		return nil, fmt.Errorf("the encoding %q was not asked for", coding)
	}
}

// Page is a loaded page.
type Page struct {
	URL     string // address of the page and its socket
	Session string // token of its session, or ""
	View    string // id of its view, or ""
	HTML    []byte
	Bytes   int           // size as transferred
	Took    time.Duration // time to load it

	jar http.CookieJar
}

// Load loads a page. A page that cannot go live is an error.
func Load(ctx context.Context, address string) (*Page, error) {
	jar, err := cookiejar.New(nil)
	if err != nil {
		return nil, err
	}
	answer, err := get(ctx, address, jar)
	if err != nil {
		return nil, err
	}
	text, err := answer.Plain()
	if err != nil {
		return nil, fmt.Errorf("unpack %s: %w", address, err)
	}
	p := &Page{URL: answer.URL, HTML: text, Bytes: len(answer.Body), Took: answer.Took, jar: jar}
	p.Session, p.View = identity(text)
	if p.Session == "" && p.View == "" {
		return nil, fmt.Errorf("%s is no live page of panelgo: it has neither data-pn-session nor data-pn-view", address)
	}
	return p, nil
}

// identity reads the session and the view of a page from its html element.
func identity(text []byte) (session, view string) {
	for tokens := html.NewTokenizer(bytes.NewReader(text)); ; {
		switch tokens.Next() {
		case html.ErrorToken:
			return "", ""
		case html.StartTagToken:
			tag := tokens.Token()
			for _, a := range tag.Attr {
				switch a.Key {
				case "data-pn-session":
					session = a.Val
				case "data-pn-view":
					view = a.Val
				}
			}
			return session, view // the first element is html, if this is a page
		}
	}
}

// File is a file that a page needs.
type File struct {
	URL    string
	Blocks bool // whether the browser paints only after it
}

// Files returns the scripts and styles that a page names on its own server.
func (p *Page) Files() ([]File, error) {
	base, err := url.Parse(p.URL)
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	root, err := html.Parse(bytes.NewReader(p.HTML))
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	var files []File
	for n := range root.Descendants() {
		address, blocks := needs(n)
		if at, err := base.Parse(address); address != "" && err == nil && at.Host == base.Host {
			files = append(files, File{URL: at.String(), Blocks: blocks})
		}
	}
	return files, nil
}

// needs returns the address of the file that an element loads, or "".
func needs(n *html.Node) (address string, blocks bool) {
	if n.Type != html.ElementNode {
		return "", false
	}
	switch n.Data {
	case "script":
		_, async := attribute(n, "async")
		return value(n, "src"), !async && value(n, "type") != "module"
	case "link":
		switch rel := value(n, "rel"); rel {
		case "stylesheet", "preload", "modulepreload":
			return value(n, "href"), rel == "stylesheet"
		}
	}
	return "", false
}

func attribute(n *html.Node, name string) (string, bool) {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val, true
		}
	}
	return "", false
}

func value(n *html.Node, name string) string {
	v, _ := attribute(n, name)
	return strings.TrimSpace(v)
}
