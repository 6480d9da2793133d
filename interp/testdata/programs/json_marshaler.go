package main

import (
	"encoding/json"
	"errors"
	"fmt"
)

type color int

func (c color) MarshalJSON() ([]byte, error) {
	if c < 0 {
		return nil, errors.New("negative color")
	}
	return json.Marshal(fmt.Sprintf("#%06x", int(c)))
}

type palette struct {
	Main color            `json:"main"`
	P    *color           `json:"p"`
	List []color          `json:"list"`
	Map  map[string]color `json:"map"`
	Any  any              `json:"any"`
	Om   color            `json:"om,omitempty"`
	Arr  [2]color
}

func main() {
	b, err := json.Marshal(color(255))
	fmt.Println(string(b), err)
	c := color(16)
	b, err = json.Marshal(palette{1, &c, []color{2, 3}, map[string]color{"k": 4}, color(5), 0, [2]color{6, 7}})
	fmt.Println(string(b), err)
}
