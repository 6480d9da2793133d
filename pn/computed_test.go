package pn_test

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/panelgo/panelgo/internal/visit"
	"github.com/panelgo/panelgo/pn"
)

// A computed value is made once for a change, and what reads it runs once, also where it is
// made of others; a change that makes the same value runs nothing.
func TestComputed(t *testing.T) {
	number, limit := pn.IntSlider("n", 0, 99), pn.IntSlider("l", 0, 99).Set(50)
	s, _ := page(t, number, limit)
	var ran []string
	double := pn.Computed(s, func() int {
		ran = append(ran, "double")
		return 2 * number.Value()
	})
	over := pn.Computed(s, func() bool {
		ran = append(ran, "over")
		return double.Value() > limit.Value()
	})
	for _, name := range []string{"first", "second"} {
		s.Main(pn.View(func() pn.Component {
			ran = append(ran, name)
			return pn.Text(fmt.Sprint(over.Value(), " ", over.Peek()))
		}))
	}
	over.OnChange(func(v bool) { ran = append(ran, fmt.Sprint("told ", v)) })
	for _, step := range []struct {
		what   string
		change func()
		want   string
	}{
		{"at first", func() {}, "first over double second"},
		{"the same comes out", func() { number.Set(1) }, "double over"},
		{"another comes out", func() { number.Set(30) }, "double over first second told true"},
		{"of both inputs", func() { number.Set(40); limit.Set(98) }, "double over first second told false"},
		{"nothing", func() {}, ""},
		{"it is asked for in the callback", func() {
			number.Set(50)
			ran = append(ran, fmt.Sprint("asked ", over.Value(), " ", double.Value()))
		}, "double over asked true 100 first second told true"},
	} {
		ran = nil
		step.change()
		settle(t, s)
		if got := strings.Join(ran, " "); got != step.want {
			t.Errorf("%s: ran %q, want %q", step.what, got, step.want)
		}
	}
}

// A computed value that nothing reads is not computed.
func TestComputedIsLazy(t *testing.T) {
	number := pn.IntSlider("n", 0, 9)
	s, _ := page(t, number)
	runs := 0
	c := pn.Computed(s, func() int { runs++; return number.Value() })
	settle(t, s)
	number.Set(1)
	settle(t, s)
	if runs != 0 {
		t.Errorf("it ran %d times before it was asked for", runs)
	}
	for range 2 {
		if v := c.Value(); v != 1 || runs != 1 {
			t.Errorf("%d, after %d runs", v, runs)
		}
	}
}

func TestComputedOfItself(t *testing.T) {
	s, _ := newSession(t, visit.Info{})
	var c *pn.ComputedCell[int]
	c = pn.Computed(s, func() int { return c.Value() + 1 })
	refused(t, "depends on itself", func() { c.Value() })
	number := pn.IntSlider("n", 0, 9).Set(3)
	fails := pn.Computed(s, func() int { return 6 / number.Value() })
	s.Main(number)
	settle(t, s)
	if fails.Value() != 2 {
		t.Error("6 / 3 is not 2")
	}
	number.Set(0)
	for range 2 { // it fails again where it is read again
		func() {
			defer func() {
				if fmt.Sprint(recover()) != "runtime error: integer divide by zero" {
					t.Error("the panic does not reach the reader")
				}
			}()
			fails.Value()
		}()
	}
	number.Set(2)
	if fails.Value() != 3 {
		t.Error("it does not go on after a panic")
	}
}

// Goroutines beside the turn read computed values that are up to date, and disturb nothing.
func TestComputedBesideTheTurn(t *testing.T) {
	number := pn.IntSlider("n", 0, 1_000)
	s, _ := page(t, number)
	s.Document().Turn()
	double := pn.Computed(s, func() int { return 2 * number.Value() })
	text := pn.Text("")
	s.Main(text)
	s.Watch(func() { text.Set(fmt.Sprint(double.Value())) })
	var reading sync.WaitGroup
	for range 4 {
		reading.Go(func() {
			for last := 0; last < 2_000; {
				v := double.Value()
				if v < last {
					t.Errorf("%d after %d", v, last)
					return
				}
				last = v
			}
		})
	}
	for i := range 1_001 {
		number.Set(i)
		settle(t, s)
	}
	reading.Wait()
	if got := text.Value(); got != "2000" {
		t.Errorf("the text is %s", got)
	}
}
