package main

import (
	"bytes"
	"encoding/pem"
	"fmt"
	"html"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"net/netip"
	"os"
)

func main() {
	fmt.Println(html.EscapeString("<a href='x'>&\"</a>"), html.UnescapeString("&lt;&eacute;&#39;&amp;amp;"))
	fmt.Println(mime.TypeByExtension(".html"), mime.FormatMediaType("text/plain", map[string]string{"charset": "utf-8"}))
	mt, params, err := mime.ParseMediaType("multipart/form-data; boundary=xyz")
	fmt.Println(mt, params, err)
	a, err := mail.ParseAddress("Bob <bob@x.org>")
	fmt.Println(a, a.Name, a.Address, err)
	ip, err := netip.ParseAddr("192.168.1.10")
	p := netip.MustParsePrefix("192.168.0.0/16")
	fmt.Println(ip, err, p.Contains(ip), ip.Is4(), ip.Next(), p.Masked())
	var b bytes.Buffer
	w := multipart.NewWriter(&b)
	w.SetBoundary("BB")
	w.WriteField("k", "v")
	w.Close()
	fmt.Printf("%q\n", b.String())
	q := quotedprintable.NewWriter(os.Stdout)
	q.Write([]byte("é=\n"))
	q.Close()
	blk := pem.EncodeToMemory(&pem.Block{Type: "TEST", Bytes: []byte("hi")})
	fmt.Print(string(blk))
	d, _ := pem.Decode(blk)
	fmt.Println(d.Type, string(d.Bytes))
}
