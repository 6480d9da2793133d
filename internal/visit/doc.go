// Package visit is a visitor's run of an app as its host sees it: the request with all
// that the run reads of it, the document, and what the run says of the page as a whole.
// Package pn shows scripts the part of it that is theirs.
//
// The package owns what may be read of a request, how reads are recorded, and which of
// them tell visitors apart. It must not know who hosts the run, nor how pages are kept
// and sent.
package visit
