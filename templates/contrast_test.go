package templates

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Text is readable in both themes of every template: WCAG 2.2 AA requires a
// contrast of 4.5 for text, and of 3 for what identifies a control.
func TestContrast(t *testing.T) {
	pairs := []struct {
		ink, ground string
		least       float64
	}{
		{"text", "bg", 4.5}, {"text", "surface", 4.5}, {"text", "sunken", 4.5},
		{"muted", "bg", 4.5}, {"muted", "surface", 4.5}, {"muted", "sunken", 4.5},
		{"accent", "bg", 4.5}, {"accent", "surface", 4.5}, {"on-accent", "accent", 4.5},
		{"success", "surface", 4.5}, {"warning", "surface", 4.5}, {"danger", "surface", 4.5}, {"info", "surface", 4.5},
		{"outline", "surface", 3}, {"outline", "bg", 3},
	}
	for i := 1; i <= 8; i++ {
		pairs = append(pairs, struct {
			ink, ground string
			least       float64
		}{fmt.Sprintf("series-%d", i), "surface", 3})
	}
	for _, name := range Names() {
		for theme, colours := range themes(t, read("tokens.css")+read(name+"/style.css")) {
			for _, p := range pairs {
				if got := contrast(colours[p.ink], colours[p.ground]); got < p.least {
					t.Errorf("%s, %s: %s on %s has a contrast of %.2f, at least %v", name, theme, p.ink, p.ground, got, p.least)
				}
			}
		}
	}
}

var token = regexp.MustCompile(`--pn-([\w-]+): light-dark\((#\w+), (#\w+)\);`)

// themes returns the colours of the tokens in both themes; later definitions
// win.
func themes(t *testing.T, css string) map[string]map[string][3]float64 {
	t.Helper()
	out := map[string]map[string][3]float64{"light": {}, "dark": {}}
	for _, m := range token.FindAllStringSubmatch(css, -1) {
		out["light"][m[1]], out["dark"][m[1]] = colour(t, m[2]), colour(t, m[3])
	}
	if len(out["light"]) < 15 {
		t.Fatalf("only %d tokens were found", len(out["light"]))
	}
	return out
}

func colour(t *testing.T, hex string) (rgb [3]float64) {
	t.Helper()
	hex = strings.TrimPrefix(hex, "#")
	if len(hex) == 3 {
		hex = strings.Join([]string{hex[:1], hex[:1], hex[1:2], hex[1:2], hex[2:], hex[2:]}, "")
	}
	for i := range rgb {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		rgb[i] = float64(v) / 255
	}
	return rgb
}

// contrast returns the contrast ratio of WCAG 2.2.
func contrast(a, b [3]float64) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(rgb [3]float64) (l float64) {
	for i, weight := range [3]float64{0.2126, 0.7152, 0.0722} {
		v := rgb[i]
		if v <= 0.04045 {
			v /= 12.92
		} else {
			v = math.Pow((v+0.055)/1.055, 2.4)
		}
		l += weight * v
	}
	return l
}
