package main

import (
	"fmt"
	"math"
	"sort"
)

func mean(xs []float64) float64 {
	t := 0.0
	for _, x := range xs {
		t += x
	}
	return t / float64(len(xs))
}
func stddev(xs []float64) float64 {
	m, t := mean(xs), 0.0
	for _, x := range xs {
		t += (x - m) * (x - m)
	}
	return math.Sqrt(t / float64(len(xs)))
}
func median(xs []float64) float64 {
	s := append([]float64(nil), xs...)
	sort.Float64s(s)
	if n := len(s); n%2 == 1 {
		return s[n/2]
	} else {
		return (s[n/2-1] + s[n/2]) / 2
	}
}
func mode(xs []float64) []float64 {
	counts := map[float64]int{}
	most := 0
	for _, x := range xs {
		counts[x]++
		most = max(most, counts[x])
	}
	var out []float64
	for x, n := range counts {
		if n == most {
			out = append(out, x)
		}
	}
	sort.Float64s(out)
	return out
}
func regress(xs, ys []float64) (float64, float64) {
	mx, my := mean(xs), mean(ys)
	var num, den float64
	for i := range xs {
		num += (xs[i] - mx) * (ys[i] - my)
		den += (xs[i] - mx) * (xs[i] - mx)
	}
	k := num / den
	return k, my - k*mx
}

func main() {
	xs := []float64{4, 1, 3, 4, 2, 1}
	fmt.Printf("%.3f %.3f %v %v %v\n", mean(xs), stddev(xs), median(xs), median(xs[:3]), mode(xs))
	k, b := regress([]float64{1, 2, 3}, []float64{2, 4.1, 5.9})
	fmt.Printf("%.3f %.3f\n", k, b)
	fmt.Println(mean(nil) != mean(nil), xs)
}
