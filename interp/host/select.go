package host

import "reflect"

// yaegi keeps the channels and values of a select statement in one place for all
// goroutines that run it. So lowered code evaluates channels and values in Go's order,
// puts each value into a slot (a channel of its type with room for one), and asks the
// host:
//
//	select { case v := <-c: use(v) }
//
//	slot := make(chan T, 1)
//	switch n, _ := host.Select(false, host.Receive(c, slot)); n {
//	case 0: v := <-slot; use(v)
//	}
//
// A slot carries the value past reflection in the type that yaegi has for it.

// selectCase is a case of a select statement.
type selectCase struct {
	dir  reflect.SelectDir
	ch   reflect.Value
	slot reflect.Value // holds what is sent, or takes what is received
}

// sendCase sends what is in the slot.
func sendCase(ch, slot any) selectCase {
	return selectCase{reflect.SelectSend, reflect.ValueOf(ch), reflect.ValueOf(slot)}
}

// receiveCase puts what it receives into the slot.
func receiveCase(ch, slot any) selectCase {
	return selectCase{reflect.SelectRecv, reflect.ValueOf(ch), reflect.ValueOf(slot)}
}

// awaitCase drops what it receives.
func awaitCase(ch any) selectCase {
	return selectCase{dir: reflect.SelectRecv, ch: reflect.ValueOf(ch)}
}

// choose waits until one of the cases can proceed, and proceeds with it. It
// returns the index of the case, -1 when fallback says that there is a default
// and no case was ready, or when the instance was killed. more is false when the
// channel was closed and there was nothing to receive.
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
