package pn_test

import (
	"fmt"
	"html"
	"reflect"
	"regexp"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// lamp is a value of a custom component.
type lamp struct {
	Name  string `json:"name"`
	Level int    `json:"level"`
}

func TestCustomHTML(t *testing.T) {
	golden(t, "custom",
		example{"as it begins", pn.Custom("lamp.js")},
		example{"a value of a type", pn.CustomOf("parts/Lamp_2.mjs", lamp{"desk", 1})},
		example{"components", pn.Custom("frame.js").Objects(pn.Text("inside"))},
	)
	harmless(t, map[string]func(string) pn.Component{
		"value": func(s string) pn.Component { return pn.CustomOf("lamp.js", lamp{s, 1}) },
	})
}

// Two modules make two kinds, so that each has its own code and styles; the name of a plain
// one can be foreseen by those who write its styles.
func TestCustomKinds(t *testing.T) {
	for module, want := range map[string]string{
		"counter.js": "custom-counter", "wave-meter.js": "custom-wave-meter", "parts/lamp.js": "custom-parts--lamp",
	} {
		if got := pn.CustomKind(module).Name; got != want {
			t.Errorf("the kind of %s is %s, want %s", module, got, want)
		}
	}
	by := map[string]string{}
	for _, module := range []string{
		"a-b.js", "a b.js", "a--b.js", "a/b.js", "A/b.js", "a_b.js", "a-b.mjs", "A-b.js", "-a-b.js", "a-b-.js", "a/-b.js", "a-/b.js",
		"лампа.js", "ручка.js", strings.Repeat("a", 61) + ".js", strings.Repeat("a", 62) + ".js",
	} {
		kind := pn.CustomKind(module)
		if err := kind.Check(); err != nil {
			t.Errorf("%s: %v", module, err)
		}
		if other, taken := by[kind.Name]; taken {
			t.Errorf("%s and %s are both of kind %s", module, other, kind.Name)
		}
		by[kind.Name] = module
	}
}

func TestCustomEvents(t *testing.T) {
	events(t, func() (pn.Component, func() lamp) {
		w := pn.CustomOf("lamp.js", lamp{"desk", 1})
		return w, w.Value
	}, map[eventTest]lamp{
		{"a value", "change", `{"name":"floor","level":3}`, ""}:       {"floor", 3},
		{"a part of one", "change", `{"level":3}`, ""}:                {"", 3},
		{"another type", "change", `[1]`, "the value"}:                {"desk", 1},
		{"a part of another", "change", `{"level":"x"}`, "the value"}: {"desk", 1},
		{"null", "change", "null", "null is no"}:                      {"desk", 1},
		{"an event of nobody", "ring", "1", `no event "ring"`}:        {"desk", 1},
	})
}

// deep is a value with numbers that JavaScript does not hold.
type deep struct {
	ID     int64            `json:"id"`
	Name   string           `json:"name"`
	Others []uint64         `json:"others"`
	By     map[string]int64 `json:"by"`
	In     *deep            `json:"in"`
}

// Numbers that JavaScript does not hold travel as text, wherever they stand, and a text
// beside them that looks like one stays a text.
func TestCustomWideNumbers(t *testing.T) {
	const text = "9007199254740993"
	want := deep{1<<53 + 1, text, []uint64{1<<64 - 1, 7, 1<<53 + 3}, map[string]int64{"a": -1 << 63, text: 1 << 60},
		&deep{ID: -1<<53 - 1, Name: "-" + text}}
	w := pn.CustomOf("lamp.js", want)
	_, value, _ := strings.Cut(show(t, w), `data-pn-value="`)
	value, _, _ = strings.Cut(value, `"`)
	value = html.UnescapeString(value)
	if wide := regexp.MustCompile(`[:,\[]-?[0-9]{16,}`).FindString(value); wide != "" {
		t.Errorf("the module gets %s as a number in %s", wide, value)
	}
	w.Set(deep{})
	if err := w.HandleEvent(pn.Event{Name: "change", Value: []byte(value)}); err != nil {
		t.Fatal(err)
	}
	if got := w.Value(); !reflect.DeepEqual(got, want) {
		t.Errorf("%s came back as %+v, want %+v", value, got, want)
	}
	if err := w.HandleEvent(pn.Event{Name: "change", Value: []byte(`{"id":"12"}`)}); err == nil {
		t.Error("a text that a number can hold is taken as a number")
	}
}

// What the module pushes under other names goes to the functions given to On.
func TestCustomOn(t *testing.T) {
	s, h := newSession(t, visit.Info{})
	var heard []string
	c := pn.Custom("lamp.js").
		On("ring", func(e pn.Event) {
			var times int
			if err := e.Decode(&times); err != nil {
				heard = append(heard, "cannot be read")
				return
			}
			heard = append(heard, fmt.Sprint("first ", times))
		}).
		On("ring", func(pn.Event) { heard = append(heard, "second") })
	s.Main(c)
	if err := s.Document().Settle(); err != nil {
		t.Fatal(err)
	}
	for _, value := range []string{"2", `"x"`} {
		if err := c.HandleEvent(pn.Event{Name: "ring", Value: []byte(value)}); err != nil {
			t.Error(err)
		}
	}
	h.turn()
	if got := strings.Join(heard, ", "); got != "first 2, second, cannot be read, second" {
		t.Errorf("heard %s", got)
	}
	c.Disabled(true)
	if err := c.HandleEvent(pn.Event{Name: "ring"}); err == nil || !strings.Contains(err.Error(), "is disabled") {
		t.Errorf("a disabled one: %v", err)
	}
}

func TestCustomIsMadeRight(t *testing.T) {
	refused(t, "name a JavaScript module, which ends in .js", func() { pn.Custom("lamp") })
	refused(t, "name a JavaScript module", func() { pn.Custom("") })
	refused(t, "is no name of a file", func() { pn.Custom("../lamp.js") })
	refused(t, "is no name of a file", func() { pn.CustomOf("/lamp.js", lamp{}) })
}
