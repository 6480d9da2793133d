package main

import (
	"errors"
	"fmt"
)

type tx struct {
	name string
	log  *[]string
	done bool
}

func (t *tx) note(s string) { *t.log = append(*t.log, t.name+" "+s) }
func (t *tx) commit()       { t.done = true; t.note("commit") }
func (t *tx) rollback() {
	if !t.done {
		t.note("rollback")
	}
}
func step(log *[]string, name string, fail bool, next func() error) error {
	t := &tx{name: name, log: log}
	defer t.rollback()
	if next != nil {
		if err := next(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	if fail {
		return errors.New(name + " failed")
	}
	t.commit()
	return nil
}

func main() {
	for _, failing := range []string{"", "inner", "outer"} {
		var log []string
		err := step(&log, "outer", failing == "outer", func() error {
			return step(&log, "inner", failing == "inner", nil)
		})
		fmt.Println(err, log)
	}
	func() {
		defer func() { fmt.Println("end:", recover()) }()
		for i := range 3 {
			defer func() {
				if i == 1 {
					fmt.Println("at one:", recover())
					panic("replaced")
				}
				fmt.Println("unwind", i)
			}()
		}
		panic("start")
	}()
}
