package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

type color int

func (c color) MarshalJSON() ([]byte, error) { return nil, errors.New("no") }

func main() {
	_, err := json.Marshal([]color{1})
	fmt.Println(err)
}
