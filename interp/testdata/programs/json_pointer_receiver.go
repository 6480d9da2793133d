package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type temp struct{ deg float64 }

func (t *temp) MarshalJSON() ([]byte, error) { return []byte(fmt.Sprintf("\"%gC\"", t.deg)), nil }

type stamp struct{ time.Time }

func (s stamp) MarshalJSON() ([]byte, error) { return json.Marshal(s.Format("02.01.2006")) }

type raw struct {
	Kind string          `json:"kind"`
	Data json.RawMessage `json:"data"`
}

func main() {
	t := temp{36.6}
	a, _ := json.Marshal(t)
	b, _ := json.Marshal(&t)
	c, _ := json.Marshal(struct {
		T temp
		P *temp
	}{t, &t})
	d, _ := json.Marshal(&struct{ T temp }{t})
	e, _ := json.Marshal([]temp{t})
	f, _ := json.Marshal(map[string]temp{"a": t})
	fmt.Println(string(a), string(b), string(c), string(d), string(e), string(f))
	s := stamp{time.Date(2024, 5, 6, 0, 0, 0, 0, time.UTC)}
	g, err := json.Marshal(map[string]stamp{"s": s})
	fmt.Println(string(g), err)
	var r raw
	fmt.Println(json.Unmarshal([]byte(`{"kind":"k","data":{"x": [1, 2]}}`), &r), r.Kind, string(r.Data))
	h, _ := json.Marshal(r)
	fmt.Println(string(h))
}
