package main

import (
	"errors"
	"fmt"
	"strings"
)

type form struct {
	fields   map[string]string
	onChange []func(name, old, new string)
	valid    func() error
}

func newForm() *form {
	f := &form{fields: map[string]string{}}
	f.valid = func() error {
		for _, k := range []string{"name", "mail"} {
			if f.fields[k] == "" {
				return fmt.Errorf("%s is empty", k)
			}
		}
		return nil
	}
	return f
}
func (f *form) set(k, v string) *form {
	old := f.fields[k]
	f.fields[k] = v
	for _, h := range f.onChange {
		h(k, old, v)
	}
	return f
}

func main() {
	f := newForm()
	var history []string
	f.onChange = append(f.onChange, func(n, o, v string) { history = append(history, n+":"+o+">"+v) })
	changes := 0
	f.onChange = append(f.onChange, func(string, string, string) { changes++ })
	fmt.Println(f.set("name", "a").valid())
	fmt.Println(f.set("mail", "m").set("name", "b").valid(), history, changes)
	inner := f.valid
	f.valid = func() error {
		if err := inner(); err != nil {
			return err
		}
		if !strings.Contains(f.fields["mail"], "@") {
			return errors.New("bad mail")
		}
		return nil
	}
	fmt.Println(f.valid())
	g := *f
	g.fields["mail"] = "x@y"
	fmt.Println(f.valid(), g.valid())
}
