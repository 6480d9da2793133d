package main

import (
	"bytes"
	"fmt"
	"os"
	"text/tabwriter"
)

type row struct {
	name string
	n    int
}

func main() {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', 0)
	fmt.Fprintln(w, "name\tcount\tnote")
	for _, r := range []row{{"a", 1}, {"longer name", 12345}, {"é", 7}} {
		fmt.Fprintf(w, "%s\t%d\t%v\n", r.name, r.n, r)
	}
	w.Flush()
	var b bytes.Buffer
	w = tabwriter.NewWriter(&b, 5, 0, 1, '.', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "1\t22\t333\t")
	fmt.Fprintln(w, "4444\t5\t6\t")
	w.Flush()
	fmt.Print(b.String())
}
