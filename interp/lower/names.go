package lower

import (
	"regexp"
	"strconv"
	"strings"
)

// HostPackage is the import path under which lowered code finds what it needs
// of Go. A script that imports it is refused, because no table of compiled
// packages has it.
const HostPackage = mark + "host"

// Unmark takes the made-up parts of names out of a message.
func Unmark(s string) string {
	for {
		i := strings.Index(s, mark)
		if i < 0 {
			return s
		}
		j := i
		for j < len(s) && (strings.HasPrefix(s[j:], mark) || s[j] >= '0' && s[j] <= '9') {
			if strings.HasPrefix(s[j:], mark) {
				j += len(mark)
			} else {
				j++
			}
		}
		s = s[:i] + s[j:]
	}
}

// madeUp are the parts of a function's name that tell it from others of the same
// name, and an instance of a generic function from others.
var madeUp = regexp.MustCompile(mark + `g?\d+`)

// SourceFunc returns what the source calls a function of the lowered file: of a
// method, its type as well.
func SourceFunc(lowered string) string {
	name := strings.Replace(lowered, "main."+MainName, "main.main", 1)
	return strings.ReplaceAll(madeUp.ReplaceAllString(name, ""), mark, ".")
}

// Generated takes the name of a generated function apart that stands for an
// operation on values of one numbered type: kind is "value" (unbox) or "to"
// (assert). ok is false for all other names.
func Generated(name string) (kind string, number int, ok bool) {
	kind, digits, _ := strings.Cut(strings.TrimPrefix(name, mark), mark)
	number, err := strconv.Atoi(digits)
	return kind, number, err == nil && (kind == "value" || kind == "to")
}

// mark is in the names that link and lower make up: no Go identifier can hold
// it, so no script's name can be the same. Only fields are renamed without it:
// see exported and nameFields.
const mark = "·"

// MainName is the name of func main in the lowered file: yaegi would run a
// function called main by itself.
const MainName = "Main" + mark
