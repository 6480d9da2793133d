package main

import "fmt"

type cell struct {
	formula func(sheet) float64
	value   float64
	done    bool
	busy    bool
}
type sheet map[string]*cell

func (s sheet) get(name string) float64 {
	c, ok := s[name]
	if !ok {
		return 0
	}
	if c.done {
		return c.value
	}
	if c.busy {
		panic(fmt.Errorf("cycle through %s", name))
	}
	c.busy = true
	defer func() { c.busy = false }()
	if c.formula != nil {
		c.value = c.formula(s)
	}
	c.done = true
	return c.value
}
func (s sheet) sum(prefix string, n int) float64 {
	t := 0.0
	for i := 1; i <= n; i++ {
		t += s.get(fmt.Sprint(prefix, i))
	}
	return t
}
func (s sheet) safe(name string) (v float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	v = s.get(name)
	return v, err
}

func main() {
	s := sheet{}
	for i := 1; i <= 3; i++ {
		s[fmt.Sprint("A", i)] = &cell{value: float64(i) * 1.5}
	}
	calls := 0
	s["B1"] = &cell{formula: func(s sheet) float64 { calls++; return s.sum("A", 3) }}
	s["B2"] = &cell{formula: func(s sheet) float64 { return s.get("B1") * s.get("B1") }}
	s["C1"] = &cell{formula: func(s sheet) float64 { return s.get("C2") + 1 }}
	s["C2"] = &cell{formula: func(s sheet) float64 { return s.get("C1") }}
	v, err := s.safe("B2")
	fmt.Println(v, err, calls)
	_, err2 := s.safe("C1")
	fmt.Println(err2, s["C1"].busy, s["C2"].busy)
	fmt.Println(s.get("Z9"))
}
