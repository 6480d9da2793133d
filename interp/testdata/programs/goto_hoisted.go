package main

import "fmt"

func g(s string) int { fmt.Print(s, " "); return 1 }

func main() {
	n := 0
	xs := []int{1, 2}
L:
	switch y := g("tag") + n; y {
	case g("c"):
		n++
		goto L
	case 2:
		n++
		goto L
	default:
		fmt.Println("done", n)
	}
	var a any = n
	k := 0
M:
	switch v := a.(type) {
	case int:
		if k < 3 {
			k++
			a = "s"
			goto M
		}
		fmt.Println(v)
	case string:
		a = 3.5
		fmt.Println(v)
		goto M
	default:
		fmt.Println("other", v)
	}
	c := make(chan int, 4)
	c <- 1
	c <- 2
	c <- 3
S:
	select {
	case v := <-c:
		fmt.Println("got", v)
		goto S
	default:
		fmt.Println("empty")
	}
	r := 0
R:
	for i, x := range xs {
		fmt.Println(i, x)
		if r < 2 {
			r++
			xs = append(xs, r)
			goto R
		}
	}
	chans := []chan int{make(chan int, 1), make(chan int, 1)}
	chans[0] <- 1
	chans[1] <- 2
	q := 0
Q:
	for i, ch := range chans {
		fmt.Println(i, len(ch))
		if q < 2 {
			q++
			chans = append(chans, make(chan int))
			goto Q
		}
	}
	var b any = 1
	t := 0
T:
	switch b {
	case 1:
		b = "x"
		goto T
	case "x":
		b = nil
		t++
		goto T
	case nil:
		fmt.Println("nil", t)
	}
	u := 0
	goto U
U:
	for i := range u + 2 {
		fmt.Println("u", i)
		if u < 2 {
			u++
			goto U
		}
		continue U
	}
}
