package server

import (
	"time"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/reuse"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
)

// takeSpare gives a visitor a spare of the visitor's bucket, if one is ready
// and what its run read fits the visitor's request.
func (s *Server) takeSpare(p *app.Program, info visit.Info) (*session.Session, bool) {
	if s.opts.Reuse != ReuseWarm {
		return nil, false
	}
	bucket, ok := s.views.Bucket(p.Reuse(), info)
	if !ok {
		return nil, false
	}
	fits := func(spare *session.Session) bool { return spare.Request().Fits(info) }
	sess, ok := s.spares.Take(bucket, fits)
	return sess, ok && s.sessions.Adopt(sess, info)
}

// prepareSpares starts sessions for the next visitors of a bucket. They are
// given only what all visitors of the bucket have in common.
func (s *Server) prepareSpares(p *app.Program, bucket reuse.Bucket, path string, view *reuse.View) {
	for range s.spares.Expect(bucket, p.Slug()) {
		if !s.background(func() { s.prepareSpare(p, bucket, visit.Seal(path, view.Key, view.Reads)) }) {
			s.spares.Release(bucket)
		}
	}
}

// prepareSpare starts one spare. A run that reads more than the sealed request
// has is dropped.
func (s *Server) prepareSpare(p *app.Program, bucket reuse.Bucket, sealed *visit.Request) {
	begun := time.Now()
	sess, err := s.sessions.StartSpare(s.ctx, p, sealed)
	if err != nil {
		s.spares.Release(bucket)
		return
	}
	if _, leaked := sealed.Leaked(); leaked {
		s.spares.Release(bucket)
		sess.End(nil)
		return
	}
	s.spares.Put(bucket, sess, time.Since(begun), sess.Page().FreshFor)
}
