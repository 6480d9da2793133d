package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type addr struct {
	Street string `json:"street"`
	Zip    *int   `json:"zip,omitempty"`
}
type person struct {
	Name    string         `json:"name"`
	Age     int            `json:"age,omitempty"`
	Email   string         `json:"-"`
	Num     int64          `json:"num,string"`
	Addr    addr           `json:"addr"`
	PAddr   *addr          `json:"paddr,omitempty"`
	Tags    []string       `json:"tags"`
	Meta    map[string]any `json:"meta,omitempty"`
	Bytes   []byte         `json:"bytes,omitempty"`
	private string
	NoTag   bool
	Ptr     *float64  `json:",omitempty"`
	When    time.Time `json:"when,omitzero"`
}

func main() {
	z := 5
	p := person{Name: "Bob <&>", Email: "x", Num: 1 << 60, Addr: addr{"s", &z}, Tags: nil, private: "p", Bytes: []byte("hi"), Meta: map[string]any{"b": 1, "a": []int{1}}}
	b, err := json.Marshal(p)
	fmt.Println(string(b), err)
	b, _ = json.MarshalIndent(map[string]any{"p": addr{"q", nil}, "l": []addr{}, "e": map[string]int{}}, ">", "  ")
	fmt.Println(string(b))
	var q person
	err = json.Unmarshal([]byte(`{"name":"Eve","AGE":7,"Email":"no","num":"12","addr":{"street":"x","zip":9},"paddr":{},"tags":["a",""],"unknown":{"x":1},"bytes":"aGk=","NoTag":true,"Ptr":1.5,"meta":{"k":[1,"a",null,true,{"z":2}]},"when":"2024-01-02T03:04:05Z"}`), &q)
	fmt.Println(err, q.Name, q.Age, q.Email == "", q.Num, *q.Addr.Zip, *q.PAddr, q.Tags, string(q.Bytes), q.NoTag, *q.Ptr, q.Meta, q.When)
}
