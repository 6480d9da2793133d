package main

import (
	"encoding/json"
	"fmt"
)

type tree struct {
	V    int     `json:"v"`
	Kids []*tree `json:"kids,omitempty"`
	Next *tree   `json:"next,omitempty"`
}
type page[T any] struct {
	Items []T `json:"items"`
	Total int `json:"total"`
}
type opt[T any] struct {
	v  T
	ok bool
}

func (o opt[T]) MarshalJSON() ([]byte, error) {
	if !o.ok {
		return []byte("null"), nil
	}
	return json.Marshal(o.v)
}
func decode[T any](s string) (v T, err error) { err = json.Unmarshal([]byte(s), &v); return }

func main() {
	t := &tree{1, []*tree{{2, nil, nil}, {3, []*tree{{V: 4}}, nil}}, &tree{V: 5}}
	b, err := json.Marshal(t)
	fmt.Println(string(b), err)
	u, err := decode[tree](string(b))
	fmt.Println(u.Kids[1].Kids[0].V, u.Next.V, err)
	b, _ = json.Marshal(page[tree]{[]tree{{V: 1}}, 1})
	fmt.Println(string(b))
	b, err = json.Marshal(page[opt[int]]{[]opt[int]{{1, true}, {}}, 2})
	fmt.Println(string(b), err)
	m, err := decode[map[string][]int](`{"a":[1,null]}`)
	fmt.Println(m, err)
}
