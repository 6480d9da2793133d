package load

import (
	"fmt"
	"go/token"
	"sort"
	"strings"
)

// maxShown bounds how many diagnostics an error message spells out.
const maxShown = 20

// Diagnostic is one thing wrong with a script.
type Diagnostic struct {
	Pos     token.Position // its column counts bytes from 1; invalid when there is no place
	Message string         // without the position
	Line    string         // the text of the source line, "" when unknown
}

// String is "file:line:column: message".
func (d Diagnostic) String() string {
	if !d.Pos.IsValid() && d.Pos.Filename == "" {
		return d.Message
	}
	return d.Pos.String() + ": " + d.Message
}

// Detail is the diagnostic followed by its source line and a caret below the column.
func (d Diagnostic) Detail() string {
	if d.Line == "" {
		return d.String()
	}
	return d.String() + "\n" + QuoteLine(d.Line, d.Pos.Column)
}

// QuoteLine shows a source line and a caret below one of its columns, counted
// in bytes from 1.
func QuoteLine(line string, column int) string {
	var pad strings.Builder
	for i, r := range line {
		if i >= column-1 {
			break
		}
		if r == '\t' {
			pad.WriteByte('\t')
		} else {
			pad.WriteByte(' ')
		}
	}
	return "\t" + line + "\n\t" + pad.String() + "^"
}

// Diagnostics is everything wrong with a script, sorted by position. It is
// the error of Load for a bad script.
type Diagnostics []Diagnostic

// Error is one "file:line:column: message" a line, of the first 20.
func (ds Diagnostics) Error() string { return ds.join(Diagnostic.String) }

// Detail is Error with each source line and a caret.
func (ds Diagnostics) Detail() string { return ds.join(Diagnostic.Detail) }

func (ds Diagnostics) join(show func(Diagnostic) string) string {
	var b strings.Builder
	for i, d := range ds {
		if i == maxShown {
			fmt.Fprintf(&b, "\nand %d more", len(ds)-i)
			break
		}
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(show(d))
	}
	return b.String()
}

// sorted sorts by position and drops duplicates.
func (ds Diagnostics) sorted() Diagnostics {
	sort.SliceStable(ds, func(i, j int) bool {
		a, b := ds[i].Pos, ds[j].Pos
		switch {
		case a.Filename != b.Filename:
			return a.Filename < b.Filename
		case a.Line != b.Line:
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	kept := ds[:0]
	for i, d := range ds {
		if i == 0 || d != ds[i-1] {
			kept = append(kept, d)
		}
	}
	return kept
}
