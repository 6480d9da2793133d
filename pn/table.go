package pn

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"
)

//go:embed table.css
var tableCSS string

var tableKind = declare(Kind{Name: "table", CSS: tableCSS})

// MaxTableRows is how many rows a table shows; a last line tells how many more
// there are.
const MaxTableRows = 1_000

// TablePane shows rows and columns.
type TablePane struct {
	Base[*TablePane]
	header  []string
	rows    [][]string
	caption string
	numeric []bool
}

// Table shows rows under a header, at most MaxTableRows of them. Cells beyond
// the header are left out, missing cells are empty. Columns of numbers (with
// thousands separators, signs and percent signs) are aligned to the right. The
// rows are not copied: call Set to change them.
func Table(header []string, rows [][]string) *TablePane {
	t := &TablePane{header: header}
	t.setRows(rows)
	return t.Init(t, tableKind)
}

// Caption sets a text under the table; "" removes it.
func (t *TablePane) Caption(text string) *TablePane {
	return t.Update(func() { t.caption = text })
}

// Set changes the rows.
func (t *TablePane) Set(rows [][]string) *TablePane {
	t.node.UpdateValue(func() { t.setRows(rows) })
	return t
}

// Value returns the rows.
func (t *TablePane) Value() (rows [][]string) {
	t.node.Read(func() { rows = t.rows })
	return rows
}

func (t *TablePane) setRows(rows [][]string) {
	t.rows = rows
	t.numeric = make([]bool, len(t.header))
	for column := range t.numeric {
		t.numeric[column] = isNumeric(rows, column)
	}
}

// isNumeric reports whether a column has only numbers.
func isNumeric(rows [][]string, column int) bool {
	found := false
	for _, row := range rows {
		if column >= len(row) || row[column] == "" {
			continue
		}
		plain := strings.NewReplacer(",", "", "%", "", "−", "-").Replace(row[column])
		if _, err := strconv.ParseFloat(strings.TrimSpace(plain), 64); err != nil {
			return false
		}
		found = true
	}
	return found
}

// Render writes a table element with a header.
func (t *TablePane) Render(m *Markup) {
	m.Open("div")
	m.Open("table")
	if t.caption != "" {
		m.Element("caption", "", t.caption)
	}
	m.Open("thead").Open("tr")
	for i, name := range t.header {
		m.Open("th").Attr("scope", "col")
		t.align(m, i)
		m.Text(name).Close()
	}
	m.Close().Close()
	m.Open("tbody")
	for i, row := range t.rows {
		if i == MaxTableRows {
			m.Open("tr").Open("td").Int("colspan", max(len(t.header), 1)).
				Text(fmt.Sprintf("and %d more rows", len(t.rows)-MaxTableRows)).Close().Close()
			break
		}
		m.Open("tr")
		for column := range t.header {
			m.Open("td")
			t.align(m, column)
			if column < len(row) {
				m.Text(row[column])
			}
			m.Close()
		}
		m.Close()
	}
	m.Close().Close().Close()
}

func (t *TablePane) align(m *Markup, column int) {
	if t.numeric[column] {
		m.Class("pn-numeric")
	}
}
