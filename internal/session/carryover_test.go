package session_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/panelgo/panelgo/internal/session"
	"github.com/panelgo/panelgo/internal/wire"
	"github.com/panelgo/panelgo/pn"
)

// An event that a person made on the page of another run reaches the control of the same
// key, or none; on the session's own page it reaches the one with the id.
func TestEventsOfAnotherPage(t *testing.T) {
	app := func(s *pn.Session) {
		said := pn.Text("")
		say := func(label string) *pn.ButtonWidget {
			return pn.Button(label).OnClick(func() { said.Set(label) })
		}
		s.Main(say("A"), say("B"), pn.Card(pn.Button("C").OnClick(func() { said.Set("first C") })).Title("One"), say("C"), said)
	}
	for _, test := range []struct {
		name, id, key string
		on            uint64
		want          string // in the last patch, or the notice
	}{
		{"by its key", "c1", "label\nbutton\nB", 0, `"B"`},
		{"by its part of the page", "c99", "in\ntitle\nOne\nbutton\nC", 0, `"first C"`},
		{"no such key", "c1", "label\nbutton\nX", 0, "notice Something you did"},
		{"not unique here", "c1", "label\nbutton\nC", 0, "notice Something you did"},
		{"without a key", "c1", "", 0, "notice Something you did"},
		{"on the session's own page", "c1", "label\nbutton\nB", 1, `"A"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m, s := start(t, session.Options{}, app)
				defer m.Close()
				c := attach(s, session.Join{Foreign: true})
				c.take()
				for seq := range uint64(2) { // the visitor is told once
					if err := send(s, wire.Event{Seq: seq + 1, ID: test.id, Key: test.key, On: test.on, Name: "click"}); err != nil {
						t.Fatal(err)
					}
				}
				synctest.Wait()
				if got := c.take(); strings.Count(got, test.want) != 1 {
					t.Errorf("got\n%s", got)
				}
			})
		})
	}
}

// Inputs go to the controls of the same keys, those first that others depend on. Their
// functions are called for what a person changed, and for nothing else. What has no
// control is counted.
func TestInputsAreRestored(t *testing.T) {
	var calls []string
	app := func(s *pn.Session) {
		heard := func(what string) func(string) {
			return func(v string) { calls = append(calls, what+"="+v) }
		}
		city := pn.TextInput("City").OnChange(heard("city"))
		more := pn.Column()
		kind := pn.Select("Kind", "plain", "rich").OnChange(func(v string) {
			heard("kind")(v)
			more.SetObjects(pn.TextInput("Detail").OnChange(heard("detail")))
		})
		other := pn.TextInput("Other").OnChange(heard("other"))
		locked := pn.TextInput("Locked").Disabled(true).OnChange(heard("locked"))
		s.Main(more, city, kind, other, locked, pn.Row(pn.TextInput("Twin"), pn.TextInput("Twin")))
	}
	input := func(key, value string) wire.Input {
		return wire.Input{Key: strings.ReplaceAll(key, "/", "\n"), Value: fmt.Appendf(nil, "%q", value)}
	}
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, app)
		defer m.Close()
		inputs := []wire.Input{
			input("label/text-input/Detail", "x"), input("label/select/Kind", "rich"), input("label/text-input/City", "Rome"),
			input("label/text-input/Twin", "y"), input("label/text-input/Locked", "z"), input("", "n"), input("label/select/City", "Rome"),
		}
		c := attach(s, session.Join{Foreign: true, Inputs: inputs})
		if got := c.take(); !strings.Contains(got, "lost=4") || strings.Count(got, "patch") != 1 {
			t.Errorf("greeted with\n%s", got)
		}
		if got := strings.Join(calls, " "); got != "kind=rich city=Rome detail=x" {
			t.Errorf("called: %s", got)
		}

		calls = nil
		s.Detach(c)
		attach(s, session.Join{Inputs: inputs}) // it knows better
		if len(calls) > 0 {
			t.Errorf("on coming back to the session: %v", calls)
		}
	})
}

// A control that is disabled shows what the session has, whatever was typed into it.
func TestDisabledControlShowsTheValue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, s := start(t, session.Options{}, func(s *pn.Session) {
			in := pn.TextInput("Name").Set("Ada")
			s.Main(pn.Button("Lock").OnClick(func() { in.Disabled(true) }), in)
		})
		defer m.Close()
		c := attach(s, session.Join{})
		c.take()
		send(s, event(1, "c1", "click", ""))
		synctest.Wait()
		if got := c.take(); !strings.Contains(got, `["value","c2","Ada"]`) {
			t.Errorf("got\n%s", got)
		}
		send(s, event(2, "c2", "change", `"Eve"`))
		synctest.Wait()
		if got := c.take(); got != `patch 2 ack=2 [["value","c2","Ada"]]` {
			t.Errorf("an event that was under way: %s", got)
		}
	})
}
