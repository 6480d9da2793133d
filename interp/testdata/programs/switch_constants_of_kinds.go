package main

import "fmt"

type Nint int
type Nint8 int8
type Nint16 int16
type Nint32 int32
type Nint64 int64
type Nuint uint
type Nuint8 uint8
type Nuint16 uint16
type Nuint32 uint32
type Nuint64 uint64
type Nuintptr uintptr
type Nfloat32 float32
type Nfloat64 float64
type Nstring string

func main() {
	for _, x := range []int{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("int 0", x)
		case 1, 5, 7:
			fmt.Println("int 7", x)
		}
	}
	for _, x := range []int{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("int 3", x)
		case 1, 5, 7:
			fmt.Println("int 7", x)
		}
	}
	for _, x := range []int8{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("int8 0", x)
		case 1, 5, 7:
			fmt.Println("int8 7", x)
		}
	}
	for _, x := range []int8{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("int8 3", x)
		case 1, 5, 7:
			fmt.Println("int8 7", x)
		}
	}
	for _, x := range []int16{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("int16 0", x)
		case 1, 5, 7:
			fmt.Println("int16 7", x)
		}
	}
	for _, x := range []int16{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("int16 3", x)
		case 1, 5, 7:
			fmt.Println("int16 7", x)
		}
	}
	for _, x := range []int32{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("int32 0", x)
		case 1, 5, 7:
			fmt.Println("int32 7", x)
		}
	}
	for _, x := range []int32{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("int32 3", x)
		case 1, 5, 7:
			fmt.Println("int32 7", x)
		}
	}
	for _, x := range []int64{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("int64 0", x)
		case 1, 5, 7:
			fmt.Println("int64 7", x)
		}
	}
	for _, x := range []int64{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("int64 3", x)
		case 1, 5, 7:
			fmt.Println("int64 7", x)
		}
	}
	for _, x := range []uint{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("uint 0", x)
		case 1, 5, 7:
			fmt.Println("uint 7", x)
		}
	}
	for _, x := range []uint{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("uint 3", x)
		case 1, 5, 7:
			fmt.Println("uint 7", x)
		}
	}
	for _, x := range []uint8{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("uint8 0", x)
		case 1, 5, 7:
			fmt.Println("uint8 7", x)
		}
	}
	for _, x := range []uint8{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("uint8 3", x)
		case 1, 5, 7:
			fmt.Println("uint8 7", x)
		}
	}
	for _, x := range []uint16{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("uint16 0", x)
		case 1, 5, 7:
			fmt.Println("uint16 7", x)
		}
	}
	for _, x := range []uint16{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("uint16 3", x)
		case 1, 5, 7:
			fmt.Println("uint16 7", x)
		}
	}
	for _, x := range []uint32{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("uint32 0", x)
		case 1, 5, 7:
			fmt.Println("uint32 7", x)
		}
	}
	for _, x := range []uint32{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("uint32 3", x)
		case 1, 5, 7:
			fmt.Println("uint32 7", x)
		}
	}
	for _, x := range []uint64{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("uint64 0", x)
		case 1, 5, 7:
			fmt.Println("uint64 7", x)
		}
	}
	for _, x := range []uint64{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("uint64 3", x)
		case 1, 5, 7:
			fmt.Println("uint64 7", x)
		}
	}
	for _, x := range []uintptr{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("uintptr 0", x)
		case 1, 5, 7:
			fmt.Println("uintptr 7", x)
		}
	}
	for _, x := range []uintptr{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("uintptr 3", x)
		case 1, 5, 7:
			fmt.Println("uintptr 7", x)
		}
	}
	for _, x := range []float32{-2.5, 3, 7} {
		switch x {
		case 0, -2.5:
			fmt.Println("float32 0", x)
		case 1, 5, 7:
			fmt.Println("float32 7", x)
		}
	}
	for _, x := range []float32{-2.5, 3, 7} {
		switch x {
		case 3, -2.5:
			fmt.Println("float32 3", x)
		case 1, 5, 7:
			fmt.Println("float32 7", x)
		}
	}
	for _, x := range []float64{-2.5, 3, 7} {
		switch x {
		case 0, -2.5:
			fmt.Println("float64 0", x)
		case 1, 5, 7:
			fmt.Println("float64 7", x)
		}
	}
	for _, x := range []float64{-2.5, 3, 7} {
		switch x {
		case 3, -2.5:
			fmt.Println("float64 3", x)
		case 1, 5, 7:
			fmt.Println("float64 7", x)
		}
	}
	for _, x := range []Nint{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("Nint 0", x)
		case 1, 5, 7:
			fmt.Println("Nint 7", x)
		}
	}
	for _, x := range []Nint{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("Nint 3", x)
		case 1, 5, 7:
			fmt.Println("Nint 7", x)
		}
	}
	for _, x := range []Nint8{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("Nint8 0", x)
		case 1, 5, 7:
			fmt.Println("Nint8 7", x)
		}
	}
	for _, x := range []Nint8{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("Nint8 3", x)
		case 1, 5, 7:
			fmt.Println("Nint8 7", x)
		}
	}
	for _, x := range []Nint16{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("Nint16 0", x)
		case 1, 5, 7:
			fmt.Println("Nint16 7", x)
		}
	}
	for _, x := range []Nint16{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("Nint16 3", x)
		case 1, 5, 7:
			fmt.Println("Nint16 7", x)
		}
	}
	for _, x := range []Nint32{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("Nint32 0", x)
		case 1, 5, 7:
			fmt.Println("Nint32 7", x)
		}
	}
	for _, x := range []Nint32{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("Nint32 3", x)
		case 1, 5, 7:
			fmt.Println("Nint32 7", x)
		}
	}
	for _, x := range []Nint64{-2, 3, 7} {
		switch x {
		case 0, -2:
			fmt.Println("Nint64 0", x)
		case 1, 5, 7:
			fmt.Println("Nint64 7", x)
		}
	}
	for _, x := range []Nint64{-2, 3, 7} {
		switch x {
		case 3, -2:
			fmt.Println("Nint64 3", x)
		case 1, 5, 7:
			fmt.Println("Nint64 7", x)
		}
	}
	for _, x := range []Nuint{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("Nuint 0", x)
		case 1, 5, 7:
			fmt.Println("Nuint 7", x)
		}
	}
	for _, x := range []Nuint{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("Nuint 3", x)
		case 1, 5, 7:
			fmt.Println("Nuint 7", x)
		}
	}
	for _, x := range []Nuint8{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("Nuint8 0", x)
		case 1, 5, 7:
			fmt.Println("Nuint8 7", x)
		}
	}
	for _, x := range []Nuint8{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("Nuint8 3", x)
		case 1, 5, 7:
			fmt.Println("Nuint8 7", x)
		}
	}
	for _, x := range []Nuint16{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("Nuint16 0", x)
		case 1, 5, 7:
			fmt.Println("Nuint16 7", x)
		}
	}
	for _, x := range []Nuint16{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("Nuint16 3", x)
		case 1, 5, 7:
			fmt.Println("Nuint16 7", x)
		}
	}
	for _, x := range []Nuint32{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("Nuint32 0", x)
		case 1, 5, 7:
			fmt.Println("Nuint32 7", x)
		}
	}
	for _, x := range []Nuint32{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("Nuint32 3", x)
		case 1, 5, 7:
			fmt.Println("Nuint32 7", x)
		}
	}
	for _, x := range []Nuint64{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("Nuint64 0", x)
		case 1, 5, 7:
			fmt.Println("Nuint64 7", x)
		}
	}
	for _, x := range []Nuint64{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("Nuint64 3", x)
		case 1, 5, 7:
			fmt.Println("Nuint64 7", x)
		}
	}
	for _, x := range []Nuintptr{2, 3, 7} {
		switch x {
		case 0, 2:
			fmt.Println("Nuintptr 0", x)
		case 1, 5, 7:
			fmt.Println("Nuintptr 7", x)
		}
	}
	for _, x := range []Nuintptr{2, 3, 7} {
		switch x {
		case 3, 2:
			fmt.Println("Nuintptr 3", x)
		case 1, 5, 7:
			fmt.Println("Nuintptr 7", x)
		}
	}
	for _, x := range []Nfloat32{-2.5, 3, 7} {
		switch x {
		case 0, -2.5:
			fmt.Println("Nfloat32 0", x)
		case 1, 5, 7:
			fmt.Println("Nfloat32 7", x)
		}
	}
	for _, x := range []Nfloat32{-2.5, 3, 7} {
		switch x {
		case 3, -2.5:
			fmt.Println("Nfloat32 3", x)
		case 1, 5, 7:
			fmt.Println("Nfloat32 7", x)
		}
	}
	for _, x := range []Nfloat64{-2.5, 3, 7} {
		switch x {
		case 0, -2.5:
			fmt.Println("Nfloat64 0", x)
		case 1, 5, 7:
			fmt.Println("Nfloat64 7", x)
		}
	}
	for _, x := range []Nfloat64{-2.5, 3, 7} {
		switch x {
		case 3, -2.5:
			fmt.Println("Nfloat64 3", x)
		case 1, 5, 7:
			fmt.Println("Nfloat64 7", x)
		}
	}
	for _, x := range []string{"a", "b", ""} {
		switch x {
		case "q", "a":
			fmt.Println("string", x)
		case "c", "":
			fmt.Println("string empty", x)
		}
	}
	for _, x := range []Nstring{"a", "b", ""} {
		switch x {
		case "q", "a":
			fmt.Println("Nstring", x)
		case "c", "":
			fmt.Println("Nstring empty", x)
		}
	}
}
