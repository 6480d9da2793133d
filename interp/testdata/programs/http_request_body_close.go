package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
)

type body struct{ io.Reader }

func (body) Close() error { fmt.Println("closed"); return nil }

func main() {
	r, err := http.NewRequest("POST", "/", body{strings.NewReader("abc")})
	fmt.Println(err, r.Body.Close())
}
