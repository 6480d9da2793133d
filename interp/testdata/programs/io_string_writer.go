package main

import (
	"fmt"
	"io"
)

type dst struct{}

func (dst) Write(p []byte) (int, error)       { fmt.Println("bytes"); return len(p), nil }
func (dst) WriteString(s string) (int, error) { fmt.Println("string"); return len(s), nil }

func main() { fmt.Println(io.WriteString(dst{}, "x")) }
