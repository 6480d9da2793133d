package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"
)

type rec struct {
	V any
	L []any
}

func walk(v any, depth int) {
	pad := strings.Repeat(" ", depth)
	switch x := v.(type) {
	case map[string]any:
		keys := make([]string, 0)
		for k := range x {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			fmt.Println(pad + k + ":")
			walk(x[k], depth+1)
		}
	case []any:
		for _, e := range x {
			walk(e, depth+1)
		}
	default:
		fmt.Printf("%s%v %T\n", pad, x, x)
	}
}

func main() {
	var v any
	fmt.Println(json.Unmarshal([]byte(`{"a":[1,2.5,"x",null,true,{"b":{}}],"c":12345678901234567890,"é":"\u00e9\ud83d\ude00"}`), &v))
	walk(v, 0)
	b, err := json.Marshal(v)
	fmt.Println(string(b), err)
	d := json.NewDecoder(strings.NewReader(`{"n":12345678901234567890}`))
	d.UseNumber()
	var m map[string]any
	fmt.Println(d.Decode(&m), m["n"])
	var r rec
	fmt.Println(json.Unmarshal([]byte(`{"V":{"x":1},"L":[1,"a"]}`), &r), r)
	r.V = &rec{V: 5}
	b, _ = json.Marshal(r)
	fmt.Println(string(b))
	var i any = &rec{}
	fmt.Println(json.Unmarshal([]byte(`{"V":3}`), i), i.(*rec).V)
	var arr [2]int
	var sl = []int{9, 9, 9}
	json.Unmarshal([]byte(`[1,2,3]`), &arr)
	json.Unmarshal([]byte(`[4]`), &sl)
	mm := map[string]int{"keep": 1}
	json.Unmarshal([]byte(`{"new":2}`), &mm)
	fmt.Println(arr, sl, mm)
}
