package main

import (
	"fmt"
	"io"
	"time"
)

type opts struct {
	Retries int
	Timeout time.Duration
	OnRetry func(int)
	Headers map[string]string
}

func (o opts) withDefaults() opts {
	if o.Retries == 0 {
		o.Retries = 3
	}
	if o.Timeout == 0 {
		o.Timeout = time.Second
	}
	if o.OnRetry == nil {
		o.OnRetry = func(int) {}
	}
	h := map[string]string{"A": "default"}
	for k, v := range o.Headers {
		h[k] = v
	}
	o.Headers = h
	return o
}
func run(o opts, f func() error) (err error) {
	o = o.withDefaults()
	for i := range o.Retries {
		if err = f(); err == nil {
			return
		}
		o.OnRetry(i)
	}
	return fmt.Errorf("after %d tries: %w", o.Retries, err)
}

func main() {
	n := 0
	fail := func() error { n++; return io.EOF }
	fmt.Println(run(opts{}, fail), n)
	var seen []int
	fmt.Println(run(opts{Retries: 2, OnRetry: func(i int) { seen = append(seen, i) }}, fail), seen)
	fmt.Println(run(opts{}, func() error { return nil }))
	o := opts{Headers: map[string]string{"B": "x"}}
	d := o.withDefaults()
	fmt.Println(len(o.Headers), d.Headers, d.Timeout, o.Retries, d.Retries)
}
