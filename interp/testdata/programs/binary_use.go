package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

type header struct {
	Magic   [4]byte
	Version uint16
	Flags   uint8
	_       uint8
	Size    int32
	Ratio   float32
}

func main() {
	b := make([]byte, 8)
	binary.BigEndian.PutUint32(b, 0xdeadbeef)
	binary.LittleEndian.PutUint16(b[4:], 0x1234)
	fmt.Printf("%x %d\n", b, binary.LittleEndian.Uint32(b))
	v := binary.AppendUvarint(nil, 300)
	n, k := binary.Uvarint(v)
	fmt.Println(v, n, k, binary.PutVarint(b, -5), b[0])
	var buf bytes.Buffer
	for _, x := range []any{uint8(1), int16(-2), uint32(3), []uint16{4, 5}, float64(1.5), true} {
		fmt.Println(binary.Write(&buf, binary.BigEndian, x))
	}
	fmt.Printf("%x %d\n", buf.Bytes(), binary.Size(uint64(0)))
	var u8 uint8
	var i16 int16
	fmt.Println(binary.Read(&buf, binary.BigEndian, &u8), binary.Read(&buf, binary.BigEndian, &i16), u8, i16)
	var short uint64
	fmt.Println(binary.Read(strings.NewReader("abc"), binary.LittleEndian, &short))
	fmt.Println(binary.Write(&buf, binary.BigEndian, "str"))
}
