package pn

import (
	"crypto/sha256"
	"fmt"
	"path"
	"regexp"
	"strings"
)

// CustomWidget is a component whose part in the browser is a JavaScript module of the app.
type CustomWidget struct {
	CustomBase[*CustomWidget, map[string]any]
}

// Custom shows what a JavaScript module in the app's folder makes of an element of the page.
// docs/components.md says what a module is. The styles in the file of the module's name that
// ends in .css come with it. Custom panics if module is not the name of a .js or .mjs file
// below the app's folder, with slashes.
//
// Its value is an object of JSON, which module and script set, and both follow. CustomOf
// has a type of the script's own for it.
func Custom(module string) *CustomWidget {
	w := &CustomWidget{}
	return w.Init(w, CustomKind(module), map[string]any{}, nil)
}

// CustomKind returns the kind of the components that a module of the app's folder makes. It
// panics as Custom does. Its name is "custom-" and the module's without .js, with two dashes
// for a slash. A module whose name has other characters than small letters, digits and single
// dashes has six hexadecimal digits more at the end, so that two modules make two kinds.
func CustomKind(module string) Kind {
	ext := path.Ext(module)
	if ext != ".js" && ext != ".mjs" {
		panic(fmt.Sprintf("custom component %q: name a JavaScript module, which ends in .js", module))
	}
	name := strings.TrimSuffix(module, ".js")
	if !isPlain.MatchString(name) || len(name) > maxCustomName {
		sum := sha256.Sum256([]byte(module))
		name = strings.Trim(notPlain.ReplaceAllString(strings.ToLower(strings.TrimSuffix(module, ext)), "-"), "-")
		name = fmt.Sprintf("%.*s-%x", maxCustomName, name, sum[:3])
	}
	return Kind{Name: "custom-" + strings.ReplaceAll(name, "/", "--"), Module: module}
}

// isPlain matches the names of modules that their kinds have as they are; notPlain what other
// names cannot have in one.
var (
	isPlain  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)*$`)
	notPlain = regexp.MustCompile(`[^a-z0-9/]+`)
)

// maxCustomName bounds the part of a kind's name that is its module's, in bytes.
const maxCustomName = 60
