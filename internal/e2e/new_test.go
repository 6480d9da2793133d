package e2e_test

import (
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// command runs a command of the go tool, or a program, to its end.
func command(t *testing.T, dir, name string, args ...string) {
	t.Helper()
	c := exec.CommandContext(t.Context(), name, args...)
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

// start runs a program that serves, until the test ends, and returns the address that it
// prints.
func start(t *testing.T, program string) string {
	t.Helper()
	log := &journal{}
	c := exec.Command(program, "--port=0")
	c.Stderr = log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Error(err)
		}
		if err := c.Wait(); err != nil {
			t.Errorf("%s: %v", program, err)
		}
	})
	log.wait(t, "serving at http://")
	return regexp.MustCompile(`http://\S+/`).FindString(log.with("serving at")[0])
}

// What "panelgo new --component" writes works in a browser at once, with and without a
// module: a person sees it, uses it by keyboard and by mouse, and the script follows.
func TestNewComponent(t *testing.T) {
	dir := t.TempDir()
	panelgo := filepath.Join(dir, "panelgo")
	command(t, "../..", "go", "build", "-o", panelgo, "./cmd/panelgo")
	for name, flags := range map[string][]string{"star-meter": nil, "wave-meter": {"--module"}} {
		t.Run(name, func(t *testing.T) {
			folder := filepath.Join(dir, name)
			command(t, dir, panelgo, append([]string{"new", "--component", name}, flags...)...)
			command(t, folder, "go", "build", "-o", "served", "./demo")
			address := start(t, filepath.Join(folder, "served")) + name

			p := newTab(t)
			p.watch()
			p.Visit(address)
			p.Live()
			control := `[data-pn=` + name + `] input`
			p.Wait(`document.querySelector('` + control + `')?.value == '3'`)
			p.JS(`document.querySelector('.pn-` + name + `').parentElement.classList.add('example')`)
			p.JS(`document.querySelector('` + control + `').focus()`)
			p.Do(chromedp.KeyEvent(kb.ArrowRight))
			p.Wait(`document.querySelector('.pn-text').textContent.endsWith(': 4')`)
			p.Do(chromedp.Click(control)) // in its middle
			p.Wait(`document.querySelector('.pn-text').textContent.endsWith(': 5')`)
			p.Want(`document.querySelector('`+control+`').value`, "5")
			p.wantNames()
			p.Want(`faults.join('\n')`, "")
		})
	}
}
