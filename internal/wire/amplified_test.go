package wire_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/panelgo/panelgo/internal/wire"
)

// fill repeats a part until the text is size bytes long.
func fill(size int, begin, part, end string) []byte {
	if part == "" {
		return []byte(begin + end)
	}
	return []byte(begin + strings.Repeat(part, (size-len(begin)-len(end))/len(part)) + end)
}

// A message costs no more than its own size, whatever it is made of: what is
// not taken costs nothing, and what is taken is copied once.
func TestDecodingCostsNoMoreThanTheMessage(t *testing.T) {
	const size = 4 << 20
	deep := strings.Repeat("[", 50) + strings.Repeat("]", 50)
	key := strings.Repeat("k", size/2)
	pieces := []struct{ name, part, last string }{ // of an array
		{"empty objects", `{},`, `{}`},
		{"empty lists", `[],`, `[]`},
		{"deep lists", deep + `,`, deep},
		{"deep objects", strings.Repeat(`{"":`, 50) + `0` + strings.Repeat(`}`, 50) + `,`, `0`},
		{"numbers", `0,`, `0`},
		{"empty strings", `"",`, `""`},
		{"escaped strings", `"\u0000",`, `""`},
		{"nulls", `null,`, `null`},
		{"white space", ` `, `0`},
		{"objects of one member", `{"a":0},`, `{}`},
		{"a huge key", ``, `{"` + key + `":0}`},
		{"a huge string", ``, `"` + key + `"`},
		{"a huge escaped string", ``, `"` + strings.Repeat(`\u003c`, size/8) + `"`},
		{"a huge number", ``, strings.Repeat("9", size/2)},
	}
	messages := []struct{ name, begin, end string }{
		{"a value of an event", `{"type":"event","seq":1,"id":"c1","event":"change","value":[`, `]}`},
		{"inputs of a hello", `{"type":"hello","inputs":[`, `]}`},
		{"an input's value", `{"type":"hello","inputs":[{"id":"c1","value":[`, `]}]}`},
		{"an input's label", `{"type":"hello","inputs":[{"id":"c1","label":[`, `]}]}`},
		{"a session of a hello", `{"type":"hello","session":[`, `]}`},
		{"a number of applied", `{"type":"applied","n":[`, `]}`},
		{"an unknown field", `{"type":"applied","n":1,"more":[`, `]}`},
		{"an unknown message", `{"type":"dance","value":[`, `]}`},
		{"no object", `[`, `]`},
	}
	for _, m := range messages {
		for _, p := range pieces {
			data := fill(size, m.begin, p.part, p.last+m.end)
			costs(t, m.name+" of "+p.name, data, func() { wire.Decode(data) })
			list := fill(size, "["+m.begin, p.part, p.last+m.end+"]")
			costs(t, "a list: "+m.name+" of "+p.name, list, func() { wire.DecodeList(list) })
		}
	}
	for _, one := range []string{
		`{},`, `{"type":"applied"},`, `{"type":"event","seq":1,"id":"c","event":"x","value":0},`,
		`{"type":"hello","inputs":[` + strings.Repeat("{},", 999) + `{}]},`,
		`{"type":"hello","inputs":[],"inputs":[` + strings.Repeat(`{},`, 999) + `{}]},`,
	} {
		data := fill(size, "[", one, one[:len(one)-1]+"]")
		costs(t, "a list of "+one[:min(len(one), 60)], data, func() { wire.DecodeList(data) })
	}
}

// costs fails if a call allocates much more than the message has bytes.
func costs(t *testing.T, name string, message []byte, call func()) {
	t.Helper()
	const slack = 256 << 10 // what 1,000 inputs or messages take
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	call()
	runtime.ReadMemStats(&after)
	took := after.TotalAlloc - before.TotalAlloc
	if most := uint64(len(message))*5/4 + slack; took > most {
		t.Errorf("%s: %d bytes took %d, %.1f times as many", name, len(message), took, float64(took)/float64(len(message)))
	}
}
