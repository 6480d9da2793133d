package interp_test

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/interp"
	"github.com/panelgo/panelgo/interp/symbols"
)

// filesRead are calls that tell a script something of a file, with the names of which the
// owner of the program is told, below the folder DIR. They are by the names of what is called.
var filesRead = map[string]struct{ call, names string }{
	"os.Open":                              {`os.Open("DIR/a.txt")`, "a.txt"},
	"os.OpenFile":                          {`os.OpenFile("DIR/a.txt", os.O_RDWR, 0)`, "a.txt"},
	"os.OpenInRoot":                        {`os.OpenInRoot("DIR/sub", "b.txt")`, "sub/b.txt"},
	"os.OpenRoot":                          {`os.OpenRoot("DIR/sub")`, "sub"},
	"os.ReadDir":                           {`os.ReadDir("DIR/sub")`, "sub"},
	"os.ReadFile":                          {`os.ReadFile("DIR/none")`, "none"},
	"os.Readlink":                          {`os.Readlink("DIR/link")`, "link"},
	"os.Stat":                              {`os.Stat("DIR/a.txt")`, "a.txt"},
	"os.Lstat":                             {`os.Lstat("DIR/link")`, "link"},
	"os.DirFS":                             {`fs.ReadFile(os.DirFS("DIR/sub"), "b.txt")`, "sub"},
	"os.CopyFS":                            {`os.CopyFS("DIR/copy", os.DirFS("DIR/sub"))`, "sub"},
	"path/filepath.EvalSymlinks":           {`filepath.EvalSymlinks("DIR/link")`, "link"},
	"path/filepath.Glob":                   {`filepath.Glob("DIR/sub/*.txt")`, "sub"},
	"path/filepath.Walk":                   {`filepath.Walk("DIR/sub", func(string, fs.FileInfo, error) error { return nil })`, "sub"},
	"path/filepath.WalkDir":                {`filepath.WalkDir("DIR/sub", func(string, fs.DirEntry, error) error { return nil })`, "sub"},
	"io/ioutil.ReadDir":                    {`ioutil.ReadDir("DIR/sub")`, "sub"},
	"io/ioutil.ReadFile":                   {`ioutil.ReadFile("DIR/a.txt")`, "a.txt"},
	"archive/zip.OpenReader":               {`zip.OpenReader("DIR/a.zip")`, "a.zip"},
	"text/template.ParseFiles":             {`template.ParseFiles("DIR/a.txt", "DIR/sub/b.txt")`, "a.txt sub/b.txt"},
	"text/template.ParseGlob":              {`template.ParseGlob("DIR/sub/*.txt")`, "sub"},
	"html/template.ParseFiles":             {`html.ParseFiles("DIR/a.txt")`, "a.txt"},
	"html/template.ParseGlob":              {`html.ParseGlob("DIR/sub/[ab].txt")`, "sub"},
	"(*text/template.Template).ParseFiles": {`template.New("").ParseFiles("DIR/a.txt", "DIR/sub/b.txt")`, "a.txt sub/b.txt"},
	"(*text/template.Template).ParseGlob":  {`template.New("").ParseGlob("DIR/sub/*.txt")`, "sub"},
	"(*html/template.Template).ParseFiles": {`html.New("").ParseFiles([]string{"DIR/a.txt"}...)`, "a.txt"},
	"(*html/template.Template).ParseGlob":  {`html.New("").ParseGlob("DIR/sub/*.txt")`, "sub"},
	"net/http.FileServer":                  {`http.FileServer(http.Dir("DIR/sub"))`, "sub"},
	"net/http.NewFileTransport":            {`http.NewFileTransport(http.Dir("DIR/sub"))`, "sub"},
	"net/http.ServeFile":                   {`serveFile("DIR/a.txt")`, "a.txt"},
	"(net/http.Dir).Open":                  {`http.Dir("DIR").Open("/../sub/b.txt")`, "sub/b.txt"},
}

// filesNotRead are the other functions of the packages of files: they tell nothing of a
// file that the script did not name to them, or only change files.
var filesNotRead = map[string]string{
	"os":            "Chmod Chown Chtimes Create CreateTemp Environ Executable Exit Expand ExpandEnv Getegid Getenv Geteuid Getgid Getgroups Getpagesize Getpid Getppid Getuid Getwd Hostname IsExist IsNotExist IsPathSeparator IsPermission IsTimeout Lchown Link LookupEnv Mkdir MkdirAll MkdirTemp NewSyscallError Pipe Remove RemoveAll Rename SameFile Symlink TempDir Truncate UserCacheDir UserConfigDir UserHomeDir WriteFile",
	"path/filepath": "Abs Base Clean Dir Ext FromSlash HasPrefix IsAbs IsLocal Join Localize Match Rel Split SplitList ToSlash VolumeName",
	"io/ioutil":     "NopCloser ReadAll TempDir TempFile WriteFile",
	"archive/zip":   "FileInfoHeader NewReader NewWriter",
}

// Of whatever a script reads of the file system, the owner of its program is told the name.
func TestFilesRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "sub"), 0o755); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"a.txt": "a", "sub/b.txt": "b"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink("a.txt", filepath.Join(dir, "link")); err != nil {
		t.Fatal(err)
	}
	for name, test := range filesRead {
		t.Run(name, func(t *testing.T) {
			var mu sync.Mutex
			var told []string
			p, err := load(t, strings.ReplaceAll(`package main
import (
	"archive/zip"; html "html/template"; "io/fs"; "io/ioutil"; "net/http"; "os"; "path/filepath"; "text/template"
)
var _, _, _, _, _, _, _, _ = zip.Store, html.HTMLEscape, fs.ErrExist, ioutil.Discard, http.MethodGet, os.Args, filepath.Separator, template.HTMLEscape
type nowhere struct{}
func (nowhere) Header() http.Header { return http.Header{} }
func (nowhere) Write(b []byte) (int, error) { return len(b), nil }
func (nowhere) WriteHeader(int) {}
func serveFile(name string) {
	r, _ := http.NewRequest("GET", "/a.txt", nil)
	http.ServeFile(nowhere{}, r, name)
}
func Read() { `+test.call+` }
`, "DIR", dir), interp.Config{OnRead: func(name string) {
				mu.Lock()
				defer mu.Unlock()
				told = append(told, strings.TrimPrefix(name, dir+"/"))
			}})
			if err != nil {
				t.Fatal(err)
			}
			i, err := p.New(t.Context(), interp.Env{})
			if err != nil {
				t.Fatal(err)
			}
			defer i.Kill()
			(counter{i, t}).call("Read")
			mu.Lock()
			defer mu.Unlock()
			if got := strings.Join(told, " "); got != test.names {
				t.Errorf("told of %q, want %q", got, test.names)
			}
		})
	}
}

// Every function of the packages of files is one that tells something of a file, or one
// that does not: what a new release of Go brings has to be looked at.
func TestAllFunctionsOfFilesAreKnown(t *testing.T) {
	std := symbols.Std()
	for _, path := range []string{"os", "path/filepath", "io/ioutil", "archive/zip"} {
		var others []string
		table := std[path+"/"+filepath.Base(path)]
		for _, name := range slices.Sorted(maps.Keys(table)) {
			if _, read := filesRead[path+"."+name]; table[name].Kind() == reflect.Func && !read {
				others = append(others, name)
			}
		}
		if got := strings.Join(others, " "); got != filesNotRead[path] {
			t.Errorf("of %s are not known to read no files: %s, want %s", path, got, filesNotRead[path])
		}
	}
}
