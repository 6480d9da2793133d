package main

import (
	"fmt"
	"math/rand"
)

func shuffle(r *rand.Rand, s []string) []string {
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	return s
}

func main() {
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Intn(100), r.Intn(100), r.Float64(), r.Perm(5), r.Int63(), r.Int31n(10), r.NormFloat64())
	fmt.Println(shuffle(r, []string{"a", "b", "c", "d"}))
	a, b := rand.New(rand.NewSource(7)), rand.New(rand.NewSource(7))
	fmt.Println(a.Int() == b.Int(), a.Uint32() == b.Uint32())
	n := rand.Intn(10)
	fmt.Println(n >= 0 && n < 10, rand.Float64() < 1)
	counts := [3]int{}
	for range 300 {
		counts[r.Intn(3)]++
	}
	fmt.Println(counts)
	defer func() { fmt.Println(recover()) }()
	r.Intn(0)
}
