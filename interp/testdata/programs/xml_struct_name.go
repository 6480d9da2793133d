package main

import (
	"encoding/xml"
	"fmt"
)

type point struct{ A int }

func main() {
	b, err := xml.Marshal(point{1})
	fmt.Println(string(b), err)
}
