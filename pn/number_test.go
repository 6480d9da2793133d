package pn_test

import (
	"math"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

func TestNumberHTML(t *testing.T) {
	coloured := func(v float64) pn.Component { return pn.Number("Load", v).Color(50, "green").Color(80, "orange") }
	golden(t, "number",
		example{"as it begins", pn.Number("Load", 21.5)},
		example{"with all options", pn.Number("Load", 42).Format("{value} %").FontSize(36).Color(100, "#c33")},
		example{"below the first threshold", coloured(50)},
		example{"below the second", coloured(50.1)},
		example{"above all", coloured(81)},
		example{"none", pn.Number("Load", nil).Format("{value} %").Color(1, "red")},
		example{"NaN", pn.Number("Load", math.NaN())},
	)
	harmless(t, map[string]func(string) pn.Component{
		"name":   func(s string) pn.Component { return pn.Number(s, 1) },
		"format": func(s string) pn.Component { return pn.Number("", 1).Format(s) },
	})
	refused(t, "a number was expected, not string", func() { pn.Number("x", "1") })
	refused(t, "use one CSS color", func() { pn.Number("x", 1).Color(1, "red;position:fixed") })
}

// Any kind of number is taken.
func TestNumberValue(t *testing.T) {
	type celsius float32
	for _, v := range []any{3, int8(3), uint64(3), float32(3), 3.0, celsius(3)} {
		if got := pn.Number("x", 0).Set(v).Value(); got != 3 {
			t.Errorf("%T(3) is %v", v, got)
		}
	}
	if got := pn.Number("x", nil).Value(); !math.IsNaN(got) {
		t.Errorf("nil is %v", got)
	}
}

// Formats are a part of Python's.
func TestNumberFormat(t *testing.T) {
	tests := []struct {
		format string
		value  float64
		want   string
	}{
		{"{value}", 21, "21"},
		{"{value}", 21.25, "21.25"},
		{"{value}", 1e21, "1000000000000000000000"},
		{"{value} of {value}", 1, "1 of 1"},
		{"no number", 1, "no number"},
		{"{value:.2f} °C", 1.005, "1.00 °C"},
		{"{value:f}", 1.5, "1.500000"},
		{"{value:.0f}", 2.5, "2"},
		{"{value:d}", -1.6, "-2"},
		{"{value:.2e}", 1234567, "1.23e+06"},
		{"{value:.3g}", 1234567, "1.23e+06"},
		{"{value:.1%}", 0.1234, "12.3%"},
		{"{value:,}", 1234567.5, "1,234,567.5"},
		{"{value:,.2f}", -123456.789, "-123,456.79"},
		{"{value:,}", -123, "-123"},
		{"{value:,d}", 1e6, "1,000,000"},
	}
	for _, test := range tests {
		got := show(t, pn.Number("x", test.value).Format(test.format))
		if !strings.Contains(got, ">"+test.want+"<") {
			t.Errorf("%v as %q: %s, want %s", test.value, test.format, got, test.want)
		}
	}
	for _, format := range []string{"{value:x}", "{value:.999999999f}", "{value:>10}", "{value!r}", "{value"} {
		refused(t, "use {value}", func() { pn.Number("x", 0).Format(format) })
	}
}
