package main

import (
	"encoding/xml"
	"fmt"
	"os"
	"strings"
)

type addr struct {
	City string `xml:"city"`
	Zip  int    `xml:"zip,attr"`
}
type person struct {
	XMLName xml.Name `xml:"person"`
	ID      int      `xml:"id,attr"`
	Name    string   `xml:"name"`
	Emails  []string `xml:"contact>email"`
	Addr    *addr    `xml:"addr,omitempty"`
	Note    string   `xml:",comment"`
	Skip    string   `xml:"-"`
	Flag    bool     `xml:"flag,omitempty"`
}

func main() {
	p := person{ID: 7, Name: "A & <B>", Emails: []string{"x@y", "z@w"}, Addr: &addr{"Paris", 75}, Note: " hi ", Skip: "s"}
	b, err := xml.MarshalIndent(p, "", " ")
	fmt.Println(string(b), err)
	var q person
	err = xml.Unmarshal(b, &q)
	fmt.Println(err, q.ID, q.Name, q.Emails, *q.Addr, q.XMLName.Local, q.Note)
	err = xml.Unmarshal([]byte("<person id='x'></person>"), &q)
	fmt.Println(err)
	err = xml.Unmarshal([]byte("<person><name>"), &q)
	fmt.Println(err)
	d := xml.NewDecoder(strings.NewReader("<a x='1'>t<b/><!--c--></a>"))
	for {
		tok, err := d.Token()
		if err != nil {
			fmt.Println(err)
			break
		}
		switch t := tok.(type) {
		case xml.StartElement:
			fmt.Print("start ", t.Name.Local, len(t.Attr), " ")
		case xml.EndElement:
			fmt.Print("end ", t.Name.Local, " ")
		case xml.CharData:
			fmt.Printf("text %q ", t)
		case xml.Comment:
			fmt.Printf("comment %q ", t)
		}
	}
	xml.EscapeText(os.Stdout, []byte("<&'\">\n"))
	fmt.Println()
}
