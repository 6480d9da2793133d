package host

import (
	"bytes"
	"regexp"
	"strings"

	"github.com/panelgo/panelgo/interp/lower"
)

// replacing are the functions among bounded that put a text in the place of each match:
// what they make may be as large as the product of both.
var replacing = map[string]any{
	"(*strings.Replacer).Replace": func(r *strings.Replacer, s string) string {
		var b boundedBuilder
		r.WriteString(&b, s)
		return b.String()
	},

	"(*regexp.Regexp).ReplaceAllString": func(re *regexp.Regexp, src, repl string) string {
		checkMatches("regexp.Regexp.ReplaceAllString", re, src, len(repl), strings.Count(repl, "$"))
		return re.ReplaceAllString(src, repl)
	},
	"(*regexp.Regexp).ReplaceAllLiteralString": func(re *regexp.Regexp, src, repl string) string {
		checkMatches("regexp.Regexp.ReplaceAllLiteralString", re, src, len(repl), 0)
		return re.ReplaceAllLiteralString(src, repl)
	},
	"(*regexp.Regexp).ReplaceAllStringFunc": func(re *regexp.Regexp, src string, repl func(string) string) string {
		size := 0.0
		return re.ReplaceAllStringFunc(src, func(match string) string {
			made := repl(match)
			size += float64(len(made))
			checkBytes("regexp.Regexp.ReplaceAllStringFunc", size)
			return made
		})
	},
	"(*regexp.Regexp).ReplaceAll": func(re *regexp.Regexp, src, repl []byte) []byte {
		checkMatches("regexp.Regexp.ReplaceAll", re, src, len(repl), bytes.Count(repl, []byte("$")))
		return re.ReplaceAll(src, repl)
	},
	"(*regexp.Regexp).ReplaceAllLiteral": func(re *regexp.Regexp, src, repl []byte) []byte {
		checkMatches("regexp.Regexp.ReplaceAllLiteral", re, src, len(repl), 0)
		return re.ReplaceAllLiteral(src, repl)
	},
	"(*regexp.Regexp).ReplaceAllFunc": func(re *regexp.Regexp, src []byte, repl func([]byte) []byte) []byte {
		size := 0.0
		return re.ReplaceAllFunc(src, func(match []byte) []byte {
			made := repl(match)
			size += float64(len(made))
			checkBytes("regexp.Regexp.ReplaceAllFunc", size)
			return made
		})
	},
}

// boundedBuilder builds a text that is no larger than a script may make at once.
type boundedBuilder struct{ strings.Builder }

func (b *boundedBuilder) Write(p []byte) (int, error) {
	checkBytes("strings.Replacer.Replace", float64(b.Len()+len(p)))
	return b.Builder.Write(p)
}

func (b *boundedBuilder) WriteString(s string) (int, error) {
	checkBytes("strings.Replacer.Replace", float64(b.Len()+len(s)))
	return b.Builder.WriteString(s)
}

// checkMatches panics when src with a text of some bytes in the place of each match may
// be too much. The text refers to parts of the match up to refs times. It looks for
// matches only where that is possible.
func checkMatches[T text](name string, re *regexp.Regexp, src T, bytes, refs int) {
	length := float64(len(src))
	if (length+1)*float64(bytes)+length*float64(refs+1) <= lower.MaxMake {
		return
	}
	size := length
	re.ReplaceAllStringFunc(string(src), func(match string) string {
		size += float64(bytes) + float64(len(match))*float64(refs-1)
		return ""
	})
	checkBytes(name, size)
}
