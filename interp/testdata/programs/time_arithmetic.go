package main

import (
	"fmt"
	"sort"
	"time"
)

func main() {
	t := time.Date(2024, 1, 31, 23, 30, 0, 0, time.UTC)
	fmt.Println(t.AddDate(0, 1, 0).Format(time.DateOnly), t.AddDate(1, -2, 3).Format(time.DateOnly), t.Add(45*time.Minute).Day())
	u := time.Date(2024, 14, 35, 25, 61, 0, 0, time.UTC)
	fmt.Println(u, u.Sub(t), t.Before(u), u.After(t), t.Compare(u), t.Equal(t.Add(0)))
	y, w := t.ISOWeek()
	fmt.Println(y, w, t.YearDay(), t.Weekday(), t.Month(), int(t.Month()), t.Truncate(time.Hour).Minute(), t.Round(24*time.Hour).Day())
	h, m, s := t.Clock()
	yy, mm, dd := t.Date()
	fmt.Println(h, m, s, yy, mm, dd)
	var z time.Time
	fmt.Println(z, z.IsZero(), z.Unix(), t.Sub(z) > 0)
	weekdays := map[time.Weekday]int{}
	for d := range 10 {
		weekdays[t.AddDate(0, 0, d).Weekday()]++
	}
	fmt.Println(weekdays)
	times := []time.Time{u, t, z}
	sort.Slice(times, func(i, j int) bool { return times[i].Before(times[j]) })
	fmt.Println(times[0].Year(), times[2].Year(), time.UnixMilli(1700000000123).UTC(), time.March+1, time.Saturday)
	fmt.Printf("%v %d %s\n", time.May, time.May, time.Sunday)
	switch {
	case t.Weekday() == time.Wednesday:
		fmt.Println("midweek")
	}
	days := map[time.Time]string{t: "t"}
	fmt.Println(days[time.Date(2024, 1, 31, 23, 30, 0, 0, time.UTC)])
}
