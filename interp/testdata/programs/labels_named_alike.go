package main

import (
	"fmt"
	str "strings"
)

type T struct{ n int }

func helper() int { return 1 }

var global = 3

const konst = 4

// Labels are named as everything else that is in scope.
func param(p []int) (res int) {
p:
	for _, x := range p {
		for {
			if x == 2 {
				break p
			}
			res += x
			continue p
		}
	}
res:
	for res < 10 {
		res++
		goto res
	}
	return res
}

func (T T) recv() int {
T:
	for {
		for {
			break T
		}
	}
	return T.n
}

func everything() {
	local := 2
helper:
	for range 2 {
		fmt.Println(helper())
		continue helper
	}
global:
	for range 2 {
		global++
		continue global
	}
konst:
	switch konst {
	case 4:
		fmt.Println("konst")
		break konst
	}
local:
	for local < 5 {
		local++
		continue local
	}
fmt:
	for range 1 {
		fmt.Println("fmt")
		continue fmt
	}
str:
	for range 1 {
		fmt.Println(str.ToUpper("str"))
		break str
	}
len:
	for i := range 3 {
		if i > len("a") {
			break len
		}
	}
int:
	for i := range int(3) {
		if i > 1 {
			break int
		}
	}
nil:
	for {
		var e error = nil
		fmt.Println(e)
		break nil
	}
true:
	for true {
		break true
	}
T:
	for {
		fmt.Println(T{1}.n)
		break T
	}
main:
	for {
		break main
	}
everything:
	select {
	default:
		break everything
	}
	i := 0
i:
	if i < 3 {
		i++
		goto i
	}
	fmt.Println(i, local)
}

func nested() {
L:
	for range 2 {
		func() {
		L:
			for range 2 {
				f := func(L int) int {
				L:
					for {
						L++
						if L < 10 {
							continue L
						}
						break L
					}
					return L
				}
				fmt.Println(f(3))
				continue L
			}
		}()
		continue L
	}
}

func gen[K comparable, V any](m map[K]V, k K) (n int) {
K:
	for range m {
	V:
		for range 2 {
			n++
			if n > 3 {
				break K
			}
			continue V
		}
	}
m:
	for range m {
		n++
		continue m
	}
	goto k
k:
	return n
}

func rows() {
A:
B:
C:
	for i := range 3 {
		for {
			fmt.Println("c", i)
			continue C
		}
	}
	if global < 8 {
		global++
		goto A
	}
	if global < 10 {
		global++
		goto B
	}
}

func cases(n int) {
	switch n {
	case 1:
		if n == 1 {
			goto end
		}
		fmt.Println("skipped")
	end:
		fmt.Println("end")
	case 2:
		x := n
	end2:
		for x < 5 {
			x++
			if x == 4 {
				goto done
			}
			goto end2
		}
	done:
		fmt.Println("done", x)
		fallthrough
	case 3:
		goto out
	out:
	}
	var a any = n
	switch a := a.(type) {
	case int:
		if a > 1 {
			goto big
		}
		return
	big:
		fmt.Println("big", a)
	}
	c := make(chan int, 1)
	c <- 1
	select {
	case c := <-c:
		if c > 0 {
			goto c
		}
		fmt.Println("skipped")
	c:
		fmt.Println("c", c)
	}
}

func forward() {
	i := 0
	if i == 0 {
		goto end
	}
	fmt.Println("skipped")
end:
	{
		if i > 3 {
			goto stop
		}
		i++
		goto end
	}
stop:
	fmt.Println("stop", i)
	for j := range 2 {
		if j == 0 {
			goto inner
		}
		fmt.Println("j", j)
	inner:
		fmt.Println("inner", j)
	}
	for {
		for {
			goto after
		}
	}
after:
	goto last
last:
}

var lit = func() int {
lit:
	for i := range 5 {
		if i == 3 {
			break lit
		}
	}
	return 7
}()

func main() {
	fmt.Println(param([]int{1, 2, 3}), T{5}.recv(), lit)
	everything()
	nested()
	fmt.Println(gen(map[string]int{"a": 1, "b": 2}, "a"), gen(map[int]bool{1: true}, 1))
	rows()
	cases(1)
	cases(2)
	forward()
}
