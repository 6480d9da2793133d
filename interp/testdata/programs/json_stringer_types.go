package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"time"
)

type id int64

func (i id) String() string { return fmt.Sprint("id-", int64(i)) }

type status string
type flags []bool
type dict map[status]id
type wrap struct {
	ID    id
	St    status
	Fl    flags
	D     dict
	F     float32
	R     rune
	E     error
	Dur   time.Duration
	Ch    *int
	Str   fmt.Stringer
	Iface any
	By    [3]byte
	U     uint8
}

func main() {
	b, err := json.Marshal(wrap{ID: 5, St: "ok", Fl: flags{true}, D: dict{"b": 1, "a": 2}, F: 0.1, R: 'x', E: nil, Dur: time.Second, Iface: status("any"), U: 200})
	fmt.Println(string(b), err)
	var w wrap
	err = json.Unmarshal([]byte(`{"ID":9,"St":"s","Fl":[false,true],"D":{"x":7},"F":2.5,"R":65,"Dur":5,"By":[1,2,3],"Iface":[1]}`), &w)
	fmt.Println(w, err)
	b, err = json.Marshal(struct{ Err error }{errors.New("x")})
	fmt.Println(string(b), err)
	b, _ = json.Marshal([]any{int8(1), uint64(math.MaxUint64), float32(1) / 3, 1e21, 1e-7, "\u2028<>", nil, []byte(nil), []int(nil), map[string]int(nil)})
	fmt.Println(string(b))
}
