package main

import "fmt"

func count(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(yield func(string, int) bool) {
	_ = yield("a", 1) && yield("b", 2) && yield("c", 3)
}

func find(want int) (string, error) {
	for k, v := range pairs {
		if v == want {
			return k, nil
		}
	}
	return "", fmt.Errorf("no %d", want)
}

func named(n int) (sum int, err error) {
	for i := range count(10) {
		sum += i
		if i == n {
			return
		}
	}
	return -1, nil
}

func nested() (out []string) {
outer:
	for i := range count(5) {
		for j := range count(5) {
			switch {
			case j == 1:
				continue
			case j == 3:
				continue outer
			case i == 3:
				break outer
			}
			out = append(out, fmt.Sprint(i, j))
		}
	}
	for i := range count(2) {
		for _, s := range []string{"x", "y"} {
			for k := range pairs {
				if k == "b" {
					break
				}
				if s == "y" && i == 1 {
					return append(out, "early")
				}
				out = append(out, k+s)
			}
		}
	}
	return out
}

type Seq[T any] func(func(T) bool)

func Filter[T any](s Seq[T], keep func(T) bool) Seq[T] {
	return func(yield func(T) bool) {
		for v := range s {
			if keep(v) && !yield(v) {
				return
			}
		}
	}
}

func main() {
	for range count(2) {
		fmt.Println("tick")
	}
	fmt.Println(find(2))
	fmt.Println(find(9))
	fmt.Println(named(3))
	fmt.Println(named(30))
	fmt.Println(nested())
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { return i })
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	var x int
	for x = range count(4) {
	}
	fmt.Println(x)
	for v := range Filter(Seq[int](count(10)), func(i int) bool { return i%3 == 0 }) {
		fmt.Print(v, " ")
	}
	defer func() { fmt.Println(recover()) }()
	for range func(yield func() bool) { yield(); yield() } {
		break
	}
}
