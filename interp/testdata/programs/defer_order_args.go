package main

import "fmt"

func trace(s string) string { fmt.Println("enter", s); return s }
func un(s string)           { fmt.Println("leave", s) }

type res struct{ name string }

func (r res) close()   { fmt.Println("close", r.name) }
func (r *res) pclose() { fmt.Println("pclose", r.name) }

func work() (n int) {
	defer un(trace("work"))
	x := 1
	defer fmt.Println("arg x", x)
	defer func() { fmt.Println("closure x", x) }()
	defer func(v int) { fmt.Println("param", v, x) }(x)
	x = 2
	for i := range 3 {
		defer func() { fmt.Print("loop ", i, "; ") }()
		defer fmt.Print("arg ", i, "; ")
	}
	r := res{"a"}
	defer r.close()
	defer r.pclose()
	f := r.close
	defer f()
	r.name = "b"
	defer func() { n += x }()
	x = 10
	return 5
}

func main() {
	fmt.Println(work())
	func() {
		if true {
			defer fmt.Println("after block")
		}
		fmt.Println("before")
	}()
	fs := []func(){func() { fmt.Println("f0") }, func() { fmt.Println("f1") }}
	func() {
		for _, f := range fs {
			defer f()
		}
		fs[0] = nil
	}()
	func() {
		m := map[string]int{"a": 1, "b": 2}
		func() {
			defer delete(m, "a")
			fmt.Println(len(m))
		}()
		fmt.Println(len(m))
		ch := make(chan int, 1)
		func() {
			defer close(ch)
			ch <- 1
		}()
		_, ok := <-ch
		_, ok2 := <-ch
		fmt.Println(ok, ok2)
	}()
}
