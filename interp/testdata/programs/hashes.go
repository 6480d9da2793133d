package main

import (
	"crypto/hmac"
	"crypto/md5"
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"hash"
	"hash/adler32"
	"hash/crc32"
	"hash/crc64"
	"hash/fnv"
	"io"
	"strings"
)

func main() {
	data := []byte("The quick brown fox")
	fmt.Printf("%x\n%x\n%x\n", md5.Sum(data), sha1.Sum(data), sha256.Sum256(data))
	h := sha256.New()
	io.WriteString(h, "The quick ")
	io.Copy(h, strings.NewReader("brown fox"))
	fmt.Println(hex.EncodeToString(h.Sum(nil)), h.Size(), h.BlockSize())
	s := sha512.Sum512(data)
	fmt.Println(hex.EncodeToString(s[:8]))
	m := hmac.New(sha256.New, []byte("key"))
	m.Write(data)
	sum := m.Sum(nil)
	fmt.Printf("%x %v\n", sum[:4], hmac.Equal(sum, m.Sum(nil)))
	fmt.Println(crc32.ChecksumIEEE(data), crc64.Checksum(data, crc64.MakeTable(crc64.ISO)), adler32.Checksum(data))
	f := fnv.New32a()
	f.Write(data)
	fmt.Println(f.Sum32())
	f64 := fnv.New64()
	f64.Write([]byte("x"))
	fmt.Println(f64.Sum64())
	var hs []hash.Hash = []hash.Hash{md5.New(), sha1.New()}
	for _, h := range hs {
		h.Write(data)
		fmt.Print(len(h.Sum(nil)), " ")
		h.Reset()
	}
	fmt.Println(subtle.ConstantTimeCompare(data, data), fmt.Sprintf("%x", sha256.Sum256(nil))[:8])
	b := make([]byte, 8)
	n, err := crand(b)
	fmt.Println(n, err)
}

func crand(b []byte) (int, error) { return rand.Read(b) }
