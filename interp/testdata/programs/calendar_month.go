package main

import (
	"fmt"
	"strings"
	"time"
)

func grid(y int, m time.Month) [][]int {
	first := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	var weeks [][]int
	week := make([]int, 7)
	for d := 1; d <= last; d++ {
		wd := (int(first.Weekday()) + d - 1 + 6) % 7
		week[wd] = d
		if wd == 6 || d == last {
			weeks = append(weeks, week)
			week = make([]int, 7)
		}
	}
	return weeks
}
func show(y int, m time.Month) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%*s\n", 10+len(m.String())/2, fmt.Sprint(m, " ", y))
	for d := range 7 {
		fmt.Fprintf(&b, "%3.2s", time.Weekday((d+1)%7))
	}
	for _, w := range grid(y, m) {
		b.WriteByte('\n')
		for _, d := range w {
			if d == 0 {
				b.WriteString("   ")
			} else {
				fmt.Fprintf(&b, "%3d", d)
			}
		}
	}
	return b.String()
}
func leap(y int) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

func main() {
	for _, l := range strings.Split(show(2024, time.February), "\n") {
		fmt.Println(strings.TrimRight(l, " "))
	}
	n := 0
	for y := 1900; y <= 2000; y++ {
		if leap(y) {
			n++
		}
	}
	fmt.Println(n, len(grid(2021, 2)), len(grid(2024, 9)))
	fridays := 0
	for m := range 12 {
		if time.Date(2026, time.Month(m+1), 13, 0, 0, 0, 0, time.UTC).Weekday() == time.Friday {
			fridays++
		}
	}
	fmt.Println(fridays)
}
