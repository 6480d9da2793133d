// wrong: "xml: unsupported type: struct { A int }": a struct of the script without XMLName has no name

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
