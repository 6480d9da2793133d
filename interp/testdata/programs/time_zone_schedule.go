package main

import (
	"fmt"
	"time"
)

type slot struct {
	start time.Time
	dur   time.Duration
}

func (s slot) end() time.Time { return s.start.Add(s.dur) }
func (s slot) overlaps(o slot) bool {
	return s.start.Before(o.end()) && o.start.Before(s.end())
}
func (s slot) String() string {
	return s.start.Format("Mon 15:04") + "-" + s.end().Format("15:04")
}
func nextWeekday(t time.Time, d time.Weekday) time.Time {
	return t.AddDate(0, 0, (int(d-t.Weekday())+7)%7)
}
func workdays(from, to time.Time) (n int) {
	for d := from; d.Before(to); d = d.AddDate(0, 0, 1) {
		switch d.Weekday() {
		case time.Saturday, time.Sunday:
		default:
			n++
		}
	}
	return n
}

func main() {
	base := time.Date(2024, 3, 29, 9, 0, 0, 0, time.UTC)
	a, b := slot{base, time.Hour}, slot{base.Add(30 * time.Minute), 2 * time.Hour}
	c := slot{base.Add(time.Hour), time.Minute}
	fmt.Println(a, b, c, a.overlaps(b), a.overlaps(c), b.overlaps(c))
	fmt.Println(nextWeekday(base, time.Monday).Format(time.DateOnly), nextWeekday(base, base.Weekday()).Equal(base))
	fmt.Println(workdays(base, base.AddDate(0, 0, 10)))
	est := time.FixedZone("EST", -5*3600)
	t := base.In(est)
	fmt.Println(t, t.Equal(base), t.Hour(), t.Day(), base.Sub(t))
	p, err := time.ParseInLocation("2006-01-02 15:04", "2024-12-31 23:59", est)
	fmt.Println(p.UTC(), err, p.Year(), p.UTC().Year())
	fmt.Println([]slot{a, c}, map[string]slot{"k": b})
}
