package web

import (
	"fmt"
	"io"
	"net/http"
)

// guarded is a transport that reads bodies of requests on goroutines of its own, where a
// panic would end the process: it is an error of the request instead. A script may put
// compiled readers together wrongly, as io.LimitReader(nil, 1).
type guarded struct{ *http.Transport }

// RoundTrip is that of the transport.
func (g guarded) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return g.Transport.RoundTrip(r)
	}
	own := r.WithContext(r.Context())
	own.Body = body{r.Body}
	if again := r.GetBody; again != nil {
		own.GetBody = func() (io.ReadCloser, error) {
			b, err := again()
			return body{b}, err
		}
	}
	answer, err := g.Transport.RoundTrip(own)
	if answer != nil {
		answer.Request = r
	}
	return answer, err
}

// body is the body of a request.
type body struct{ io.ReadCloser }

// Read returns an error in place of a panic.
func (b body) Read(p []byte) (n int, err error) {
	defer asError(&err)
	return b.ReadCloser.Read(p)
}

// Close returns an error in place of a panic.
func (b body) Close() (err error) {
	defer asError(&err)
	return b.ReadCloser.Close()
}

// asError recovers a panic. It must be deferred.
func asError(err *error) {
	if v := recover(); v != nil {
		*err = fmt.Errorf("the body of a request panicked: %v", v)
	}
}
