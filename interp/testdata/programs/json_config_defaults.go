package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
)

type duration time.Duration
type server struct {
	Addr    string        `json:"addr"`
	Retries *int          `json:"retries"`
	Timeout time.Duration `json:"timeout"`
	TLS     struct {
		Cert string `json:"cert"`
		On   bool   `json:"on"`
	} `json:"tls"`
	Tags  []string          `json:"tags"`
	Extra map[string]any    `json:"extra"`
	Env   map[string]string `json:"env"`
}

func load(s string) (server, error) {
	three := 3
	c := server{Addr: ":80", Retries: &three, Tags: []string{"default"}}
	d := json.NewDecoder(strings.NewReader(s))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return server{}, fmt.Errorf("config: %w", err)
	}
	return c, nil
}

func main() {
	c, err := load(`{"addr":":8080","tls":{"on":true},"extra":{"n":1,"l":[true,null]},"env":{"A":"b"}}`)
	fmt.Println(c.Addr, *c.Retries, c.TLS, c.Tags, c.Extra, c.Env, err)
	d, err := load(`{"retries":null,"tags":[],"timeout":1500000000}`)
	fmt.Println(d.Retries == nil, len(d.Tags), d.Tags != nil, d.Timeout, err)
	_, err = load(`{"typo":1}`)
	fmt.Println(err)
	_, err = load(`{"addr":`)
	fmt.Println(err, errors.Is(err, io.ErrUnexpectedEOF))
	e, err := load(`{}`)
	fmt.Println(e.Addr, e.Tags, err)
}
