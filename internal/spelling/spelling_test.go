package spelling_test

import (
	"slices"
	"testing"

	"github.com/panelgo/panelgo/internal/spelling"
)

func TestDidYouMean(t *testing.T) {
	names := []string{"Card", "FloatSlider", "IntSlider", "Main", "Modal", "Number", "Print", "Printf", "Println", "Text", "TextInput", "encoding/json", "math/rand"}
	tests := []struct{ misspelt, want string }{
		{"Mian", " (did you mean Main?)"},
		{"main", " (did you mean Main?)"},
		{"Numbre", " (did you mean Number?)"},
		{"Printn", " (did you mean Print, Printf or Println?)"},
		{"Txt", " (did you mean Text?)"},
		{"encoding/jsn", " (did you mean encoding/json?)"},
		{"Slider", " (did you mean FloatSlider or IntSlider?)"},
		{"rand", " (did you mean math/rand?)"},
		{"FloatS", " (did you mean FloatSlider?)"},
		{"Main", ""}, // itself
		{"Tabs", ""},
		{"no", ""},
		{"", ""},
	}
	for _, test := range tests {
		if got := spelling.DidYouMean(test.misspelt, slices.Values(names)); got != test.want {
			t.Errorf("%q: got %q, want %q", test.misspelt, got, test.want)
		}
	}
}
