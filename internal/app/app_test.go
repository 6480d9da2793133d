package app

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"

	"go.uber.org/goleak"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/plugins"
	"github.com/panelgo/panelgo/pn"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const header = "package main\n\nimport \"github.com/panelgo/panelgo/pn\"\n\n"

// write puts a file into a folder and gives its path.
func write(t *testing.T, dir, name, text string) string {
	t.Helper()
	path := filepath.Join(dir, name)
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// config is that of a server without plugins.
func config(t *testing.T) Config {
	t.Helper()
	registry, err := plugins.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	return Config{Imports: ImportsWith(registry), Log: slog.New(slog.DiscardHandler)}
}

// loaded is an app of a script that loads. It is closed when the test ends.
func loaded(t *testing.T, path string, c Config) *App {
	t.Helper()
	a, err := FromScript(path, c)
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Load(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(a.Close)
	return a
}

// An edit that is good makes a new version, one that is bad leaves the last
// good one, and one that is undone changes nothing.
func TestEdits(t *testing.T) {
	script := write(t, t.TempDir(), "room-climate.go", header+"func App(s *pn.Session) {}\n")
	a := loaded(t, script, config(t))
	if a.Slug() != "room-climate" || a.Title() != "Room Climate" {
		t.Errorf("slug %q, title %q", a.Slug(), a.Title())
	}
	first := a.Program()
	for _, step := range []struct {
		name, source   string
		good, replaced bool
	}{
		{"bad", "func App(s *pn.Session) { nothing() }\n", false, false},
		{"undone", "func App(s *pn.Session) {}\n", true, false},
		{"good", "func App(s *pn.Session) { s.Title(\"new\") }\n", true, true},
	} {
		write(t, filepath.Dir(script), "room-climate.go", header+step.source)
		before, edition, replaced := a.Program(), a.Edition(), false
		_, err := a.Edited([]string{script}, func() { replaced = true })
		if (err == nil) != step.good || (a.Problem() == nil) != step.good || replaced != step.replaced {
			t.Errorf("%s: error %v, problem %v, replaced %v", step.name, err, a.Problem(), replaced)
		}
		if changed := a.Program() != before; changed != step.replaced {
			t.Errorf("%s: another program: %v", step.name, changed)
		}
		if a.Edition() != edition+1 {
			t.Errorf("%s: edition %d after %d", step.name, a.Edition(), edition)
		}
	}
	if a.Program().Version() == first.Version() {
		t.Error("the new program has the version of the old")
	}
}

// A script that has never been good has no program, but an error.
func TestAScriptWithoutAGoodVersion(t *testing.T) {
	a, err := FromScript(write(t, t.TempDir(), "app.go", header+"func App(s *pn.Session) { nothing() }\n"), config(t))
	if err != nil {
		t.Fatal(err)
	}
	if err := a.Load(); err == nil {
		t.Fatal("it loads")
	}
	if p, err := a.Present(); p != nil || err == nil {
		t.Errorf("program %v, error %v", p, err)
	}
	items := ProblemItems(a.Problem())
	if len(items) != 1 || items[0].File != "app.go" || items[0].Line != 5 || items[0].Column != 27 || !strings.Contains(items[0].Source, "nothing()") {
		t.Errorf("problem items: %+v", items)
	}
}

// Of many mistakes the error page shows the first, and how many more there are. No
// item has the name of a folder of the server.
func TestManyProblems(t *testing.T) {
	source := header + "func App(s *pn.Session) {}\n\nfunc App() {\n"
	for i := range 12 {
		source += fmt.Sprintf("\tnothing%d()\n", i)
	}
	dir := t.TempDir()
	_, err := Check(write(t, dir, "app.go", source+"}\n"), config(t).Imports.Config())
	items := ProblemItems(err)
	if len(items) != 11 || items[10].Message != "and 3 more" {
		t.Fatalf("problem items: %+v", items)
	}
	if want := "App redeclared in this block\n\tapp.go:5:6: other declaration of App"; items[0].Message != want {
		t.Errorf("got  %q\nwant %q", items[0].Message, want)
	}
}

// The files of an app are its script and the templates that it has used.
func TestSources(t *testing.T) {
	dir := t.TempDir()
	c := config(t)
	var told []string
	c.Sources = func(slug string, files Sources) { told = files.Contents }
	script := write(t, dir, "app.go", header+"func App(s *pn.Session) {}\n")
	a := loaded(t, script, c)
	if !slices.Contains(told, script) {
		t.Errorf("the files are %v", told)
	}
	template := write(t, dir, "mine.html", "<!doctype html><title>{{.Title}}</title><h1>First</h1>{{.Main}}")
	if _, err := a.Template("mine.html"); err != nil {
		t.Fatal(err)
	}
	if !slices.Contains(told, template) {
		t.Errorf("after a template was used the files are %v", told)
	}
}

// A template is a part of the app: an edit of it is another version, and a bad
// one changes nothing.
func TestEditsOfTemplates(t *testing.T) {
	dir := t.TempDir()
	a := loaded(t, write(t, dir, "app.go", header+"func App(s *pn.Session) {}\n"), config(t))
	template := write(t, dir, "mine.html", "<h1>First</h1>{{.Main}}")
	if _, err := a.Template("mine.html"); err != nil {
		t.Fatal(err)
	}
	edit := func(text string) (template bool, replaced bool, err error) {
		path := write(t, dir, "mine.html", text)
		template, err = a.Edited([]string{path}, func() { replaced = true })
		return template, replaced, err
	}
	if edited, replaced, err := edit("<h1>Second</h1>{{.Main}}"); !edited || !replaced || err != nil {
		t.Errorf("a good edit of %s: %v, %v, %v", template, edited, replaced, err)
	}
	if edited, replaced, err := edit("<h1>{{.Nothing"); !edited || replaced || err == nil {
		t.Errorf("a bad edit: %v, %v, %v", edited, replaced, err)
	}
	for _, name := range []string{"../outside.html", "missing.html", "nonsense"} {
		if _, err := a.Template(name); err == nil {
			t.Errorf("there is a template %q", name)
		}
	}
}

// A script whose name cannot stand in a URL does not load, and a compiled app is refused.
func TestSlugs(t *testing.T) {
	for _, name := range []string{"a b.go", "-dash.go", "50%.go", "{name}.go", ".hidden.go"} {
		a, err := FromScript(write(t, t.TempDir(), name, header+"func App(s *pn.Session) {}\n"), config(t))
		if err != nil {
			t.Errorf("%q: %v", name, err)
			continue
		}
		if err := a.Load(); err == nil || a.Problem() != err || a.Program() != nil {
			t.Errorf("%q can stand in a URL: %v, %v", name, err, a.Problem())
		}
	}
	for _, name := range []string{".go", "..go", "...go"} {
		if _, err := FromScript(name, config(t)); err == nil {
			t.Errorf("%q leads to an app", name)
		}
	}
	for _, name := range []string{"größe.go", "天気.go", "2026-report.v1.go"} {
		if _, err := FromScript(name, config(t)); err != nil {
			t.Errorf("%q cannot stand in a URL: %v", name, err)
		}
	}
	if _, err := FromCompiled(Compiled{Slug: "a/b", App: func(*pn.Session) {}}, nil); err == nil {
		t.Error("a/b can stand in a URL")
	}
	if _, err := FromCompiled(Compiled{Slug: "app"}, nil); err == nil {
		t.Error("an app has no App")
	}
}

// Files of the program hide those of the folder.
func TestFilesOfACompiledApp(t *testing.T) {
	dir, own := t.TempDir(), t.TempDir()
	write(t, dir, "both.txt", "folder")
	write(t, dir, "folder.txt", "folder")
	write(t, own, "both.txt", "program")
	a, err := FromCompiled(Compiled{Slug: "app", App: func(*pn.Session) {}, Dir: dir, Files: os.DirFS(own)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"both.txt": "program", "folder.txt": "folder"} {
		f, err := a.Program().Files().Open(name)
		if err != nil {
			t.Error(err)
			continue
		}
		var got bytes.Buffer
		if _, err := got.ReadFrom(f); err != nil || got.String() != want {
			t.Errorf("%s holds %q, want %q: %v", name, got.String(), want, err)
		}
		f.Close()
	}
	if _, err := a.Program().Files().Open("../secret"); err == nil {
		t.Error("a name leads out of the folder")
	}
}

// Every function of the contract that has another type is reported at once.
func TestContract(t *testing.T) {
	script := write(t, t.TempDir(), "app.go", header+"func App(s *pn.Session) error { return nil }\nfunc SessionKey() string { return \"\" }\n")
	_, err := Check(script, interp.Config{Symbols: config(t).Imports})
	found, ok := errors.AsType[interp.Diagnostics](err)
	if !ok || len(found) != 2 {
		t.Fatalf("found %v", found)
	}
	for i, want := range []string{"App is a func(*pn.Session) error, but must be a func(*pn.Session)", "SessionKey is a func() string, but must be a func(*pn.Request) string"} {
		if found[i].Message != want {
			t.Errorf("%q, want %q", found[i].Message, want)
		}
	}

	generic := write(t, t.TempDir(), "generic.go", header+"func App[T any](s *pn.Session) {}\n")
	_, err = Check(generic, interp.Config{Symbols: config(t).Imports})
	if want := "App is a func[T any](s *pn.Session), but must be a func(*pn.Session)"; err == nil || !strings.Contains(err.Error(), want) {
		t.Errorf("%v, want %q", err, want)
	}
}

// A folder is one app if its files make one package with one App; otherwise it
// stands for the scripts in it.
func TestDiscover(t *testing.T) {
	app, alone, helper := header+"func App(s *pn.Session) {}\n", "//go:build ignore\n\n"+header+"func App(s *pn.Session) {}\n", "package main\n"
	for _, test := range []struct {
		name  string
		files map[string]string
		want  string // names in the folder, "." for the folder itself
	}{
		{"one package", map[string]string{"app.go": app, "helper.go": helper, "app_test.go": app}, "."},
		{"scripts", map[string]string{"a.go": alone, "b.go": alone, "helper.go": helper}, "a.go b.go"},
		{"one script", map[string]string{"a.go": alone, "helper.go": helper}, "a.go"},
		{"one that does not parse", map[string]string{"bad.go": "package", "a.go": alone}, "a.go bad.go"},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := t.TempDir()
			for name, text := range test.files {
				write(t, dir, name, text)
			}
			found, err := Discover([]string{dir})
			if err != nil {
				t.Fatal(err)
			}
			for i, path := range found {
				if found[i], err = filepath.Rel(dir, path); err != nil {
					t.Fatal(err)
				}
			}
			if got := strings.Join(found, " "); got != test.want {
				t.Errorf("found %s, want %s", got, test.want)
			}
		})
	}
	for _, path := range []string{t.TempDir(), "nowhere.go", write(t, t.TempDir(), "notes.txt", "")} {
		if found, err := Discover([]string{path}); err == nil {
			t.Errorf("%s stands for %v", path, found)
		}
	}
}

// Scripts come into a folder, whole or while they are being written; one that comes into the
// folder of one app makes it a folder of apps, and an edit of this app's files does not.
func TestFolder(t *testing.T) {
	app, helper, broken := header+"func App(s *pn.Session) {}\n", "package main\n", "package main\nfunc"
	type step struct{ file, text, come string }
	for name, test := range map[string]struct {
		files map[string]string
		steps []step
	}{
		"apps": {map[string]string{"a.go": app, "b.go": app, "c.go": helper, "[d.go": broken}, []step{
			{"", "", ""}, {"e.go", app, "e.go"}, {"e.go", app + "\n", "e.go"}, {"c.go", app, "c.go"}, {"f.go", helper, ""}, {"f_test.go", app, ""}, {".g.go", app, ""},
			{"h.go", broken, ""}, {"h.go", helper, ""}, {"i.go", "", ""}, {"", "", "i.go"}, {"", "", ""},
		}},
		"one app":     {map[string]string{"a.go": app, "b.go": helper}, []step{{"b.go", app + "\n", ""}, {"b.go", broken, ""}, {"", "", ""}, {"c.go", broken, ""}, {"", "", ""}, {"c.go", helper, ""}, {"c.go", app, ""}, {"b.go", helper, ""}, {"d.go", app, "a.go c.go d.go"}, {"e.go", app, "e.go"}}},
		"one bad app": {map[string]string{"a.go": broken}, []step{{"a.go", app, ""}, {"", "", ""}, {"b.go", app, "a.go b.go"}}},
	} {
		t.Run(name, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "[a-z]*") // a name is no pattern
			if err := os.Mkdir(dir, 0o755); err != nil {
				t.Fatal(err)
			}
			for name, text := range test.files {
				write(t, dir, name, text)
			}
			folders := Folders([]string{dir})
			if len(folders) != 1 {
				t.Fatalf("%d folders", len(folders))
			}
			for i, step := range test.steps {
				if step.file != "" {
					write(t, dir, step.file, step.text)
				}
				come := folders[0].More()
				for i, path := range come {
					come[i] = filepath.Base(path)
				}
				if got := strings.Join(come, " "); got != step.come {
					t.Errorf("step %d, %s: %q have come, want %q", i, step.file, got, step.come)
				}
			}
		})
	}
}

// What a script prints becomes lines of the log, cut if they are too long. Too
// many lines are left out.
func TestOutput(t *testing.T) {
	var log bytes.Buffer
	c := config(t)
	c.Log = slog.New(slog.NewTextHandler(&log, nil))
	a, err := FromScript("app.go", c)
	if err != nil {
		t.Fatal(err)
	}
	out := a.output()
	fmt.Fprint(out, "one ")
	fmt.Fprint(out, "line\r\nanother\n", strings.Repeat("x", 2*maxLine), "\n")
	for _, want := range []string{"msg=\"one line\" app=app\n", "msg=another app=app\n", "msg=" + strings.Repeat("x", maxLine) + " app=app\n"} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("the log does not hold %.40q", want)
		}
	}
	log.Reset()
	for range 100 * lineBurst {
		fmt.Fprintln(out, "again")
	}
	if n := strings.Count(log.String(), "again"); n >= 100*lineBurst {
		t.Errorf("all %d lines were logged", n)
	}
}

// A script's SessionKey that never returns is stopped, and the next call gets
// a run of its own.
func TestSessionKeyThatHangs(t *testing.T) {
	script := write(t, t.TempDir(), "app.go", header+`var calls int

func SessionKey(r *pn.Request) string {
	calls++
	if r.Arg("hang", "") != "" {
		<-make(chan bool)
	}
	return "key"
}

func App(s *pn.Session) {}
`)
	synctest.Test(t, func(t *testing.T) {
		p := loaded(t, script, config(t)).Program()
		request := func(query string) *pn.Request { return pn.NewRequest(visit.NewRequest(visit.Info{RawQuery: query})) }
		if _, err := p.sessionKey(request("hang=1")); !errors.Is(err, errKeyTimeout) {
			t.Errorf("it ended with %v", err)
		}
		if key, err := p.sessionKey(request("")); key != "key" || err != nil {
			t.Errorf("then it gives %q, %v", key, err)
		}
	})
}
