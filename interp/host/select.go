package host

import "reflect"

// selectCase is a case of a select statement.
type selectCase struct {
	dir  reflect.SelectDir
	ch   reflect.Value
	slot reflect.Value // holds what is sent, or takes what is received
}

func sendCase(ch, slot any) selectCase {
	return selectCase{reflect.SelectSend, reflect.ValueOf(ch), reflect.ValueOf(slot)}
}

func receiveCase(ch, slot any) selectCase {
	return selectCase{reflect.SelectRecv, reflect.ValueOf(ch), reflect.ValueOf(slot)}
}

func awaitCase(ch any) selectCase {
	return selectCase{dir: reflect.SelectRecv, ch: reflect.ValueOf(ch)}
}

// choose waits until one of the cases can go on, goes on with it and tells
// which it was: -1 is none, when there is a default or the instance was killed.
// more is false when what was received came of the channel being closed.
func (h *Host) choose(fallback bool, cases ...selectCase) (chosen int, more bool) {
	all := make([]reflect.SelectCase, 0, len(cases)+1)
	for _, c := range cases {
		made := reflect.SelectCase{Dir: c.dir, Chan: c.ch}
		if c.dir == reflect.SelectSend {
			made.Send, _ = c.slot.Recv()
		}
		all = append(all, made)
	}
	if fallback {
		all = append(all, reflect.SelectCase{Dir: reflect.SelectDefault})
	} else {
		all = append(all, reflect.SelectCase{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(h.killed)})
	}
	chosen, v, more := reflect.Select(all)
	if chosen == len(cases) {
		return -1, false
	}
	if c := cases[chosen]; c.dir == reflect.SelectRecv && c.slot.IsValid() {
		c.slot.Send(v)
	}
	return chosen, more
}
