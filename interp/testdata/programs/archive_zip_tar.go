package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"fmt"
	"io"
)

func main() {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, n := range []string{"a.txt", "dir/b.txt"} {
		w, err := z.Create(n)
		fmt.Fprintf(w, "content of %s", n)
		fmt.Println(n, err)
	}
	z.Close()
	r, err := zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
	fmt.Println(err, len(r.File))
	for _, f := range r.File {
		rc, _ := f.Open()
		b, _ := io.ReadAll(rc)
		rc.Close()
		fmt.Println(f.Name, string(b), f.UncompressedSize64)
	}
	var tb bytes.Buffer
	tw := tar.NewWriter(&tb)
	body := "hello tar"
	fmt.Println(tw.WriteHeader(&tar.Header{Name: "t.txt", Mode: 0o600, Size: int64(len(body))}))
	io.WriteString(tw, body)
	tw.Close()
	tr := tar.NewReader(&tb)
	for {
		h, err := tr.Next()
		if err == io.EOF {
			break
		}
		b, _ := io.ReadAll(tr)
		fmt.Println(h.Name, h.Size, string(b))
	}
}
