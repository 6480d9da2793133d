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
