package pn

import (
	"fmt"
	"path"
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
// panics as Custom does.
func CustomKind(module string) Kind {
	ext := path.Ext(module)
	if ext != ".js" && ext != ".mjs" {
		panic(fmt.Sprintf("custom component %q: name a JavaScript module, which ends in .js", module))
	}
	name := strings.Map(func(r rune) rune {
		switch {
		case r >= 'A' && r <= 'Z':
			return r - 'A' + 'a'
		case r >= 'a' && r <= 'z', r >= '0' && r <= '9':
			return r
		}
		return '-'
	}, strings.TrimSuffix(module, ext))
	return Kind{Name: "custom-" + name, Module: module}
}
