package main

import (
	"errors"
	"fmt"
	"net/url"
	"time"
)

type job struct {
	Name  string
	limit time.Duration
	Wait  time.Duration
	month time.Month
	err   error
	any   any
	at    *url.URL
	list  []time.Duration
}

func main() {
	j := job{Name: "a", limit: time.Second, Wait: time.Second, month: time.May, any: time.Minute, list: []time.Duration{time.Second}}
	fmt.Println(j)
	fmt.Printf("%v %+v\n", j, j)
	fmt.Println([]time.Duration{time.Second}, map[string]time.Month{"m": time.May}, struct{ d time.Duration }{2})
	j.err = errors.New("bad")
	fmt.Println(j.err, j.limit, j.any)
}
