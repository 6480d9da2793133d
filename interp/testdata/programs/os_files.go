package main

import (
	"bufio"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

func main() {
	dir, err := os.MkdirTemp("", "corpus")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "f.txt")
	fmt.Println(os.WriteFile(name, []byte("line1\nline2\n"), 0o600))
	b, err := os.ReadFile(name)
	fmt.Printf("%q %v\n", b, err)
	f, err := os.OpenFile(name, os.O_APPEND|os.O_WRONLY, 0)
	fmt.Fprintf(f, "line%d\n", 3)
	fmt.Println(f.Close(), err, filepath.Base(f.Name()))
	r, _ := os.Open(name)
	s := bufio.NewScanner(r)
	for s.Scan() {
		fmt.Print(s.Text(), " ")
	}
	r.Seek(4, io.SeekStart)
	p := make([]byte, 3)
	n, err := r.Read(p)
	fmt.Println(n, err, string(p[:1]), r.Close())
	st, err := os.Stat(name)
	fmt.Println(st.Size(), st.IsDir(), st.Mode(), st.Name(), err)
	os.Mkdir(filepath.Join(dir, "sub"), 0o755)
	os.WriteFile(filepath.Join(dir, "sub", "g"), nil, 0o644)
	filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		rel, _ := filepath.Rel(dir, path)
		fmt.Println(rel, d.IsDir(), err)
		return nil
	})
	es, _ := os.ReadDir(dir)
	fmt.Println(len(es), es[0].Name())
	m, _ := filepath.Glob(filepath.Join(dir, "*.txt"))
	fmt.Println(len(m), os.Rename(name, name+"2"), os.Remove(name) != nil)
	fsys := os.DirFS(dir)
	data, err := fs.ReadFile(fsys, "f.txt2")
	fmt.Println(len(data), err)
}
