package document_test

import (
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/panelgo/panelgo/internal/document"
)

// order is what a component may have as its value.
type order struct {
	stamp
	ID     int64             `json:"id"`
	Name   string            `json:"name"` // the text of a number, in the tests
	Size   uint64            `json:"size,omitempty"`
	Weight float64           `json:"weight"`
	Parts  []int64           `json:"parts"`
	Counts map[string]uint64 `json:"counts"`
	ByID   map[int64]int64   `json:"byId"`
	Next   *order            `json:"next"`
	Pair   [2]int64          `json:"pair"`
	Quoted int64             `json:"quoted,string"`
	Any    any               `json:"any"`
	Number json.Number       `json:"number,omitempty"`
	Others []map[string][]order
	Big    *big.Int `json:"big"`
}

type stamp struct {
	At    int64
	Label string
}

// inBrowser returns JSON as a browser has it that has parsed and written it.
func inBrowser(t *testing.T, text []byte) []byte {
	t.Helper()
	var v any
	if err := json.Unmarshal(text, &v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	out, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// there returns a value that was in a browser and came back.
func there[V any](t *testing.T, v V) (back V, text string) {
	t.Helper()
	out, err := document.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	if err := (document.Event{Name: "change", Value: inBrowser(t, out)}).Decode(&back); err != nil {
		t.Errorf("%s does not come back: %v", out, err)
	}
	return back, string(out)
}

const wide = 9007199254740993 // the first whole number that a float64 does not hold

// A value is the same when it comes back from a browser, also with numbers that JavaScript
// does not hold and with texts that look like them.
func TestWideNumbersComeBack(t *testing.T) {
	text := strconv.Itoa(wide)
	full := order{stamp: stamp{wide, text}, ID: wide, Name: text, Size: math.MaxUint64, Weight: 1e16, Parts: []int64{1, -wide, math.MinInt64},
		Counts: map[string]uint64{"a": wide, "b": 2}, ByID: map[int64]int64{wide: wide}, Pair: [2]int64{wide, 3}, Quoted: wide, Number: json.Number(text),
		Others: []map[string][]order{{text: {{ID: wide, Name: text}}}, nil}, Any: text}
	full.Next = &order{stamp: stamp{Label: text}, ID: -wide, Name: "-" + text}
	checkThere(t, full, "")
	checkThere(t, order{ID: 5, Weight: 0.1}, "")
	checkThere(t, int64(wide), `"9007199254740993"`)
	checkThere(t, int64(wide-2), `9007199254740991`)
	checkThere(t, uint64(math.MaxUint64), `"18446744073709551615"`)
	checkThere(t, []int64{1, wide}, `[1,"9007199254740993"]`)
	checkThere(t, [2]uint64{wide, 2}, `["9007199254740993",2]`)
	checkThere(t, []string{text, "a"}, `["9007199254740993","a"]`)
	checkThere(t, map[string]string{"a": text}, `{"a":"9007199254740993"}`)
	checkThere(t, float64(1<<60), `1152921504606847000`)
	checkThere(t, map[string]float64{"a": -1e17}, `{"a":-100000000000000000}`)
	checkThere(t, map[string]any{"a": "9007199254740993", "b": 1e16, "c": []any{text}}, "")
	checkThere(t, text, `"9007199254740993"`)
}

func checkThere[V any](t *testing.T, v V, encoded string) {
	t.Helper()
	back, text := there(t, v)
	if encoded != "" && text != encoded {
		t.Errorf("%v is sent as %s, want %s", v, text, encoded)
	}
	if !reflect.DeepEqual(back, v) {
		t.Errorf("%+v comes back as %+v, by way of %s", v, back, text)
	}
}

// What has no type comes back as the browser has it, and what writes its JSON itself is
// left as it is.
func TestWideNumbersWithoutAType(t *testing.T) {
	back, text := there(t, map[string]any{"id": int64(wide), "list": []any{uint64(wide), 1}, "inner": map[int]any{1: &stamp{At: wide}}})
	if want := `{"id":"9007199254740993","inner":{"1":{"At":"9007199254740993","Label":""}},"list":["9007199254740993",1]}`; text != want {
		t.Errorf("sent as %s, want %s", text, want)
	}
	want := map[string]any{"id": "9007199254740993", "list": []any{"9007199254740993", 1.0},
		"inner": map[string]any{"1": map[string]any{"At": "9007199254740993", "Label": ""}}}
	if diff := cmp.Diff(want, back); diff != "" {
		t.Error(diff)
	}
	for _, v := range []any{order{Big: big.NewInt(wide)}.Big, json.RawMessage("9007199254740993")} {
		if got, err := document.Encode(v); err != nil || string(got) != "9007199254740993" {
			t.Errorf("%T is sent as %s (%v)", v, got, err)
		}
	}
}

// A type that is embedded in itself ends.
func TestWideNumbersInATypeOfItself(t *testing.T) {
	type self struct {
		*self
		ID int64
	}
	round := &self{ID: wide}
	round.self = round
	for _, v := range []*self{{ID: wide}, round} {
		if got, err := document.Encode(v); err != nil || string(got) != `{"ID":"9007199254740993"}` {
			t.Errorf("sent as %s (%v)", got, err)
		}
	}
	var back self
	if err := (document.Event{Value: []byte(`{"ID":"9007199254740993","other":"9007199254740993"}`)}).Decode(&back); err != nil || back.ID != wide {
		t.Errorf("%d (%v)", back.ID, err)
	}
}

// Text is no number where it is short, broken or too large.
func TestTextIsNoNumber(t *testing.T) {
	for _, text := range []string{`{"id":"5"}`, `{"id":"9007199254740993x"}`, `{"id":"99999999999999999999"}`, `{"id":"9007199254740993","size":"-9007199254740993"}`, `{"id":["9007199254740993"]}`} {
		var v order
		if err := (document.Event{Value: []byte(text)}).Decode(&v); err == nil {
			t.Errorf("%s is taken as %+v", text, v)
		}
	}
}

func FuzzWideNumbers(f *testing.F) {
	f.Add(int64(wide), uint64(math.MaxUint64), "9007199254740993", 1e16)
	f.Add(int64(-1), uint64(0), "", 0.5)
	f.Fuzz(func(t *testing.T, i int64, u uint64, s string, x float64) {
		if math.IsNaN(x) || math.IsInf(x, 0) {
			return
		}
		text, err := json.Marshal(s)
		if err != nil || json.Unmarshal(text, &s) != nil { // valid UTF-8
			t.Fatal(err)
		}
		inner := order{stamp: stamp{i, s}, ID: i, Name: s, Size: u, Weight: x, Quoted: i}
		v := inner
		v.Parts, v.Counts, v.ByID, v.Pair = []int64{i, 0}, map[string]uint64{s: u}, map[int64]int64{i: i}, [2]int64{-5, i}
		v.Next, v.Others, v.Any = &inner, []map[string][]order{{s: {inner}}}, []any{s, x}
		back, sent := there(t, v)
		if !reflect.DeepEqual(v, back) {
			t.Errorf("%+v comes back as %+v, by way of %s", v, back, sent)
		}
	})
}
