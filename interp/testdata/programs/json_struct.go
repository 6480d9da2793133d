package main

import (
	"encoding/json"
	"fmt"
	"strings"
)

type status int

func (s status) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }
func (s status) String() string               { return [...]string{"off", "on"}[s] }

type address struct {
	Street string `json:"street"`
	Zip    string `json:"zip,omitempty"`
}

type user struct {
	Name   string         `json:"name"`
	Age    int            `json:"age"`
	Emails []string       `json:"emails"`
	Addr   *address       `json:"addr,omitempty"`
	Meta   map[string]any `json:"meta,omitempty"`
	secret string
	Skip   string            `json:"-"`
	Tags   map[string]string `json:"tags,omitempty"`
	Active bool
	Score  float64 `json:"score"`
}

type event struct {
	ID int `json:"id"`
	St status
	In address `json:"in"`
}

func main() {
	u := user{Name: "Ann", Age: 3, Emails: []string{"a@b"}, Addr: &address{Street: "S"}, secret: "x", Skip: "y", Score: 1.5}
	b, err := json.Marshal(u)
	fmt.Println(string(b), err)
	b, _ = json.MarshalIndent(&u, "", "  ")
	fmt.Println(string(b))
	var v user
	err = json.Unmarshal([]byte(`{"name":"Bob","age":7,"emails":["x","y"],"addr":{"street":"Q","zip":"1"},"meta":{"k":[1,"a",null]},"Active":true}`), &v)
	fmt.Println(v.Name, v.Age, v.Emails, v.Addr.Street, v.Addr.Zip, v.Meta["k"], v.Active, err)
	var m map[string]any
	json.Unmarshal([]byte(`{"a":1,"b":[true,"x"]}`), &m)
	fmt.Println(m["a"].(float64), m["b"].([]any)[1])
	b, _ = json.Marshal(map[string]any{"z": 1, "a": []int{1}, "u": address{"s", "z"}})
	fmt.Println(string(b))
	b, err = json.Marshal(event{1, 1, address{"a", ""}})
	fmt.Println(string(b), err)
	b, _ = json.Marshal([]event{{2, 0, address{}}})
	fmt.Println(string(b))
	var list []address
	dec := json.NewDecoder(strings.NewReader(`[{"street":"1"},{"street":"2"}]`))
	fmt.Println(dec.Decode(&list), len(list), list[1].Street)
	err = json.Unmarshal([]byte(`{bad`), &m)
	fmt.Println(err)
	var sb strings.Builder
	enc := json.NewEncoder(&sb)
	enc.Encode(struct {
		A int `json:"a"`
		b int
	}{1, 2})
	fmt.Print(sb.String())
}
