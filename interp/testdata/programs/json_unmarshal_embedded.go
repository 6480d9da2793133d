package main

import (
	"encoding/json"
	"fmt"
)

type Base struct {
	ID int `json:"id"`
}
type Audit struct{ By string }
type doc struct {
	Base
	*Audit
	T string
}

func main() {
	var d doc
	fmt.Println(json.Unmarshal([]byte(`{"id":5,"By":"me","T":"x"}`), &d), d.ID, d.Audit != nil, d.T)
}
