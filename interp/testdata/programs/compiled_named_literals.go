package main

import (
	"fmt"
	"io/fs"
	"time"
)

func main() {
	t := time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)
	switch t.Month() {
	case 1, 2:
		fmt.Println("early")
	case 3:
		fmt.Println("march")
	default:
		fmt.Println("late")
	}
	switch m := fs.FileMode(0o644); m {
	case 0o644:
		fmt.Println("644")
	default:
		fmt.Println("other", m)
	}
	switch d := time.Duration(5); {
	case d == 5:
		fmt.Println("five")
	}
	fmt.Println(t.Weekday() == 3, t.Month()+1, []time.Month{1, 2}, map[time.Month]int{3: 1}[t.Month()])
	f := func(m time.Month) (time.Month, time.Duration) { return 5, 7 }
	fmt.Println(f(3))
	var x any = time.Month(2)
	fmt.Println(x == time.Month(2), x == 2)
}
