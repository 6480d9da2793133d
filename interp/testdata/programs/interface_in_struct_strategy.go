package main

import (
	"fmt"
	"math"
)

type pricing interface {
	price(base float64, qty int) float64
}
type flat struct{}
type bulk struct {
	min int
	off float64
}
type best []pricing

func (flat) price(b float64, q int) float64 { return b * float64(q) }
func (k bulk) price(b float64, q int) float64 {
	p := b * float64(q)
	if q >= k.min {
		p *= 1 - k.off
	}
	return p
}
func (bs best) price(b float64, q int) float64 {
	low := math.Inf(1)
	for _, p := range bs {
		low = math.Min(low, p.price(b, q))
	}
	return low
}

type order struct {
	pricing
	base float64
	qty  int
}

func (o order) total() string { return fmt.Sprintf("%.2f", o.price(o.base, o.qty)) }

func main() {
	strategies := map[string]pricing{"flat": flat{}, "bulk": bulk{10, 0.2}, "best": best{flat{}, bulk{5, 0.1}, bulk{20, 0.5}}}
	for _, n := range []string{"flat", "bulk", "best"} {
		for _, q := range []int{1, 10, 20} {
			o := order{strategies[n], 9.99, q}
			fmt.Print(n, " ", q, " ", o.total(), "; ")
		}
		fmt.Println()
	}
	o := order{base: 2, qty: 3}
	o.pricing = flat{}
	fmt.Println(o.total(), o.pricing == flat{})
}
