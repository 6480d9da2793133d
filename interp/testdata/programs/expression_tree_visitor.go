package main

import (
	"fmt"
	"strconv"
)

type expr interface{ accept(visitor) any }
type visitor interface {
	num(float64) any
	bin(op rune, l, r expr) any
	neg(expr) any
}
type num float64
type bin struct {
	op   rune
	l, r expr
}
type neg struct{ e expr }

func (n num) accept(v visitor) any { return v.num(float64(n)) }
func (b bin) accept(v visitor) any { return v.bin(b.op, b.l, b.r) }
func (n neg) accept(v visitor) any { return v.neg(n.e) }

type evaluator struct{ depth, max int }

func (e *evaluator) num(f float64) any { return f }
func (e *evaluator) neg(x expr) any    { return -x.accept(e).(float64) }
func (e *evaluator) bin(op rune, l, r expr) any {
	e.depth++
	defer func() { e.depth-- }()
	e.max = max(e.max, e.depth)
	a, b := l.accept(e).(float64), r.accept(e).(float64)
	return map[rune]func() float64{
		'+': func() float64 { return a + b },
		'*': func() float64 { return a * b },
	}[op]()
}

type printer struct{}

func (printer) num(f float64) any { return strconv.FormatFloat(f, 'g', -1, 64) }
func (p printer) neg(x expr) any  { return "-" + x.accept(p).(string) }
func (p printer) bin(op rune, l, r expr) any {
	return fmt.Sprintf("(%v %c %v)", l.accept(p), op, r.accept(p))
}

func simplify(e expr) expr {
	switch e := e.(type) {
	case bin:
		l, r := simplify(e.l), simplify(e.r)
		if e.op == '*' && (l == expr(num(0)) || r == expr(num(0))) {
			return num(0)
		}
		return bin{e.op, l, r}
	case neg:
		if in, ok := simplify(e.e).(neg); ok {
			return in.e
		}
	}
	return e
}

func main() {
	e := bin{'+', bin{'*', num(2), num(3.5)}, neg{bin{'*', num(0), num(9)}}}
	ev := &evaluator{}
	fmt.Println(e.accept(ev), ev.max, ev.depth, e.accept(printer{}))
	fmt.Println(simplify(neg{neg{num(4)}}).accept(printer{}), simplify(bin{'*', e, num(0)}).accept(printer{}))
}
