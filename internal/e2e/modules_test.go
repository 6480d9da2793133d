package e2e_test

import (
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/panelgo/panelgo"
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

// bad are modules that fail, by when they do.
var bad = map[string]string{
	"bad-mount.js":   `export default {mount() { throw new Error('no mount') }}`,
	"bad-show.js":    `export default {show() { throw new Error('no show') }}`,
	"bad-update.js":  `export default {async update() { throw new Error('no update') }}`,
	"bad-unmount.js": `export default {unmount() { throw new Error('no unmount') }}`,
	"bad-import.js":  `throw new Error('no import')`,
	"bad-late.js":    `export default {mount: () => new Promise(() => {})}`,
}

// A module that fails is shown in its place and told to the log, and the page goes on.
func TestModulesThatFail(t *testing.T) {
	for name, test := range map[string]struct {
		dev   bool
		fault string
	}{
		"in production":  {false, "This part of the page does not work."},
		"in development": {true, "custom-bad-%: no %"},
	} {
		t.Run(name, func(t *testing.T) {
			log := &journal{}
			s := serve(t, copyLamps(t, bad).file, func(o *panelgo.Options) { o.Dev, o.Log = test.dev, slog.New(slog.NewTextHandler(log, nil)) })
			p := open(t, s.url+"/lamps")
			p.press("Bad")
			fault := func(when string) string { return strings.ReplaceAll(test.fault, "%", when) }
			for _, when := range []string{"mount", "show", "import"} {
				p.shows("."+when+" .pn-fault", fault(when))
			}
			p.Wait(`document.querySelectorAll('.pn-fault').length == 4`)
			if test.dev {
				p.shows(".gone .pn-fault", "custom-gone: there is no gone.js in the app's folder: file does not exist")
			}
			p.press("Touch")
			p.shows(".update .pn-fault", fault("update"))
			p.shows(".mount .pn-fault", fault("mount"))
			p.Do(chromedp.Click(lamp + ` button`))
			p.shows(".state", "desk 1")
			p.press("None")
			p.Wait(`document.querySelectorAll('.pn-fault').length == 0`)
			for _, when := range []string{"mount", "show", "import", "update", "unmount"} {
				log.wait(t, "kind=custom-bad-"+when+` err="custom-bad-`+when+": no "+when)
			}
			log.wait(t, `a component's module cannot be served" app=lamps kind=custom-gone module=gone.js`)
			p.wantSamePage()
		})
	}
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
	s := serve(t, copyLamps(t, bad).file, nil)
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
