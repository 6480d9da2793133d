package browser

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestBundle(t *testing.T) {
	files := fstest.MapFS{
		"js/a.js": {Data: []byte("// The entry.\nimport {b, more} from './b.js';\nimport {c} from './c.js';\n\nexport const a = () => {\n  return b + c; // text\n};\n")},
		"js/b.js": {Data: []byte("import {c} from './c.js';\nconst root = 1;\nexport const b = root + c;\nexport function more() {}\nexport async function most() {}\n")},
		"js/c.js": {Data: []byte("const root = '// no comment';\nexport const c = root;\n")},
	}
	const want = `const $c=(()=>{
const root = '// no comment';
const c = root;
return {c};
})();
const $b=(()=>{
const {c}=$c;
const root = 1;
const b = root + c;
function more() {}
async function most() {}
return {b,more,most};
})();
const {b,more}=$b;
const {c}=$c;
const a = () => {
return b + c;
};
export {a};
`
	got, err := bundle(files, "js/a.js")
	if err != nil || got != want {
		t.Errorf("bundle: %v\n%s", err, got)
	}
}

func TestBundleRefuses(t *testing.T) {
	for name, source := range map[string]string{
		"a default import":       "import x from './b.js';\n",
		"a side effect":          "import './b.js';\n",
		"an import behind code":  "let x;\nimport {b} from './b.js';\n",
		"a list of exports":      "const x = 1;\nexport {x};\n",
		"a binding that changes": "export let x = 1;\n",
		"a default export":       "export default 1;\n",
		"a circle":               "import {a} from './a.js';\n",
		"a file that is not":     "import {a} from './missing.js';\n",
	} {
		files := fstest.MapFS{"js/a.js": {Data: []byte(source)}, "js/b.js": {Data: []byte("export const b = 1;\n")}}
		if out, err := bundle(files, "js/a.js"); err == nil {
			t.Errorf("%s was taken:\n%s", name, out)
		}
	}
}

// The modules have the form that shortening by lines relies on: no string spans
// lines, except the stylesheet of the overlay, whose meaning does not depend on
// indentation.
func TestModulesFitShortening(t *testing.T) {
	entries, err := scripts.ReadDir("js")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		source, err := scripts.ReadFile("js/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		for i, line := range strings.Split(string(source), "\n") {
			if commentLine.MatchString(line) {
				continue
			}
			sheet := entry.Name() == "dev.js" && (line == "const styles = `" || line == "`;")
			if strings.Count(line, "`")%2 != 0 && !sheet {
				t.Errorf("%s:%d: a string over several lines", entry.Name(), i+1)
			}
			if strings.Contains(line, "/*") {
				t.Errorf("%s:%d: a comment that is not a line's", entry.Name(), i+1)
			}
		}
	}
}

func TestShortenCSS(t *testing.T) {
	const source = `/* a
 comment */
.a > b,
.c :hover { color: red; margin: calc(1px + 2px) }
@media (min-width: 10px) { .d { width: 1px; } }
`
	const want = `.a > b,.c :hover{color:red;margin:calc(1px + 2px)}@media (min-width:10px){.d{width:1px}}`
	if got := ShortenCSS(source); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
}

func TestCSSHoldsWhatAPageShows(t *testing.T) {
	styles := NewStyles(map[string]string{"gauge": ".pn-gauge { color: red }", "card": ".pn-card-more { color: red }"})
	few, all := styles.Page([]string{"number", "number", "unknown", "later", "gauge"}), styles.All()
	if n := strings.Count(few, ".pn-number-value{"); n != 1 {
		t.Errorf("the style of numbers is there %d times", n)
	}
	if !strings.Contains(few, ".pn-gauge{") {
		t.Error("the style of a plugin's kind is not there")
	}
	for _, part := range []string{".pn-card{", ".pn-card-more{", ".pn-toast{"} {
		if strings.Contains(few, part) {
			t.Errorf("%s is in a page that does not show it", part)
		}
		if !strings.Contains(all, part) {
			t.Errorf("%s is not in the sheet of all", part)
		}
	}
	for _, css := range []string{few, all, Styles{}.Page(nil), NewStyles(nil).All()} {
		if strings.Count(css, "{") != strings.Count(css, "}") || !strings.HasPrefix(css, layers) {
			t.Errorf("unbalanced, or without its layers: %s", css)
		}
	}
}
