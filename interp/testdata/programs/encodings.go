package main

import (
	"bytes"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"io"
)

func main() {
	data := []byte("hello\x00\xff?>é")
	for _, e := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding} {
		s := e.EncodeToString(data)
		b, err := e.DecodeString(s)
		fmt.Println(s, bytes.Equal(b, data), err)
	}
	_, err := base64.StdEncoding.DecodeString("a$b=")
	fmt.Println(err)
	h := hex.EncodeToString(data)
	b, err := hex.DecodeString(h)
	fmt.Println(h, string(b) == string(data), err)
	_, err = hex.DecodeString("abc")
	fmt.Println(err)
	_, err = hex.DecodeString("zz")
	fmt.Println(err)
	fmt.Print(hex.Dump(data))
	fmt.Println(base32.StdEncoding.EncodeToString(data))
	var buf bytes.Buffer
	w := base64.NewEncoder(base64.StdEncoding, &buf)
	w.Write(data[:4])
	w.Write(data[4:])
	w.Close()
	r := base64.NewDecoder(base64.StdEncoding, &buf)
	out, err := io.ReadAll(r)
	fmt.Println(bytes.Equal(out, data), err)
}
