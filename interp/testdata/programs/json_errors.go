package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
)

type inner struct{ N int }
type target struct {
	A int      `json:"a"`
	B []string `json:"b"`
	C inner    `json:"c"`
	D uint8
}

func main() {
	for _, s := range []string{`{"a":"x"}`, `{"b":[1]}`, `{"c":{"N":1.5}}`, `{"a":1`, `{a:1}`, `[]`, `{"D":300}`, ``, `{"a":1}x`, `null`, `{"b":null,"a":null}`, `{"c":[1]}`, `{"a":1e3}`, "\"\x01\""} {
		var t target
		err := json.Unmarshal([]byte(s), &t)
		var se *json.SyntaxError
		var te *json.UnmarshalTypeError
		fmt.Println(err != nil, errors.As(err, &se), errors.As(err, &te), t)
		if te == nil {
			fmt.Println(err)
		}
		if te != nil {
			fmt.Println(te.Value, te.Field, te.Offset)
		}
	}
	fmt.Println(json.Unmarshal([]byte(`{}`), target{}) != nil, json.Unmarshal([]byte(`{}`), nil))
	_, err := json.Marshal(math.Inf(1))
	fmt.Println(err)
	_, err = json.Marshal(make(chan int))
	fmt.Println(err)
	_, err = json.Marshal(map[string]any{"f": func() {}})
	fmt.Println(err)
	fmt.Println(json.Valid([]byte(`{"a":[1,2]}`)), json.Valid([]byte(`{`)))
}
