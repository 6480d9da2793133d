package load

import (
	"bytes"
	"errors"
	"go/parser"
	"go/scanner"
	"go/token"
	"regexp"
	"strings"
)

// syntaxErrors returns what is wrong with the syntax of a file, given what the
// parser found. One missing parenthesis makes the parser report an error in each
// line after it. So each top-level declaration is parsed without the others, and
// only its first error counts.
func syntaxErrors(name string, text []byte, found scanner.ErrorList) (list []*scanner.Error) {
	starts := declarations(text)
	for i, start := range starts {
		end := len(text)
		if i+1 < len(starts) {
			end = starts[i+1]
		}
		if len(list) == maxLooked {
			break
		}
		if e := firstError(name, text, start, end); e != nil {
			list = append(list, readable(e, text, start, end))
		}
	}
	if len(list) == 0 { // each declaration is right, but not together
		list = append(list, readable(found[0], text, 0, len(text)))
	}
	return list
}

// declarations returns where the head of a file and its top-level declarations
// begin. A declaration begins in the first column, and outside of all brackets; a
// function with a name also inside of them, because one is missing before it.
func declarations(text []byte) []int {
	starts, depth := []int{0}, 0
	atLineStart := func(offset int) bool { return offset == 0 || text[offset-1] == '\n' }
	scan(text, func(offset int, tok token.Token, next token.Token) {
		switch tok {
		case token.LPAREN, token.LBRACK, token.LBRACE:
			depth++
		case token.RPAREN, token.RBRACK, token.RBRACE:
			depth--
		case token.FUNC:
			if atLineStart(offset) && (next == token.IDENT || depth <= 0) {
				starts, depth = append(starts, offset), 0
			}
		case token.TYPE, token.VAR, token.CONST:
			if atLineStart(offset) && depth <= 0 {
				starts, depth = append(starts, offset), 0
			}
		}
	})
	return starts
}

// scan calls visit for each token of a text, with the kind of the token after it.
func scan(text []byte, visit func(offset int, tok, next token.Token)) {
	fset := token.NewFileSet()
	file := fset.AddFile("", fset.Base(), len(text))
	var s scanner.Scanner
	s.Init(file, text, func(token.Position, string) {}, 0)
	pos, tok, _ := s.Scan()
	for tok != token.EOF {
		after, next, _ := s.Scan()
		visit(file.Offset(pos), tok, next)
		pos, tok = after, next
	}
}

// firstError parses a declaration, or the head of the file, without the rest, and
// returns its first syntax error, nil if there is none.
func firstError(name string, text []byte, start, end int) *scanner.Error {
	clause := ""
	if start > 0 {
		clause = "package p;"
	}
	_, err := parser.ParseFile(token.NewFileSet(), name, clause+string(text[start:end]), parser.SkipObjectResolution|parser.AllErrors)
	var list scanner.ErrorList
	if !errors.As(err, &list) {
		return nil
	}
	e := list[0]
	for _, same := range list[1:] { // that a semicolon is missing is the least of several mistakes at one place, the package clause the most
		if same.Pos == e.Pos && (strings.HasPrefix(e.Msg, "expected ';'") || strings.HasPrefix(same.Msg, "expected 'package'")) {
			e = same
		}
	}
	return &scanner.Error{Pos: position(name, text, start+e.Pos.Offset-len(clause)), Msg: e.Msg}
}

// position returns the place of an offset in a text.
func position(name string, text []byte, offset int) token.Position {
	before := text[:offset]
	return token.Position{
		Filename: name, Offset: offset,
		Line:   1 + bytes.Count(before, []byte("\n")),
		Column: offset - bytes.LastIndexByte(before, '\n'),
	}
}

// rewordings say in the parser's messages what the author has probably done. The
// parser expects a comma where a list may also have ended, and a semicolon where
// the author sees none.
var rewordings = []struct {
	message  *regexp.Regexp
	reworded string
}{
	{regexp.MustCompile(`^missing ',' (before newline )?in (argument|parameter) list$`), "missing ',' or ')' ${1}in $2 list"},
	{regexp.MustCompile(`^missing ',' (before newline )?in composite literal$`), "missing ',' or '}' ${1}in composite literal"},
	{regexp.MustCompile(`^expected ';', found (.+)$`), "unexpected $1 at the end of a statement"},
	{regexp.MustCompile(`^expected statement, found 'else'$`), "unexpected else: it stands in the line of the '}' before it"},
	{regexp.MustCompile(`^illegal rune literal$`), "a rune literal is one character: strings stand in double quotes"},
}

// readable rewords a syntax error. Behind the place where a brace is missing it is
// about that brace.
func readable(e *scanner.Error, text []byte, start, end int) *scanner.Error {
	if brace, from := unclosed(text, start, end); brace >= 0 && e.Pos.Offset >= from {
		return &scanner.Error{Pos: position(e.Pos.Filename, text, brace), Msg: "missing '}' for this '{'"}
	}
	if before, ok := strings.CutSuffix(e.Msg, "found 'EOF'"); ok && end < len(text) {
		next, _, _ := bytes.Cut(text[end:], []byte(" "))
		e.Msg = before + "found '" + string(next) + "'"
	}
	for _, r := range rewordings {
		e.Msg = r.message.ReplaceAllString(e.Msg, r.reworded)
	}
	return e
}

// unclosed returns the brace of a declaration that is not closed, -1 if all are,
// and from where on it is missing. It is the innermost one around a closing brace
// that stands further to the left than the line of the opening one; without such,
// the last that stays open, which is missing at the end.
func unclosed(text []byte, start, end int) (brace, from int) {
	var open []int
	brace = -1
	scan(text[start:end], func(offset int, tok, _ token.Token) {
		offset += start
		switch {
		case tok == token.LBRACE:
			open = append(open, offset)
		case tok == token.RBRACE && len(open) > 0:
			last := open[len(open)-1]
			if begins, indent := indentation(text, offset); brace < 0 && begins {
				if _, before := indentation(text, last); indent < before {
					brace, from = last, offset
				}
			}
			open = open[:len(open)-1]
		}
	})
	switch {
	case len(open) == 0:
		return -1, 0
	case brace < 0:
		return open[len(open)-1], len(bytes.TrimRight(text[:end], " \t\n"))
	}
	return brace, from
}

// indentation returns how many blanks the line of an offset begins with, and
// whether there is nothing else before the offset.
func indentation(text []byte, offset int) (begins bool, indent int) {
	line := text[bytes.LastIndexByte(text[:offset], '\n')+1:]
	indent = len(line) - len(bytes.TrimLeft(line, " \t"))
	return len(line)-len(text[offset:]) == indent, indent
}
