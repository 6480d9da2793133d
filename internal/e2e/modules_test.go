package e2e_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/chromium"
	"github.com/panelgo/panelgo/internal/server"
	"github.com/panelgo/panelgo/internal/waitfor"
)

// copyFolder copies a script of testdata with the files that it needs, and others.
func copyFolder(t *testing.T, name string, others map[string]string, files ...string) *script {
	t.Helper()
	s := copyScript(t, name)
	for _, file := range files {
		data, err := os.ReadFile(filepath.Join("testdata", file))
		if err != nil {
			t.Fatal(err)
		}
		s.beside(file, string(data))
	}
	for file, text := range others {
		s.beside(file, text)
	}
	return s
}

// beside writes a file of a name in the script's folder.
func (s *script) beside(name, text string) {
	s.t.Helper()
	file := filepath.Join(filepath.Dir(s.file), name)
	if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// journal is a log that a test waits for.
type journal struct {
	mu   sync.Mutex
	text strings.Builder
}

func (j *journal) Write(line []byte) (int, error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.text.Write(line)
}

// wait waits until the log has a text.
func (j *journal) wait(t *testing.T, text string) {
	t.Helper()
	waitfor.True(t, "the log to have "+text, func() bool {
		j.mu.Lock()
		defer j.mu.Unlock()
		return strings.Contains(j.text.String(), text)
	})
}

// with returns the lines of the log that have a text.
func (j *journal) with(text string) (lines []string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for line := range strings.Lines(j.text.String()) {
		if strings.Contains(line, text) {
			lines = append(lines, strings.TrimSpace(line))
		}
	}
	return lines
}

// clear forgets what is in the log.
func (j *journal) clear() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.text.Reset()
}

func copyLamps(t *testing.T, others map[string]string) *script {
	t.Helper()
	return copyFolder(t, "lamps.go", others, "lamp.js", "lamp.css", "lib/levels.js", "frame.js")
}

const lamp = `.pn-custom-lamp`

// A module shows the value of its component and changes it, beside others of its kind. It
// is told what the script does to the component, and when it comes and goes.
func TestModules(t *testing.T) {
	for _, reuse := range []server.Reuse{server.ReuseOff, server.ReuseWarm, server.ReuseLazy} {
		t.Run(string(reuse), func(t *testing.T) {
			s := serve(t, copyLamps(t, nil).file, func(o *panelgo.Options) { o.Reuse = reuse })
			p := open(t, s.url+"/lamps")
			p.shows(lamp, "desk level 0, light")
			p.Want(`getComputedStyle(document.querySelector('`+lamp+`')).letterSpacing`, "2px")
			p.Do(chromedp.Click(lamp + ` button`))
			p.shows(lamp, "desk level 1, light")
			p.shows(".state", "desk 1")
			p.Do(chromedp.Click(lamp+` button`), chromedp.Click(lamp+` button`))
			p.shows(".rung", "rung 3")
			p.shows(".state", "desk 3")
			p.press("Dim")
			p.shows(".state", "desk 1")
			p.shows(lamp, "desk level 1, light")

			p.press("Wide")
			p.Wait(`window.lamps.at(-1) == 'updated 300px'`)
			p.JS(`document.documentElement.dataset.theme = 'dark'`)
			p.shows(lamp, "desk level 1, dark")

			p.press("More")
			p.shows(lamp+".second", "floor level 5, dark")
			p.Want(`String(document.querySelectorAll('link[data-pn-kind]').length)`, "1")
			p.press("Fewer")
			p.Wait(`window.lamps.at(-1) == 'unmounted pn-custom-lamp second true'`)
			p.shows(lamp, "desk level 1, dark")

			p.press("Frame")
			p.Wait(`document.querySelector('.pn-custom-frame')?.shadowRoot?.querySelector('slot')?.assignedElements()[0]?.dataset.pn == 'text-input'`)

			p.Do(chromedp.Click(lamp + ` button`))
			p.shows(".state", "desk 2")
			p.loadAnew()
			p.shows(lamp, "desk level 2, light")
			p.shows(".state", "desk 2")
		})
	}
}

// bad are modules that fail, and what is said of them in development.
var bad = map[string]struct{ source, fault string }{
	"import":  {`throw new Error('no import')`, "no import"},
	"mount":   {`export default {mount() { throw new Error('no mount') }}`, "no mount"},
	"show":    {`export default {show() { throw new Error('no show') }}`, "no show"},
	"update":  {`export default {mount(root) { root.append('mounted') }, async update() { throw new Error('no update') }}`, "no update"},
	"unmount": {`export default {mount(root) { root.append('mounted') }, unmount() { throw new Error('no unmount') }}`, "no unmount"},
	"late":    {`export default {mount: () => new Promise(() => {})}`, "it has not mounted after 10 s"},
	"empty":   {`export const mount = () => {}`, "it exports nothing"},
	"syntax":  {"export default {\n  mount( { }\n};", "bad-syntax.js:3:1: Unexpected token"},
	"bare":    {`import 'uplot'`, `Failed to resolve module specifier "uplot"`},
	"absent":  {`import './parts/absent.js'`, "there is no file parts/absent.js, which it imports"},
	"symbol":  {`export default {mount() { throw Symbol('of what') }}`, "Symbol(of what)"},
	"object":  {`export default {mount() { throw Object.create(null) }}`, "it has thrown what has no text"},
	"name":    {`export default {mount: (_, ctx) => ctx.push('a-name-of-more-than-32-characters', 1)}`, "push: the name of an event"},
	"noname":  {`export default {mount: (_, ctx) => ctx.push(undefined, 1)}`, "push: the name of an event"},
	"big":     {`export default {mount: (_, ctx) => ctx.push('change', 'x'.repeat(2e6))}`, "push change: a value has at most"},
	"many":    {`export default {mount: (_, ctx) => ctx.push('ring', Array(100_000).fill(0))}`, "push ring: a value has at most"},
	"deep":    {`export default {mount: (_, ctx) => ctx.push('ring', JSON.parse('['.repeat(70) + ']'.repeat(70)))}`, "push ring: a value has at most"},
	"bigint":  {`export default {mount: (_, ctx) => ctx.push('change', 1n)}`, "Do not know how to serialize a BigInt"},
	"circle":  {`export default {mount(_, ctx) { const o = {}; o.o = o; ctx.push('change', o) }}`, "Converting circular structure to JSON"},
	"flood":   {`export default {mount(_, ctx) { for (let i = 0; i < 2000; i++) ctx.push('ring', i) }}`, "push: more than 100 events a second"},
}

// badModules are the files of bad.
func badModules() map[string]string {
	files := map[string]string{}
	for when, b := range bad {
		files["bad-"+when+".js"] = b.source
	}
	return files
}

// A module that fails is shown in its place and told to the log, and the page goes on.
func TestModulesThatFail(t *testing.T) {
	for name, isDev := range map[string]bool{"in production": false, "in development": true} {
		t.Run(name, func(t *testing.T) {
			log := &journal{}
			s := serve(t, copyLamps(t, badModules()).file, func(o *panelgo.Options) { o.Dev, o.Log = isDev, slog.New(slog.NewTextHandler(log, nil)) })
			p := open(t, s.url+"/lamps")
			shows := func(when string) {
				t.Helper()
				fault := "This part of the page does not work."
				if isDev {
					fault = "custom-bad-" + when + ": " + bad[when].fault
				}
				p.Wait(`document.querySelector('.` + when + ` .pn-fault')?.textContent.startsWith(` + chromium.Quote(fault) + `)`)
			}
			p.press("Bad")
			for _, when := range []string{"mount", "show", "import"} {
				shows(when)
			}
			p.Wait(`document.querySelectorAll('.pn-fault').length == 4`)
			p.shows(".update", "mounted")
			p.shows(".unmount", "mounted")
			if isDev {
				p.shows(".gone .pn-fault", "custom-gone: there is no gone.js in the app's folder: file does not exist")
			}
			p.press("Touch")
			shows("update")
			shows("mount")
			p.Do(chromedp.Click(lamp + ` button`))
			p.shows(".state", "desk 1")
			p.press("None")
			p.Wait(`document.querySelectorAll('.pn-fault').length == 0`)
			for _, when := range []string{"mount", "show", "import", "update", "unmount"} {
				log.wait(t, "kind=custom-bad-"+when+` err="custom-bad-`+when+": no "+when)
			}
			log.wait(t, `a component's module cannot be served" app=lamps kind=custom-gone module=gone.js`)
			log.wait(t, `no mount at Object.mount (`)

			p.press("Worse")
			for when := range bad {
				if !slices.Contains([]string{"mount", "show", "import", "update", "unmount", "late"}, when) {
					shows(when)
				}
			}
			p.Do(chromedp.Click(lamp + ` button`))
			p.Elapse(time.Second) // what one module has pushed too much does not end the page
			p.shows(".state", "desk 2")
			p.wantSamePage()
			log.wait(t, "more modules have failed in the same browser")
			if lines := log.with("modules."); lines != nil {
				t.Errorf("the log has places of the runtime: %q", lines)
			}
			if lines := log.with("gone.js"); len(lines) != 1 {
				t.Errorf("the log tells of the module that is not there %d times: %q", len(lines), lines)
			}
		})
	}
}

// A module may change the object that it has pushed, and push it again.
func TestModuleThatKeepsItsObject(t *testing.T) {
	s := serve(t, copyLamps(t, map[string]string{"lamp.js": `export default {
	mount(root, ctx) {
		const value = {name: 'desk', level: 0}, more = document.createElement('button');
		more.onclick = () => { value.level++; ctx.push('change', value); };
		root.append(more);
	},
}`}).file, nil)
	p := open(t, s.url+"/lamps")
	for _, want := range []string{"desk 1", "desk 2", "desk 3"} {
		p.Do(chromedp.Click(lamp + ` button`))
		p.shows(".state", want)
	}
	p.wantSamePage()
}

// In development a changed module, what it imports, and its styles are put on open pages,
// and the component keeps its value. A module that fails is shown until it is good again.
func TestEditOfAModule(t *testing.T) {
	source := copyLamps(t, nil)
	s := serve(t, source.file, inDevelopment)
	p := open(t, s.url+"/lamps")
	p.Do(chromedp.Click(lamp + ` button`))
	p.shows(".state", "desk 1")

	source.beside("lamp.css", lamp+" { letter-spacing: 5px }")
	p.Wait(`getComputedStyle(document.querySelector('` + lamp + `')).letterSpacing == '5px'`)

	source.beside("lib/levels.js", "export const brightest = 2")
	p.Wait(`window.lamps.join() == 'mounted pn-custom-lamp,unmounted pn-custom-lamp true,mounted pn-custom-lamp'`)
	p.shows(lamp, "desk level 1, light")
	p.Do(chromedp.Click(lamp + ` button`))
	p.shows(".state", "desk 2")
	p.shows(".rung", "rung 3")

	source.beside("lamp.js", "export default {mount() { thrown }}")
	p.shows(lamp+" .pn-fault", "custom-lamp: thrown is not defined")
	source.beside("lamp.js", "export default {show(root, value) { root.textContent = 'now ' + value.level }}")
	p.shows(lamp, "now 2")
	p.wantSamePage()
}

// A module that does not come to its end is said to be late, and does no harm.
func TestModuleThatIsLate(t *testing.T) {
	s := serve(t, copyLamps(t, badModules()).file, nil)
	p := open(t, s.url+"/lamps")
	p.shows(lamp, "desk level 0, light")
	p.press("Bad")
	p.Wait(`document.querySelector('.late')`)
	p.Elapse(10 * time.Second)
	p.shows(".late .pn-fault", "This part of the page is not ready yet.")
	p.press("None")
	p.Wait(`!document.querySelector('.pn-fault')`)
}

// A page without a component that has a module loads nothing for modules.
func TestPageWithoutModules(t *testing.T) {
	s := serve(t, "testdata/cities.go", nil)
	p := open(t, s.url+"/cities")
	p.Do(chromedp.Focus(slider), chromedp.KeyEvent(kb.End))
	p.shows(".days", "7 days")
	p.Want(`performance.getEntriesByType('resource').map(e => e.name.replace(/.*\/([a-z]+)\..*/, '$1')).sort().join()`, "runtime,styles")
}
