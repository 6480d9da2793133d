package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

type row struct {
	name string
	n    int
}

func (r row) fields() []string { return []string{r.name, strconv.Itoa(r.n)} }

func main() {
	r := csv.NewReader(strings.NewReader("name,n\n\"a, b\",1\n\"q\"\"uote\",2\n\nmulti,\"x\ny\"\n"))
	all, err := r.ReadAll()
	fmt.Printf("%q %v\n", all, err)
	w := csv.NewWriter(os.Stdout)
	for _, x := range []row{{"plain", 1}, {"with,comma", 2}, {"with \"q\"", 3}, {" space", 4}} {
		w.Write(x.fields())
	}
	w.Flush()
	fmt.Println(w.Error())
	r = csv.NewReader(strings.NewReader("a;b;c\n# comment\nd;e\n"))
	r.Comma, r.Comment, r.FieldsPerRecord = ';', '#', 0
	for {
		rec, err := r.Read()
		if err == io.EOF {
			break
		}
		var pe *csv.ParseError
		fmt.Println(rec, err, errors.As(err, &pe), errors.Is(err, csv.ErrFieldCount))
	}
	_, err = csv.NewReader(strings.NewReader("a,\"b\nc")).ReadAll()
	fmt.Println(err)
}
