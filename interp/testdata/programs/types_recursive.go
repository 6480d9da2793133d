package main

import "fmt"

type tree []tree
type dict map[string]dict
type state func(*machine) state
type self *self
type chain chan chain
type machine struct {
	in  string
	pos int
	out []string
}

func (t tree) count() int {
	n := 1
	for _, c := range t {
		n += c.count()
	}
	return n
}

func word(m *machine) state {
	start := m.pos
	for m.pos < len(m.in) && m.in[m.pos] != ' ' {
		m.pos++
	}
	m.out = append(m.out, m.in[start:m.pos])
	if m.pos == len(m.in) {
		return nil
	}
	return space
}
func space(m *machine) state {
	for m.pos < len(m.in) && m.in[m.pos] == ' ' {
		m.pos++
	}
	return word
}

func main() {
	fmt.Println(tree{tree{}, tree{tree{}}}.count(), tree{{}, {{}, {}}})
	d := dict{"a": {"b": nil}}
	d["a"]["c"] = dict{"x": {}}
	fmt.Println(d, len(d["a"]["c"]["x"]["none"]))
	m := &machine{in: "ab  cd e"}
	for s := state(word); s != nil; {
		s = s(m)
	}
	fmt.Printf("%q\n", m.out)
	var s self
	s = &s
	fmt.Println(*s == s)
	c := make(chain, 1)
	c <- c
	fmt.Println(<-c == c)
}
