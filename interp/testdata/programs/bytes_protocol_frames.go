package main

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
)

type frame struct {
	kind byte
	body []byte
}

var errShort = errors.New("short frame")

func (f frame) encode(dst []byte) []byte {
	dst = append(dst, f.kind, byte(len(f.body)>>8), byte(len(f.body)))
	return append(dst, f.body...)
}
func decode(b []byte) (frame, []byte, error) {
	if len(b) < 3 {
		return frame{}, b, errShort
	}
	n := int(b[1])<<8 | int(b[2])
	if len(b) < 3+n {
		return frame{}, b, fmt.Errorf("want %d have %d: %w", n, len(b)-3, errShort)
	}
	return frame{b[0], b[3 : 3+n : 3+n]}, b[3+n:], nil
}
func checksum(b []byte) (sum uint16) {
	for i, c := range b {
		sum = sum<<1 | sum>>15
		sum ^= uint16(c) + uint16(i)
	}
	return sum
}

func main() {
	var buf []byte
	buf = frame{'a', []byte("hello")}.encode(buf)
	buf = frame{'b', nil}.encode(buf)
	buf = frame{'c', bytes.Repeat([]byte{0xff}, 300)}.encode(buf)
	fmt.Println(len(buf), buf[:8], checksum(buf))
	rest := buf[:len(buf)-1]
	for len(rest) > 0 {
		f, next, err := decode(rest)
		if err != nil {
			fmt.Println(err, errors.Is(err, errShort), len(next))
			break
		}
		fmt.Printf("%c %d %s\n", f.kind, len(f.body), f.body)
		f.body = append(f.body, 'X')
		rest = next
	}
	fmt.Println(buf[8], hex.EncodeToString(buf[:3]))
}
