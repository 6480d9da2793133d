package server

import (
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"weak"

	"github.com/panelgo/panelgo/internal/app"
	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/plugins"
)

// A program that an edit made old is freed when its last session has ended,
// and not before.
func TestOldProgramIsFreed(t *testing.T) {
	for name, state := range map[string]string{"shared": "", "isolated": "\nvar clicks int\nfunc init() { clicks++ }\n"} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "app.go")
			source := "package main\nimport \"github.com/panelgo/panelgo/pn\"\n" + state +
				"func SessionKey(r *pn.Request) string { return \"\" }\nfunc App(s *pn.Session) { s.Main(pn.Text(\"one\")) }\n"
			write(t, file, source)
			s := newServer(t, file)
			a := s.app("app")
			sess, old := begun(t, s, a)
			write(t, file, strings.Replace(source, "one", "two", 1))
			s.edited(a, []string{file})
			if err := a.Problem(); err != nil {
				t.Fatal(err)
			}
			runtime.GC()
			if old.Value() == nil {
				t.Fatal("freed while a session runs it")
			}
			sess.End(nil)
			sess = nil
			waitfor.True(t, "the old program to be freed", func() bool { runtime.GC(); return old.Value() == nil })
		})
	}
}

// begun starts a session of an app's present version, and returns a weak
// pointer to that.
func begun(t *testing.T, s *Server, a *hosted) (*session.Session, weak.Pointer[app.Program]) {
	t.Helper()
	p := a.Program()
	if got, how := ask(s, "/app"); got.Code != http.StatusOK { // asks for SessionKey
		t.Fatalf("%d %s", got.Code, how)
	}
	sess, err := s.sessions.Start(t.Context(), p, visit.NewRequest(visit.Info{}))
	if err != nil {
		t.Fatal(err)
	}
	return sess, weak.Make(p)
}

func newServer(t *testing.T, scripts ...string) *Server {
	t.Helper()
	registry, err := plugins.NewRegistry()
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(t.Context(), Options{Plugins: registry, Log: slog.New(slog.DiscardHandler), Reuse: ReuseOn}, scripts, nil, app.ImportsWith(registry))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}
