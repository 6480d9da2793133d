package main

import "fmt"

type node struct {
	val  int
	next *node
}

func swap(a, b *int)      { *a, *b = *b, *a }
func escape() *int        { x := 5; return &x }
func set(p **node, v int) { *p = &node{val: v, next: *p} }

func main() {
	x, y := 1, 2
	swap(&x, &y)
	fmt.Println(x, y)
	p, q := escape(), escape()
	*p++
	fmt.Println(*p, *q, p == q, p == p)
	pp := &p
	**pp = 100
	fmt.Println(*p)
	*pp = &x
	fmt.Println(*p, p == &x)
	var head *node
	for i := range 3 {
		set(&head, i)
	}
	for n := head; n != nil; n = n.next {
		fmt.Print(n.val, " ")
	}
	for h := &head; *h != nil; {
		if (*h).val == 1 {
			*h = (*h).next
			continue
		}
		h = &(*h).next
	}
	fmt.Println(head.val, head.next.val, head.next.next == nil)
	s := []int{1, 2, 3}
	e := &s[1]
	*e = 20
	s = append(s, 4)
	*e = 30
	fmt.Println(s[1], *e)
	st := struct{ a, b int }{1, 2}
	pb := &st.b
	*pb *= 10
	fmt.Println(st, *pb)
	arr := &[2]int{1, 2}
	arr[0]++
	fmt.Println(*arr, arr[:], len(arr))
	var np *node
	defer func() { fmt.Println(recover()) }()
	fmt.Println(np.val)
}
