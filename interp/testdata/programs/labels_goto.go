package main

import (
	"fmt"
	"os"
)

func find(m [][]int, want int) (int, int) {
outer:
	for i, row := range m {
		for j, v := range row {
			switch {
			case v == want:
				return i, j
			case v < 0:
				continue outer
			case v > 100:
				break outer
			}
		}
	}
	return -1, -1
}

func countdown(n int) {
again:
	if n > 0 {
		fmt.Print(n, " ")
		n--
		goto again
	}
	fmt.Println("go")
}

func main() {
	fmt.Println(find([][]int{{1, -1, 5}, {2, 5}}, 5))
	fmt.Println(find([][]int{{1, 2}, {200, 5}}, 5))
	countdown(3)
loop:
	for i := 0; ; i++ {
		switch {
		case i == 2:
			continue loop
		case i > 4:
			break loop
		default:
			fmt.Print(i, " ")
		}
	}
	fmt.Println()
block:
	switch {
	default:
		if len(os.Args) > 0 {
			break block
		}
		fmt.Println("skipped")
	}
	i := 0
retry:
	i++
	for j := range 3 {
		if j == 1 && i < 3 {
			fmt.Print("retry ", i, " ")
			goto retry
		}
	}
	fmt.Println("end", i)
sw:
	switch i {
	case 3:
		for range 5 {
			break sw
		}
		fmt.Println("no")
	}
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
recv:
	for {
		select {
		case v, ok := <-ch:
			if !ok {
				break recv
			}
			if v == 1 {
				continue recv
			}
			fmt.Println("got", v)
		}
	}
}
