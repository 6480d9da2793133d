package main

import (
	"encoding/json"
	"fmt"
)

type level int

var names = []string{"low", "mid", "high"}

func (l level) MarshalText() ([]byte, error) { return []byte(names[l]), nil }
func (l *level) UnmarshalText(b []byte) error {
	for i, n := range names {
		if n == string(b) {
			*l = level(i)
			return nil
		}
	}
	return fmt.Errorf("bad level %q", b)
}

type key struct{ a, b int }

func (k key) MarshalText() ([]byte, error) { return fmt.Appendf(nil, "%d-%d", k.a, k.b), nil }

type conf struct {
	L  level          `json:"l"`
	M  map[level]int  `json:"m"`
	Ls []level        `json:"ls"`
	P  *level         `json:"p"`
	K  map[key]string `json:"k"`
}

func main() {
	l := level(2)
	b, err := json.Marshal(conf{1, map[level]int{0: 5, 2: 6}, []level{0, 1}, &l, map[key]string{{1, 2}: "x"}})
	fmt.Println(string(b), err)
	var c struct {
		L  level         `json:"l"`
		M  map[level]int `json:"m"`
		Ls []level       `json:"ls"`
		P  *level
	}
	fmt.Println(json.Unmarshal(b, &c), c.L, c.M, c.Ls, *c.P)
	fmt.Println(json.Unmarshal([]byte(`{"l":"none"}`), &c))
	fmt.Println(json.Unmarshal([]byte(`{"m":{"bad":1}}`), &c))
	b, err = json.Marshal(map[string]any{"a": l, "b": []any{level(0), &l}})
	fmt.Println(string(b), err)
}
