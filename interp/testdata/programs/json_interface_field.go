package main

import (
	"encoding/json"
	"fmt"
)

type id int

func (i id) String() string { return "id" }

type holder struct{ S fmt.Stringer }

func main() {
	b, err := json.Marshal(holder{id(3)})
	fmt.Println(string(b), err)
}
