package pn

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// placeholder matches the place of the number in a format, and its form.
var placeholder = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\{value(?::(,)?(?:\.(\d{1,2}))?([fegd%])?)?\}`)
})

// checkFormat panics if a format has an unknown form.
func checkFormat(format string) {
	if strings.Contains(placeholder().ReplaceAllLiteralString(format, ""), "{value") {
		panic(fmt.Sprintf("format %q: use {value}, or {value:.2f} with f, e, g, d or %%, and a comma for thousands", format))
	}
}

// showFigure writes an element that shows a control's number, text in a format. The browser writes it too,
// while a person changes it, where it can do that exactly as formatNumber does: in the forms
// e and g it cannot.
func showFigure(m *Markup, format, text string) {
	m.Open("output").Class("pn-slider-value")
	if !isScientific(format) {
		m.Figure(format)
	}
	m.Text(text).Close()
}

// isScientific reports whether a format has a place of the form e or g.
func isScientific(format string) bool {
	if !strings.Contains(format, ":") {
		return false
	}
	forms := placeholder().FindAllStringSubmatch(format, -1)
	return slices.ContainsFunc(forms, func(form []string) bool { return form[3] == "e" || form[3] == "g" })
}

// formatNumber formats a number.
func formatNumber(format string, v float64) string {
	return fillFormat(format, func(verb string, places int) string { return formatFloat(v, verb, places) })
}

// formatInt formats a whole number exactly: a float64 has no more than 53 bits of it.
func formatInt(format string, v int) string {
	return fillFormat(format, func(verb string, places int) string {
		digits := strconv.Itoa(v)
		switch {
		case verb == "e" || verb == "g" || verb == "%":
			return formatFloat(float64(v), verb, places)
		case verb == "f" && places < 0:
			places = 6
		case verb == "d":
			places = 0
		}
		if places > 0 {
			digits += "." + strings.Repeat("0", places)
		}
		return digits
	})
}

// fillFormat writes a number into a format. write returns it in a form, with so many places;
// places is -1 where the format does not say.
func fillFormat(format string, write func(verb string, places int) string) string {
	if format == "{value}" {
		return write("", -1)
	}
	return placeholder().ReplaceAllStringFunc(format, func(place string) string {
		form := placeholder().FindStringSubmatch(place)
		places := -1
		if form[2] != "" {
			places, _ = strconv.Atoi(form[2]) // two digits at most
		}
		written := write(form[3], places)
		if form[1] != "" {
			written = thousands(written)
		}
		return written
	})
}

func formatFloat(v float64, verb string, places int) string {
	if verb != "" && places < 0 {
		places = 6 // as in Python
	}
	switch verb {
	case "e", "g":
		return strconv.FormatFloat(v, verb[0], places, 64)
	case "d":
		return strconv.FormatFloat(math.Round(v), 'f', 0, 64)
	case "%":
		return strconv.FormatFloat(v*100, 'f', places, 64) + "%"
	}
	return strconv.FormatFloat(v, 'f', places, 64)
}

// thousands separates groups of three digits before the point by commas.
func thousands(s string) string {
	end := strings.IndexFunc(s, func(r rune) bool { return r != '-' && (r < '0' || r > '9') })
	if end < 0 {
		end = len(s)
	}
	for at := end - 3; at > 0 && s[at-1] != '-'; at -= 3 {
		s = s[:at] + "," + s[at:]
	}
	return s
}

// FormatNumber formats a number as Number does: "{value}" stands for the
// number, "{value:,.2f}" for the number with two decimals and commas between
// thousands; the rest is text. See NumberIndicator.Format for all forms. It is
// for components of other packages.
func FormatNumber(format string, v float64) string { return formatNumber(format, v) }
