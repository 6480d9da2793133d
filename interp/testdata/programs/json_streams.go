package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
)

type ev struct {
	T string `json:"t"`
	N int    `json:"n"`
}

func main() {
	d := json.NewDecoder(strings.NewReader(`{"t":"a","n":1} {"t":"b"}
	{"t":"c","n":3}`))
	for {
		var e ev
		err := d.Decode(&e)
		if err == io.EOF {
			break
		}
		fmt.Println(e, err)
	}
	d = json.NewDecoder(strings.NewReader(`{"t":"x","zzz":1}`))
	d.DisallowUnknownFields()
	var e ev
	fmt.Println(d.Decode(&e), e.T)
	d = json.NewDecoder(strings.NewReader(`[{"n":1},{"n":2}] true`))
	tok, err := d.Token()
	fmt.Printf("%v %T %v\n", tok, tok, err)
	for d.More() {
		var e ev
		fmt.Println(d.Decode(&e), e.N)
	}
	tok, _ = d.Token()
	fmt.Println(tok, d.InputOffset())
	en := json.NewEncoder(os.Stdout)
	en.SetIndent("", " ")
	fmt.Println(en.Encode([]ev{{"<", 1}}), en.Encode(nil))
	var b bytes.Buffer
	fmt.Println(json.Compact(&b, []byte(`{ "a" : [ 1 , 2 ] }`)), b.String())
	b.Reset()
	fmt.Println(json.Indent(&b, []byte(`{"a":[1,{}]}`), "", "\t"), b.String())
	b.Reset()
	json.HTMLEscape(&b, []byte(`"<a>&"`))
	fmt.Println(b.String())
}
