package server_test

import (
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// readers are apps that show a file for each city, in several ways, and do nothing by
// themselves: with ReuseLazy their pages need no session.
var readers = map[string]string{
	"ReadFile":    `s.ReadFile(s.Arg("city", "rome") + ".txt")`,
	"os.ReadFile": `os.ReadFile("DIR/" + s.Arg("city", "rome") + ".txt")`,
	"os.Open":     `func() ([]byte, error) { f, err := os.Open("DIR/" + s.Arg("city", "rome") + ".txt"); if err != nil { return nil, err }; defer f.Close(); return io.ReadAll(f) }()`,
	"os.DirFS":    `fs.ReadFile(os.DirFS("DIR"), s.Arg("city", "rome") + ".txt")`,
}

const reader = `package main

import ("io"; "io/fs"; "os"; "github.com/panelgo/panelgo/pn")

var _, _, _ = io.EOF, fs.ErrExist, os.Args

func App(s *pn.Session) {
	text, err := READ
	if err != nil { text = []byte("nothing") }
	s.Main(pn.Text("there is " + string(text)))
}
`

// A page that was made from a file is made anew when the file changes, appears or goes. One
// that was made from other files is kept, where it is known what each page has read.
func TestPagesFollowTheFilesTheyRead(t *testing.T) {
	for how, read := range readers {
		for name, mode := range map[string]func(*panelgo.Options){"reuse": reuse, "warm": warm, "lazy": lazy} {
			t.Run(how+", "+name, func(t *testing.T) {
				dir := t.TempDir()
				path := filepath.Join(dir, "app.go")
				put := func(file, text string) {
					if err := os.WriteFile(file+".new~", []byte(text), 0o644); err != nil {
						t.Fatal(err)
					}
					if err := os.Rename(file+".new~", file); err != nil {
						t.Fatal(err)
					}
				}
				put(path, strings.ReplaceAll(strings.Replace(reader, "READ", read, 1), "DIR", dir))
				url := serve(t, mode, path)
				shows := func(city, want string) {
					t.Helper()
					waitfor.True(t, city+" to show "+want, func() bool {
						return strings.Contains(get(t, url+"/app?city="+city).body, "there is "+want)
					})
				}
				rome := filepath.Join(dir, "rome.txt")
				shows("rome", "nothing")
				shows("oslo", "nothing")
				open := pntest.Visit(t, url+"/app?city=rome")

				put(rome, "sun")
				shows("rome", "sun")
				if got := get(t, url+"/app?city=oslo").header.Get("Server-Timing"); how == "ReadFile" && got != "reuse;desc=hit" {
					t.Errorf("the page of another file: %s", got)
				}
				if name == "lazy" { // the page has no session, which could have other plans
					open.WaitText(".pn-text", "there is sun")
				}
				pntest.Visit(t, url+"/app?city=rome").WaitText(".pn-text", "there is sun")

				put(rome, "rain")
				shows("rome", "rain")
				if err := os.Remove(rome); err != nil {
					t.Fatal(err)
				}
				shows("rome", "nothing")
			})
		}
	}
}

// asked are apps that show what the file system tells of a file or a folder besides what is
// in it, and what changes that.
var asked = map[string]struct {
	shows  string // of DIR, as a string
	change func(dir string) error
}{
	"where a link leads": {`os.Readlink("DIR/link")`, func(dir string) error {
		return errors.Join(os.Remove(dir+"/link"), os.Symlink("other", dir+"/link"))
	}},
	"where a link to another with the same content leads": {`filepath.EvalSymlinks("DIR/good")`, func(dir string) error {
		return errors.Join(os.Remove(dir+"/good"), os.Symlink("same.txt", dir+"/good"))
	}},
	"a link of a folder": {`fs.ReadLink(os.DirFS("DIR"), "link")`, func(dir string) error {
		return errors.Join(os.Remove(dir+"/link"), os.Symlink("other", dir+"/link"))
	}},
	"a time": {`stat(os.Stat("DIR/a.txt"))`, func(dir string) error {
		return os.Chtimes(dir+"/a.txt", time.Time{}, time.Unix(1_000_000_000, 0))
	}},
	"a time through a link": {`stat(os.Stat("DIR/good"))`, func(dir string) error {
		return os.Chtimes(dir+"/a.txt", time.Time{}, time.Unix(1_000_000_000, 0))
	}},
	"rights":                 {`stat(os.Lstat("DIR/a.txt"))`, func(dir string) error { return os.Chmod(dir+"/a.txt", 0o600) }},
	"the rights of a folder": {`stat(os.Stat("DIR/sub"))`, func(dir string) error { return os.Chmod(dir+"/sub", 0o700) }},
	"a folder's name":        {`names(os.ReadDir("DIR"))`, func(dir string) error { return os.Mkdir(dir+"/new", 0o755) }},
	"a hidden name":          {`names(os.ReadDir("DIR/sub"))`, func(dir string) error { return os.WriteFile(dir+"/sub/.new", nil, 0o644) }},
	"a name that goes":       {`names(fs.ReadDir(os.DirFS("DIR"), "sub"))`, func(dir string) error { return os.Remove(dir + "/sub/b.txt") }},
	"a time in a walk":       {`walk("DIR")`, func(dir string) error { return os.Chtimes(dir+"/sub/b.txt", time.Time{}, time.Unix(1_000_000_000, 0)) }},
	"a match":                {`list(filepath.Glob("DIR/sub/*"))`, func(dir string) error { return os.Mkdir(dir+"/sub/new", 0o755) }},
	"a name in a root":       {`root("DIR")`, func(dir string) error { return os.Mkdir(dir+"/sub/new", 0o755) }},
	"an open folder":         {`open("DIR/sub")`, func(dir string) error { return os.Mkdir(dir+"/sub/new", 0o755) }},
	"that there is nothing":  {`stat(os.Stat("DIR/none/deep"))`, func(dir string) error { return os.MkdirAll(dir+"/none/deep", 0o755) }},
}

const asker = `package main

import ("fmt"; "io/fs"; "os"; "path/filepath"; "github.com/panelgo/panelgo/pn")

func stat(i fs.FileInfo, err error) (string, error) {
	if err != nil { return "", err }
	return fmt.Sprint(i.Mode(), i.Size(), i.ModTime().UnixNano()), nil
}

func names(list []fs.DirEntry, err error) (string, error) { return fmt.Sprint(len(list)), err }
func list(list []string, err error) (string, error) { return fmt.Sprint(len(list)), err }

func walk(dir string) (string, error) {
	out := ""
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil { return err }
		text, err := stat(d.Info())
		out += text
		return err
	})
	return out, err
}

func root(dir string) (string, error) {
	r, err := os.OpenRoot(dir)
	if err != nil { return "", err }
	defer r.Close()
	return names(fs.ReadDir(r.FS(), "sub"))
}

func open(dir string) (string, error) {
	f, err := os.Open(dir)
	if err != nil { return "", err }
	defer f.Close()
	return names(f.ReadDir(-1))
}

func App(s *pn.Session) {
	out, err := SHOWS
	s.Main(pn.Text(fmt.Sprint("there is ", filepath.Base(out), err)))
}
`

// A page that was made from anything that the file system tells is made anew when that
// changes, also where the contents of no file do.
func TestPagesFollowWhatTheyAskOfFiles(t *testing.T) {
	for name, test := range asked {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := folder(t, map[string]string{"a.txt": "a", "same.txt": "a", "sub/b.txt": "b"})
			for link, to := range map[string]string{"link": "nowhere", "good": "a.txt"} {
				if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
					t.Fatal(err)
				}
			}
			path := filepath.Join(dir, "app.go")
			if err := os.WriteFile(path, []byte(strings.ReplaceAll(strings.Replace(asker, "SHOWS", test.shows, 1), "DIR", dir)), 0o644); err != nil {
				t.Fatal(err)
			}
			url := serve(t, reuse, path) + "/app"
			shown := func() string {
				page := get(t, url)
				if page.status != http.StatusOK {
					t.Fatal(page.body)
				}
				_, text, _ := strings.Cut(page.body, "there is ")
				text, _, _ = strings.Cut(text, "<")
				return text
			}
			before := shown()
			waitfor.True(t, "the page to be shared", func() bool { return get(t, url).header.Get("Server-Timing") == "reuse;desc=hit" })
			if err := test.change(dir); err != nil {
				t.Fatal(err)
			}
			waitfor.True(t, "another page than "+before, func() bool { return shown() != before })
		})
	}
}
