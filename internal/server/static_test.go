package server_test

import (
	"encoding/json"
	"log/slog"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/server"
)

// Static folders have any path, the longest that fits is meant, and what is in them
// and not served is told once.
func TestStaticFolders(t *testing.T) {
	dir := folder(t, map[string]string{
		"out/page.txt": strings.Repeat("out ", 1_000), "out/größe/a b.txt": "deep", "out/.env": "secret", "inner/page.txt": "inner", "beside.txt": "secret",
	})
	if err := os.Symlink("../beside.txt", filepath.Join(dir, "out", "link.txt")); err != nil {
		t.Fatal(err)
	}
	var log notes
	at := serve(t, func(o *panelgo.Options) {
		o.Stats, o.Prefix, o.Log = true, "/tools", slog.New(slog.NewTextHandler(&log, nil))
		o.StaticDirs = map[string]string{
			"files": filepath.Join(dir, "out"), "/files/inner/": filepath.Join(dir, "inner"), "{x}/größe": filepath.Join(dir, "out"),
		}
	}, script(t, "app.go", good)) + "/tools"
	for path, want := range map[string]string{
		"/files/page.txt": "out out", "/files/inner/page.txt": "inner", "/files/größe/a b.txt": "deep", "/{x}/größe/größe/a b.txt": "deep", "/{x}/größe/page.txt": "out out",
		"/files/.env": "", "/files/link.txt": "", "/files/none": "", "/filesinner/page.txt": "", "/any/größe/page.txt": "", "/files": "", "/files/": "", "/files/inner": "",
	} {
		for range 2 {
			got := get(t, at+(&url.URL{Path: path}).EscapedPath())
			status := http.StatusNotFound
			if want != "" {
				status = http.StatusOK
			} else if path == "/files" || path == "/files/inner" {
				status = http.StatusFound
			}
			if got.status != status || !strings.HasPrefix(got.body, want) || strings.Contains(got.body, "secret") {
				t.Errorf("%s: %d %.20q, want %d %q", path, got.status, got.body, status, want)
			}
		}
	}
	for _, name := range []string{".env", "link.txt"} {
		if n := strings.Count(log.String(), "file="+name+" "); n != 1 {
			t.Errorf("%d lines of the log are about %s:\n%s", n, name, log.String())
		}
	}
	get(t, at+"/files/page.txt", "Accept-Encoding", "br")
	var st server.Stats
	const kept = 2 * 4_000 // page.txt by brotli, and by gzip, which the client asks for otherwise
	if err := json.Unmarshal([]byte(get(t, at+"/stats").body), &st); err != nil || st.StaticBytes != kept || st.MaxStaticBytes < kept {
		t.Errorf("%d bytes of at most %d are kept, %v", st.StaticBytes, st.MaxStaticBytes, err)
	}
}
