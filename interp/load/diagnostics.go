package load

import (
	"cmp"
	"fmt"
	"go/token"
	"slices"
	"strings"
)

// maxShown bounds how many diagnostics an error message spells out.
const maxShown = 10

// maxLooked bounds how many mistakes of one kind, in a file or a package, are looked
// at for what was meant: each takes time in proportion to the sources.
const maxLooked = 100

// The ranks of diagnostics. What has a lower rank may be the cause of what has a
// higher one, and stands before it.
const (
	first      = iota // syntax, imports, and what lowering refuses
	wrongTypes        // what the checker finds
	unused            // names that are not used: their uses may be among the other mistakes
)

// Diagnostic is one thing wrong with a script.
type Diagnostic struct {
	Pos     token.Position // its column counts bytes from 1; invalid when there is no place
	Message string         // without the position
	Line    string         // the text of the source line, "" when unknown

	rank int
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

// Diagnostics is everything wrong with a script: causes before what may be their
// consequences, and otherwise by position. It is the error of Load for a bad script.
type Diagnostics []Diagnostic

// Error is one "file:line:column: message" a line, of the first 10.
func (ds Diagnostics) Error() string { return ds.join(Diagnostic.String) }

// Detail is Error with each source line and a caret.
func (ds Diagnostics) Detail() string { return ds.join(Diagnostic.Detail) }

func (ds Diagnostics) join(show func(Diagnostic) string) string {
	shown, more := ds.Shown()
	lines := make([]string, len(shown))
	for i, d := range shown {
		lines[i] = show(d)
	}
	if more != "" {
		lines = append(lines, more)
	}
	return strings.Join(lines, "\n")
}

// Shown returns the first 10, and in words how many more there are, "" when these
// are all.
func (ds Diagnostics) Shown() (shown Diagnostics, more string) {
	if len(ds) <= maxShown {
		return ds, ""
	}
	return ds[:maxShown], fmt.Sprintf("and %d more", len(ds)-maxShown)
}

// sorted puts causes before consequences, drops duplicates, and tells of a name
// that is not known only once in each file.
func (ds Diagnostics) sorted() Diagnostics {
	slices.SortStableFunc(ds, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.rank, b.rank), cmp.Compare(a.Pos.Filename, b.Pos.Filename),
			cmp.Compare(a.Pos.Line, b.Pos.Line), cmp.Compare(a.Pos.Column, b.Pos.Column))
	})

	type mistake struct{ file, message string }
	unknown := map[mistake]int{} // where the first stands in kept
	places := map[int]int{}      // and how many more there are
	var kept Diagnostics
	for i, d := range ds {
		if i > 0 && d == ds[i-1] {
			continue
		}
		message, _, _ := strings.Cut(d.Message, " (did you mean ")
		m := mistake{d.Pos.Filename, message}
		if at, again := unknown[m]; again {
			places[at]++
			continue
		}
		if strings.HasPrefix(d.Message, "undefined: ") {
			unknown[m] = len(kept)
		}
		kept = append(kept, d)
	}

	for at, n := range places {
		kept[at].Message += fmt.Sprintf(", and %d× below", n)
	}
	return kept
}
