package main

import (
	"fmt"
	"math/big"
)

func fact(n int64) *big.Int {
	r := big.NewInt(1)
	for i := int64(2); i <= n; i++ {
		r.Mul(r, big.NewInt(i))
	}
	return r
}

func main() {
	fmt.Println(fact(30), len(fact(100).String()))
	a, ok := new(big.Int).SetString("123456789012345678901234567890", 10)
	b := big.NewInt(987654321)
	q, m := new(big.Int).DivMod(a, b, new(big.Int))
	fmt.Println(ok, q, m, a.Cmp(b), a.Sign(), a.BitLen(), new(big.Int).GCD(nil, nil, big.NewInt(48), big.NewInt(36)))
	fmt.Println(new(big.Int).Exp(big.NewInt(3), big.NewInt(100), big.NewInt(1000007)), big.NewInt(97).ProbablyPrime(10), new(big.Int).Sqrt(a), new(big.Int).Neg(b))
	fmt.Printf("%d %x %s %v %T\n", a, b, b.Text(36), []*big.Int{b}, b)
	r := big.NewRat(3, 6)
	r.Add(r, big.NewRat(1, 3))
	fmt.Println(r, r.FloatString(5), r.Num(), r.Denom())
	f := new(big.Float).SetPrec(100).SetFloat64(1.5)
	f.Mul(f, f)
	fmt.Println(f, f.Text('f', 10))
	x, y := big.NewInt(0), big.NewInt(1)
	for range 90 {
		x.Add(x, y)
		x, y = y, x
	}
	fmt.Println(x, a.IsInt64(), b.Int64())
	_, ok = new(big.Int).SetString("zz", 10)
	fmt.Println(ok)
	type acct struct{ bal big.Int }
	var ac acct
	ac.bal.Add(&ac.bal, b)
	fmt.Println(ac.bal.String())
}
