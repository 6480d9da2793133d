package pn_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/pn"
)

// A Watch runs once for all that a callback changes.
func TestWatchRunsOnceForACallback(t *testing.T) {
	number, float, box := pn.IntSlider("n", 0, 9), pn.FloatSlider("f", 0, 1), pn.Checkbox("b")
	other, half, open := pn.IntSlider("o", 0, 9), pn.FloatSlider("h", 0, 1), pn.Checkbox("p")
	reset := pn.Button("Reset").OnClick(func() {
		number.Set(1)
		float.Set(0.5)
		box.Set(true)
		other.Set(2)
		half.Set(0.25)
		open.Set(true)
	})
	s, h := page(t, number, float, box, other, half, open, reset)
	var seen []string
	s.Watch(func() {
		seen = append(seen, fmt.Sprint(number.Value(), float.Value(), box.Value(), other.Value(), half.Value(), open.Value()))
	})
	settle(t, s)
	if err := send(t, reset, "click", ""); err != nil {
		t.Fatal(err)
	}
	h.turn()
	settle(t, s)
	settle(t, s)
	if want := []string{"0 0 false 0 0 false", "1 0.5 true 2 0.25 true"}; !slices.Equal(seen, want) {
		t.Errorf("it has seen %v, want %v", seen, want)
	}
}

// What reads what a Watch sets runs after it; all run in the order in which they were made.
func TestWatchesThatFollowEachOther(t *testing.T) {
	number, double, text := pn.IntSlider("n", 0, 9), pn.IntSlider("d", 0, 99), pn.Text("")
	s, _ := page(t, number, double, text)
	var ran []string
	s.Watch(func() {
		ran = append(ran, "double")
		double.Set(2 * number.Value())
	})
	s.Watch(func() {
		ran = append(ran, "text")
		text.Set(fmt.Sprint(double.Value()))
	})
	settle(t, s)
	number.Set(4)
	settle(t, s)
	if got := text.Value(); got != "8" || strings.Join(ran, " ") != "double text double text" {
		t.Errorf("the text is %s after %v", got, ran)
	}
}

// A Watch ends by stop, and when what has made it runs again.
func TestWatchEnds(t *testing.T) {
	number, which := pn.IntSlider("n", 0, 9), pn.IntSlider("w", 0, 9)
	runs := map[string]int{}
	s, _ := page(t, number, which)
	stop := s.Watch(func() {
		number.Value()
		runs["stopped"]++
	})
	s.Main(pn.View(func() pn.Component {
		name := fmt.Sprint("view ", which.Value())
		s.Watch(func() {
			number.Value()
			runs[name]++
			s.Watch(func() {
				number.Value()
				runs["inner "+name]++
			})
		})
		return nil
	}))
	settle(t, s)
	stop()
	stop()
	which.Set(1)
	number.Set(1)
	settle(t, s)
	number.Set(2)
	settle(t, s)
	want := map[string]int{"stopped": 1, "view 0": 1, "inner view 0": 1, "view 1": 2, "inner view 1": 2}
	if fmt.Sprint(runs) != fmt.Sprint(want) {
		t.Errorf("runs %v, want %v", runs, want)
	}
}

// Watches that change what they read for ever are told with the names of the values, and
// the page goes on.
func TestWatchesWithoutEnd(t *testing.T) {
	up, down := pn.IntSlider("Up", 0, 1_000_000), pn.IntSlider("Down", 0, 1_000_000)
	s, _ := page(t, up, down)
	s.Watch(func() { down.Set(up.Value() + 1) })
	s.Watch(func() { up.Set(down.Value() + 1) })
	err := s.Document().Settle()
	if err == nil || !strings.Contains(err.Error(), "after 100 rounds") || !strings.Contains(err.Error(), `changed: int-slider "`) {
		t.Errorf("settling says %v", err)
	}
}
