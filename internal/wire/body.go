package wire

import (
	"io"
	"net/http"
	"time"
)

// LimitBody gives the body of a request a time limit: the same patience that a
// client has from the server for its messages, ten seconds and one for each
// slowestBytes that have come. A body that has come to its end has no limit any
// more, so that its handler may take its time. Where w knows no deadlines, the
// limits of the server it belongs to hold.
func LimitBody(w http.ResponseWriter, r *http.Request) {
	if r.Body == nil || r.Body == http.NoBody {
		return
	}
	b := &body{ReadCloser: r.Body, control: http.NewResponseController(w), begun: time.Now()}
	b.wait()
	r.Body = b
}

// body is the body of a request with a time limit.
type body struct {
	io.ReadCloser
	control *http.ResponseController
	begun   time.Time
	read    int // bytes
}

func (b *body) Read(p []byte) (n int, err error) {
	n, err = b.ReadCloser.Read(p)
	switch err {
	case nil:
		b.read += n
		b.wait()
	case io.EOF:
		b.control.SetReadDeadline(time.Time{})
	}
	return n, err
}

// wait sets the time until which more has to come.
func (b *body) wait() { b.control.SetReadDeadline(b.begun.Add(patience(b.read))) }
