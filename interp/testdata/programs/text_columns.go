package main

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

type align int

const (
	left align = iota
	right
	center
)

type column struct {
	title string
	align
	width int
}

func (c column) format(s string) string {
	gap := c.width - utf8.RuneCountInString(s)
	if gap < 0 {
		return string([]rune(s)[:c.width])
	}
	switch c.align {
	case right:
		return strings.Repeat(" ", gap) + s
	case center:
		return strings.Repeat(" ", gap/2) + s + strings.Repeat(" ", gap-gap/2)
	}
	return s + strings.Repeat(" ", gap)
}

type table struct {
	cols []column
	rows [][]string
}

func (t *table) add(cells ...any) {
	row := make([]string, len(t.cols))
	for i, c := range cells {
		row[i] = fmt.Sprint(c)
		t.cols[i].width = max(t.cols[i].width, min(8, utf8.RuneCountInString(row[i])))
	}
	t.rows = append(t.rows, row)
}
func (t table) String() string {
	var b strings.Builder
	for i, c := range t.cols {
		if i > 0 {
			b.WriteString(" | ")
		}
		b.WriteString(c.format(c.title))
	}
	for _, r := range t.rows {
		b.WriteByte('\n')
		for i, c := range r {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(t.cols[i].format(c))
		}
	}
	return b.String()
}

func main() {
	t := table{cols: []column{{"name", left, 4}, {"n", right, 1}, {title: "mid", align: center}}}
	t.add("é world is long", 5, true)
	t.add("x", 12345, 1.5)
	t.add("short")
	fmt.Println(t)
}
