package main

import "fmt"

func upto(n int) func(func(int) bool) {
	return func(yield func(int) bool) {
		for i := range n {
			if !yield(i) {
				return
			}
		}
	}
}

func find(n int) (res int, err error) {
	tries := 0
L:
	for i := range upto(5) {
		for j := range upto(5) {
			switch {
			case i*j == n:
				res = i
				if tries < 2 {
					tries++
					goto L
				}
				return i, nil
			case j > i:
				continue L
			case i == 4:
				break L
			}
		}
	}
	if tries == 0 {
		goto failed
	}
	return -1, nil
failed:
	err = fmt.Errorf("none for %d", n)
	return
}

func chain() {
	n := 0
again:
	for i := range upto(3) {
		if i == 1 {
			goto skip
		}
		fmt.Println("i", i)
		for j := range upto(2) {
			if n < 2 {
				n++
				goto again
			}
			if j == 1 {
				goto skip
			}
			fmt.Println("j", j)
		}
		continue
	skip:
		fmt.Println("skip", i)
		switch i {
		case 1:
			goto end
		end:
		}
	}
}

func deferred() (s string) {
	defer func() {
		if r := recover(); r != nil {
			s += fmt.Sprint("rec ", r)
		}
	}()
	for i := range upto(3) {
		defer func() { s += fmt.Sprint("d", i, " ") }()
		if i == 2 {
			panic("two")
		}
	}
	return "end "
}

func swallow(yield func(string) bool) {
	defer func() { recover() }()
	yield("a")
	yield("b")
}

func swallowAll() (err any) {
	defer func() { err = recover() }()
	for s := range swallow {
		for t := range swallow {
			fmt.Println(s, t)
			if t == "b" {
				var m map[string]int
				m[s] = 1
			}
		}
	}
	return nil
}

func repanic(yield func(int) bool) {
	defer func() {
		r := recover()
		panic(fmt.Sprint("again ", r))
	}()
	yield(1)
}

func main() {
	fmt.Println(find(6))
	fmt.Println(find(100))
	chain()
	fmt.Println(deferred())
	fmt.Println(swallowAll())
	func() {
		defer func() { fmt.Println(recover()) }()
		for range repanic {
			panic("first")
		}
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		for range func(y func() bool) { y(); y() } {
			continue
		}
		for range func(y func() bool) { y(); y() } {
			return
		}
	}()
	func() {
		defer func() { r := recover(); err, ok := r.(error); fmt.Println(ok, err) }()
		for i := range func(y func(int) bool) { y(1); y(2) } {
			for range func(y func(int) bool) { y(3) } {
				fmt.Println(i)
				break
			}
			if i == 2 {
				for range func(y func() bool) { _ = y() || y() } {
					break
				}
			}
		}
	}()
	var y2 func(int) bool
	func() {
		defer func() { fmt.Println(recover()) }()
		for i := range func(y func(int) bool) { y2 = y; y(1) } {
			if i == 1 {
				y2(2)
			}
		}
	}()
}
