package server_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/panelgo/panelgo"
	"github.com/panelgo/panelgo/internal/waitfor"
	"github.com/panelgo/panelgo/pn/pntest"
)

// reader is an app that shows a file for each city, and counts nothing: with ReuseLazy its
// pages need no session.
const reader = `
	func App(s *pn.Session) {
		text, err := s.ReadFile(s.Arg("city", "rome") + ".txt")
		if err != nil { text = []byte("nothing") }
		s.Main(pn.Text("there is " + string(text)))
	}`

// A page that was made from a file is made anew when the file changes, appears or goes. One
// that was made from others is kept.
func TestPagesFollowTheFilesTheyRead(t *testing.T) {
	for name, mode := range map[string]func(*panelgo.Options){"reuse": reuse, "warm": warm, "lazy": lazy} {
		t.Run(name, func(t *testing.T) {
			path := script(t, "app.go", reader)
			url := serve(t, mode, path)
			put := func(city, text string) {
				file := filepath.Join(filepath.Dir(path), city+".txt")
				if err := os.WriteFile(file+".new~", []byte(text), 0o644); err != nil {
					t.Fatal(err)
				}
				if err := os.Rename(file+".new~", file); err != nil {
					t.Fatal(err)
				}
			}
			shows := func(city, want string) {
				t.Helper()
				waitfor.True(t, city+" to show "+want, func() bool {
					return strings.Contains(get(t, url+"/app?city="+city).body, "there is "+want)
				})
			}
			shows("rome", "nothing")
			shows("oslo", "nothing")
			open := pntest.Visit(t, url+"/app?city=rome")

			put("rome", "sun")
			shows("rome", "sun")
			if got := get(t, url+"/app?city=oslo").header.Get("Server-Timing"); got != "reuse;desc=hit" {
				t.Errorf("the page of another file: %s", got)
			}
			if name == "lazy" { // it has no session of its own that could have other plans
				open.WaitText(".pn-text", "there is sun")
			}
			later := pntest.Visit(t, url+"/app?city=rome")
			later.WaitText(".pn-text", "there is sun")

			put("rome", "rain")
			shows("rome", "rain")
			if err := os.Remove(filepath.Join(filepath.Dir(path), "rome.txt")); err != nil {
				t.Fatal(err)
			}
			shows("rome", "nothing")
		})
	}
}
