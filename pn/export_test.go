package pn

import (
	"github.com/panelgo/panelgo/internal/document"
	"github.com/panelgo/panelgo/internal/visit"
)

// Document is the document of a session, as its host has it.
func (s *Session) Document() *document.Document { return s.visit.Document }

// Visit is what the host of a session has.
func (s *Session) Visit() *visit.Visit { return s.visit }
