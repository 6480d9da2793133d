package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
)

type header struct {
	Magic   [4]byte
	Version uint16
	Flags   uint8
	Size    int32
	Ratio   float32
}

func main() {
	var buf bytes.Buffer
	h := header{[4]byte{'G', 'O'}, 2, 3, -4, 0.5}
	fmt.Println(binary.Write(&buf, binary.BigEndian, h), binary.Size(h), buf.Len())
	fmt.Printf("%x\n", buf.Bytes())
	var g header
	fmt.Println(binary.Read(&buf, binary.BigEndian, &g), g == h, string(g.Magic[:2]))
	pts := []struct{ X, Y int16 }{{1, 2}, {3, 4}}
	fmt.Println(binary.Write(&buf, binary.LittleEndian, pts), buf.Bytes())
}
