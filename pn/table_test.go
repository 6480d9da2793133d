package pn_test

import (
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestTableHTML(t *testing.T) {
	header := []string{"City", "People", "Growth"}
	rows := [][]string{{"Berlin", "3,755,251", "0.6%"}, {"Paris", "2,102,650", "\u22120.6%"}}
	golden(t, "table",
		example{"as it begins", pn.Table(header, rows)},
		example{"with a caption", pn.Table(header, rows).Caption("Large cities")},
		example{"without rows", pn.Table(header, nil)},
		example{"without a header", pn.Table(nil, rows)},
		example{"rows of other lengths", pn.Table(header, [][]string{{"Berlin"}, {"Paris", "2", "3", "4"}, nil})},
	)
	harmless(t, map[string]func(string) pn.Component{
		"header":  func(s string) pn.Component { return pn.Table([]string{s}, nil) },
		"cell":    func(s string) pn.Component { return pn.Table([]string{"x"}, [][]string{{s}}) },
		"caption": func(s string) pn.Component { return pn.Table(nil, nil).Caption(s) },
	})
}

// A long table is cut, and says how much is missing.
func TestTableRows(t *testing.T) {
	for rows, want := range map[int]string{
		pn.MaxTableRows:     "",
		pn.MaxTableRows + 7: "and 7 more rows",
	} {
		got := show(t, pn.Table([]string{"x"}, make([][]string, rows)))
		if said := strings.Contains(got, "more rows"); said != (want != "") || !strings.Contains(got, want) {
			t.Errorf("%d rows: %.80s", rows, got[len(got)-80:])
		}
		if got := strings.Count(got, "<tr>"); got > pn.MaxTableRows+2 {
			t.Errorf("%d rows: %d are shown", rows, got)
		}
	}
}

func TestTableSet(t *testing.T) {
	table := pn.Table([]string{"x"}, [][]string{{"1"}})
	if !strings.Contains(show(t, table), "pn-numeric") {
		t.Error("a column of numbers is not aligned")
	}
	table.Set([][]string{{"1"}, {"one"}})
	if strings.Contains(show(t, table), "pn-numeric") || len(table.Value()) != 2 {
		t.Error("a column with a word is aligned as numbers")
	}
}
