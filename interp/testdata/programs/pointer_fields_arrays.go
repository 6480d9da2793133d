package main

import "fmt"

type cell struct {
	v    int
	kids [2]*cell
	tags *[]string
	m    *map[string]int
}

func fill(p *[3]int) {
	for i := range p {
		p[i] = i * i
	}
}
func inc(ps ...*int) {
	for _, p := range ps {
		*p++
	}
}

func main() {
	var arr [3]int
	fill(&arr)
	p := &arr[1]
	*p += 100
	fmt.Println(arr, len(&arr), *p)
	s := arr[:]
	inc(&s[0], &arr[2], p)
	fmt.Println(arr, s)
	tags := []string{"a"}
	m := map[string]int{"x": 1}
	c := cell{v: 1, tags: &tags, m: &m}
	c.kids[1] = &cell{v: 2}
	c.kids[1].kids[0] = &c
	*c.tags = append(*c.tags, "b")
	(*c.m)["x"]++
	(*c.tags)[0] = "A"
	fmt.Println(tags, m, c.kids[1].kids[0].v, c.kids[0] == nil)
	c.v = 50
	fmt.Println(c.kids[1].kids[0].v)
	pv := &c.kids[1].v
	*pv *= 7
	fmt.Println(c.kids[1].v)
	st := struct{ in struct{ n int } }{}
	pn := &st.in.n
	*pn = 4
	pin := &st.in
	pin.n++
	fmt.Println(st)
	ptrs := [2]*int{new(int), p}
	*ptrs[0] = 3
	cp := ptrs
	*cp[0]++
	fmt.Println(*ptrs[0], cp == ptrs)
	ms := map[string]*cell{"c": &c}
	ms["c"].v++
	fmt.Println(c.v)
	var ip *int
	if ip == nil {
		ip = &c.v
	}
	inc(ip, ip)
	fmt.Println(c.v)
}
