package main

import (
	"fmt"
	"math/rand/v2"
)

type fixed struct{ n uint64 }

func (f *fixed) Uint64() uint64 { f.n += 0x9e3779b97f4a7c15; return f.n }

func main() {
	r := rand.New(rand.NewPCG(1, 2))
	fmt.Println(r.IntN(100), r.IntN(100), r.Float64(), r.Perm(4), r.Uint32(), r.Int64N(1000))
	c := rand.New(rand.NewChaCha8([32]byte{1}))
	fmt.Println(c.IntN(1000), c.Uint64())
	s := rand.New(&fixed{})
	fmt.Println(s.IntN(50), s.Uint64(), s.Float64() < 1)
	n := rand.IntN(5)
	fmt.Println(n < 5)
	z := rand.NewZipf(r, 1.5, 2, 100)
	fmt.Println(z.Uint64() <= 100)
}
