package main

import (
	"encoding/xml"
	"fmt"
	"strconv"
)

type color int

func (c color) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "#%x", int(c)), nil }
func (c *color) UnmarshalText(b []byte) error {
	n, err := strconv.ParseInt(string(b[1:]), 16, 32)
	*c = color(n)
	return err
}

type shape struct {
	XMLName xml.Name `xml:"shape"`
	Fill    color    `xml:"fill"`
}

func main() {
	b, err := xml.Marshal(shape{Fill: 255})
	fmt.Println(string(b), err)
	var s shape
	fmt.Println(xml.Unmarshal([]byte("<shape><fill>#10</fill></shape>"), &s), s.Fill)
}
