package main

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strings"
	"time"
)

type C1 C2
type C2 C3
type C3 C4
type C4 int

func (c C1) Double() C2 { return C2(c * 2) }
func (c *C2) Inc()      { *c++ }
func (c C4) String() string {
	return fmt.Sprint("C4:", int(c))
}

const (
	c1 C1 = iota + 1
	c2 C1 = 7
	c3    = C3(c2) + 1
)

type S1 S2
type S2 S3
type S3 struct {
	A, b int
	n    N1
	c    C1
}

func (s S1) sum() int   { return s.A + s.b }
func (s *S2) set(n int) { s.A = n }

type N1 N2
type N2 struct{ x X1 }
type X1 X2
type X2 float32

type A1 A2
type A2 [3]AE
type AE AF
type AF uint8

type M1 M2
type M2 map[MK]MV
type MK ML
type ML string
type MV MW
type MW []MK

func (m M1) add(k MK) M1 { m[k] = append(m[k], k); return m }

type F1 F2
type F2 func(P1) R1
type P1 P2
type P2 int
type R1 R2
type R2 string

func (f F1) call(n int) string { return string(f(P1(n))) }

type L1 L2
type L2 []LE
type LE LF
type LF struct{ v C1 }

func (l L1) Len() int           { return len(l) }
func (l L1) Less(i, j int) bool { return l[i].v < l[j].v }
func (l L1) Swap(i, j int)      { l[i], l[j] = l[j], l[i] }

type Ch1 Ch2
type Ch2 chan CE
type CE CF
type CF string

type Pt1 Pt2
type Pt2 *PE
type PE PF
type PF struct{ n int }

type Al1 = Al2
type Al2 = Al3
type Al3 Al4
type Al4 = Al5
type Al5 int64

func (a Al1) neg() Al1 { return -a }

type I1 I2
type I2 I3
type I3 interface{ get() C1 }
type Im Im2
type Im2 C2

func (i Im) get() C1 { return C1(i) }

type E1 E2
type E2 struct{ msg EM }
type EM EN
type EN string

func (e E1) Error() string { return string(e.msg) }

type Em struct {
	Inner
	*Other
}
type Inner Inner2
type Inner2 struct{ deep DD }
type Other Other2
type Other2 struct{ o int }
type DD DE
type DE [2]C1

func (i Inner) show() string { return fmt.Sprint(i.deep) }
func (o *Other) bump()       { o.o++ }

type Node1 Node2
type Node2 struct {
	kids []*Node1
	up   *Node2
	v    V1
}
type V1 V2
type V2 int

type D1 D2
type D2 time.Duration
type R3 R4
type R4 struct{ io.Reader }
type B1 B2
type B2 strings.Builder

type G1 G2
type G2 Gen[GA, GB]
type Gen[T, U any] GenInner[U, T]
type GenInner[T, U any] struct {
	t T
	u U
}
type GA GA2
type GA2 int
type GB GB2
type GB2 string

func (g Gen[T, U]) swap() GenInner[T, U] { return GenInner[T, U]{g.u, g.t} }

type Num interface{ ~int | ~float64 }

func total[T Num](l ...T) (t T) {
	for _, x := range l {
		t += x
	}
	return
}

func local() {
	type base float64
	type mid base
	type top mid
	type list []top
	type lists list
	l := lists{1, 2.5}
	fmt.Printf("%v %T %T %v\n", l, l, l[0], float64(l[1])+float64(mid(l[0])))
	type rec struct {
		next *rec
		l    lists
	}
	type rec2 rec
	r := rec2{next: &rec{l: l}}
	fmt.Println(r.next.l, rec(r).next == r.next)
}

func main() {
	fmt.Println(c1, c2, c3, C1(3).Double(), C4(c2))
	x := C2(4)
	x.Inc()
	fmt.Printf("%v %T %T %T %v\n", x, x, c3, c1, total(c1, c2))
	s := S1{1, 2, N1{1.5}, 3}
	(*S2)(&s).set(9)
	fmt.Printf("%v %+v %T %d %v\n", s, S3(s), s, s.sum(), s.n.x*2)
	a := A1{1, 2}
	a[2] = AE(a[0]) + 4
	fmt.Printf("%v %T %T\n", a, a, a[0])
	m := M1{}
	m.add("x").add("y").add("x")
	fmt.Printf("%v %T %T\n", m, m, m["x"])
	f := F1(func(p P1) R1 { return R1(fmt.Sprint("p", int(p))) })
	fmt.Printf("%s %T\n", f.call(4), f)
	l := L1{{3}, {1}, {2}}
	sort.Sort(l)
	fmt.Printf("%v %T\n", l, l)
	ch := make(Ch1, 1)
	ch <- "ce"
	fmt.Printf("%v %T\n", <-ch, ch)
	var p Pt1 = &PE{4}
	p.n++
	fmt.Printf("%v %T\n", p.n, p)
	var al Al1 = 5
	fmt.Printf("%v %T\n", al.neg(), al)
	var i I1 = Im(8)
	fmt.Printf("%v %T\n", i.get(), i)
	var err error = E1{"bad"}
	var e1 E1
	fmt.Println(err, errors.As(fmt.Errorf("w: %w", err), &e1), e1.msg)
	em := Em{Inner{DD{1, 2}}, &Other{}}
	em.bump()
	fmt.Println(em.show(), em.o, em.deep[1])
	n := Node1{kids: []*Node1{{v: 2}}, up: &Node2{v: 1}}
	fmt.Println(n.kids[0].v, n.up.v, len(n.up.kids))
	fmt.Printf("%v %T\n", time.Duration(D1(time.Second)), D1(1))
	r := R4{strings.NewReader("abc")}
	b, _ := io.ReadAll(R3(r))
	fmt.Println(string(b))
	g := G1{GB("u"), 1}
	fmt.Printf("%v %T %v\n", g, g, Gen[GA, GB](g).swap())
	local()
	switch any(c1).(type) {
	case C4:
		fmt.Println("C4")
	case C1:
		fmt.Println("C1")
	}
	const k = C1(2)
	var arr [k]C2
	fmt.Println(len(arr), arr)
	var z B1
	fmt.Println((*strings.Builder)(&z).Len())
}
