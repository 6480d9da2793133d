// Package apps_test checks the example apps: each is valid Go, shows what it
// should, and is the same page interpreted and compiled.
package apps_test

import (
	"bufio"
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/pn/pntest"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The apps, and what a person does in each.
var apps = map[string]func(*pntest.Page){
	"weather": func(p *pntest.Page) {},
	"explorer": func(p *pntest.Page) {
		p.Set("Species", "Gentoo")
		p.Set("Body mass, at least", 5500)
		p.Set("Biscoe", false)
		p.Set("Biscoe", true)
	},
	"dashboard": func(p *pntest.Page) {
		p.Set("Play", false)
		p.Set("Day", 730)
	},
}

// Every script in the folder is among the apps tested here.
func TestAllAppsAreTested(t *testing.T) {
	scripts, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, script := range scripts {
		name := strings.TrimSuffix(script, ".go")
		if !strings.HasSuffix(name, "_test") && apps[name] == nil {
			t.Errorf("%s is not tested", script)
		}
	}
}

// The first page of an app, and the page after a person has used it, match the
// golden files, whether the app is interpreted or compiled.
func TestInterpretedAndCompiledAreTheSame(t *testing.T) {
	for name, use := range apps {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			o := panelgo.Defaults()
			o.LogLevel = "error"
			h, err := panelgo.Handler([]string{name + ".go"}, panelgo.WithOptions(o))
			if err != nil {
				t.Fatal(err)
			}
			interpreted, used := pages(t, pntest.Serve(t, h)+"/"+name, use)
			golden(t, name, interpreted)
			golden(t, name+"-used", used)
			compiled, usedToo := pages(t, serveCompiled(t, name)+name, use)
			same(t, "the first page, compiled", compiled, interpreted)
			same(t, "the page after use, compiled", usedToo, used)
		})
	}
}

// pages returns what an app shows at first, and after a person has used it.
func pages(t *testing.T, url string, use func(*pntest.Page)) (first, used string) {
	t.Helper()
	p := pntest.Load(t, url)
	first = shown(p)
	p.GoLive()
	use(p)
	return first, shown(p)
}

// chance matches what differs from run to run: the weather is random.
var chance = regexp.MustCompile(`(<div class="pn-number-value">)-?[0-9]+`)

func shown(p *pntest.Page) string {
	html := p.HTML("#pn-sidebar") + "\n" + p.HTML("#pn-main") + "\n"
	if strings.Contains(p.Title(), "Weather") {
		html = chance.ReplaceAllString(html, "${1}N")
	}
	return html
}

// serveCompiled builds an app and runs it until the test ends. It returns the
// URL that the app reports.
func serveCompiled(t *testing.T, name string) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), name)
	if out, err := exec.Command("go", "build", "-o", program, name+".go").CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	ctx, cancel := context.WithCancel(context.Background())
	app := exec.CommandContext(ctx, program, "--port", "0")
	stderr, err := app.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := app.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		app.Wait() // it was killed: its error says nothing
	})
	lines := bufio.NewScanner(stderr)
	for lines.Scan() {
		if _, rest, ok := strings.Cut(lines.Text(), "serving at "); ok {
			go func() {
				for lines.Scan() { // it must not block on what nobody reads
				}
			}()
			url, _, _ := strings.Cut(rest, " ")
			return url
		}
	}
	t.Fatalf("%s ended before it served", name)
	return ""
}

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, name, html string) {
	t.Helper()
	file := filepath.Join("testdata", name+".golden.html")
	html = strings.ReplaceAll(html, "><", ">\n<")
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(html), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	same(t, file, html, string(want))
}

// same reports the first place where two pages differ.
func same(t *testing.T, what, got, want string) {
	t.Helper()
	if got == want {
		return
	}
	i := 0
	for i < len(got) && i < len(want) && got[i] == want[i] {
		i++
	}
	around := func(s string) string { return s[max(0, i-60):min(len(s), i+60)] }
	t.Errorf("%s differs:\n got …%s…\nwant …%s…", what, around(got), around(want))
}
