package visitor

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"golang.org/x/net/html"
)

// maxPage bounds a page and a message, before and after it is unpacked.
const maxPage = 64 << 20

// Page is a page as a visitor got it.
type Page struct {
	Address  string // where it stands, after redirects
	Controls []Control
	Bytes    int64 // of the answer on the wire, its head too

	session, view string
}

// Load gets the page and tells how long that took. What is in it is looked at
// afterwards, off the clock.
func (v *Visitor) Load(ctx context.Context, address string) (time.Duration, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return 0, fmt.Errorf("load the page: %w", err)
	}
	request.Header.Set("Accept", "text/html")
	request.Header.Set("Accept-Encoding", "br, gzip")
	request.Header.Set("User-Agent", "panelgo-bench")
	// Each visitor has a connection of its own, as each browser has.
	transport := &http.Transport{DialContext: v.dial, DialTLSContext: v.dialTLS, DisableKeepAlives: true, DisableCompression: true}
	defer transport.CloseIdleConnections()
	client := http.Client{Transport: transport, Jar: v.jar, Timeout: patience}
	before, began := v.received.Load(), time.Now()
	response, err := client.Do(request)
	if err != nil {
		return 0, fmt.Errorf("load the page: %w", cause(err))
	}
	defer response.Body.Close()
	packed, err := readAll(response.Body)
	took := time.Since(began)
	if err != nil {
		return 0, fmt.Errorf("load the page: %w", cause(err))
	}
	if response.StatusCode != http.StatusOK {
		return 0, fmt.Errorf("load the page: the server answers %s", response.Status)
	}
	page, err := readPage(packed, response.Header.Get("Content-Encoding"))
	if err != nil {
		return 0, fmt.Errorf("load the page: %w", err)
	}
	page.Address, page.Bytes = response.Request.URL.String(), v.received.Load()-before
	v.page = page
	return took, nil
}

// readAll reads what is not too much.
func readAll(r io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxPage+1))
	if err == nil && len(data) > maxPage {
		err = fmt.Errorf("it is larger than %d MiB", maxPage>>20)
	}
	return data, err
}

// readPage finds in a page what a visitor needs.
func readPage(packed []byte, encoding string) (*Page, error) {
	text, err := unpack(packed, encoding)
	if err != nil {
		return nil, err
	}
	tree, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read its HTML: %w", err)
	}
	page := &Page{Controls: findControls(tree)}
	for n := range tree.ChildNodes() {
		if n.Type == html.ElementNode && n.Data == "html" {
			page.session, page.view = attribute(n, "data-pn-session"), attribute(n, "data-pn-view")
		}
	}
	if page.session == "" && page.view == "" {
		return nil, errors.New("it is no live page of panelgo: its html element has neither data-pn-session nor data-pn-view")
	}
	return page, nil
}

func unpack(packed []byte, encoding string) ([]byte, error) {
	var plain io.Reader
	switch strings.ToLower(encoding) {
	case "", "identity":
		return packed, nil
	case "br":
		plain = brotli.NewReader(bytes.NewReader(packed))
	case "gzip":
		unzipped, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			return nil, fmt.Errorf("unpack it: %w", err)
		}
		plain = unzipped
	default:
		return nil, fmt.Errorf("it is encoded as %q, which was not asked for", encoding)
	}
	text, err := readAll(plain)
	if err != nil {
		return nil, fmt.Errorf("unpack it: %w", err)
	}
	return text, nil
}
