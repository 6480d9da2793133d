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

// Bounds of what a server may answer.
const (
	patience = 30 * time.Second // for any one answer
	maxBody  = 64 << 20         // of a page or a file, as it travels and unpacked
)

// transport opens a connection for each request, as every new visitor does. It
// keeps none.
var transport = &http.Transport{
	Proxy:                  http.ProxyFromEnvironment,
	DialContext:            (&net.Dialer{Timeout: patience}).DialContext,
	TLSHandshakeTimeout:    patience,
	DisableKeepAlives:      true,
	DisableCompression:     true, // the bytes that travel are what counts
	MaxResponseHeaderBytes: 1 << 20,
}

// Answer is a file or a page as it travelled.
type Answer struct {
	URL    string // where it was found, after redirects
	Header http.Header
	Body   []byte // compressed, if the server did that
	Took   time.Duration
}

// Get asks for what is at an address, as a browser does.
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
		err = failed.Err // it would name the address once more
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

// Plain is the body, unpacked.
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

// Page is a page that a visitor has loaded.
type Page struct {
	URL     string // where its socket is opened
	Session string // the session it is of, or ""
	View    string // the view it is, or ""
	HTML    []byte
	Bytes   int // as they travelled
	Took    time.Duration

	jar http.CookieJar
}

// Load gets a page. One that cannot go live is an error.
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

// identity reads from the html element what to go live with.
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
			return session, view // of the first element: it is html, or this is no page
		}
	}
}

// File is what a page needs besides itself.
type File struct {
	URL    string
	Blocks bool // the browser waits for it before it paints
}

// Files are the scripts and styles of its own server that a page names.
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

// needs is the address of the file that an element asks for, or "".
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
