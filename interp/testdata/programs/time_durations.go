package main

import (
	"fmt"
	"math"
	"time"
)

func main() {
	for _, d := range []time.Duration{0, 1, 1500, 2 * time.Millisecond, 1500 * time.Millisecond, 90 * time.Second, 25*time.Hour + 30*time.Minute, -3 * time.Second, math.MaxInt64} {
		fmt.Println(d, d.Seconds(), d.Hours(), d.Milliseconds(), d.Round(time.Second), d.Truncate(time.Minute), d.Abs())
	}
	for _, s := range []string{"1h30m", "1.5s", "-2ms", "100", "1x", "", "3us"} {
		d, err := time.ParseDuration(s)
		fmt.Println(d, err)
	}
	n := 3
	d := time.Duration(n) * time.Hour
	fmt.Println(d/time.Minute, d%(7*time.Minute), int64(d), d > time.Hour, float64(d)/float64(time.Hour))
	fmt.Printf("%v %d %s %T %6.1f %q\n", d, d, d, d, d.Minutes(), d)
	const tick = 250 * time.Millisecond
	fmt.Println(tick*4 == time.Second, tick.String()+"!", []time.Duration{tick}, map[string]time.Duration{"t": tick})
	type job struct{ Every time.Duration }
	fmt.Printf("%v %+v\n", job{tick}, job{tick})
}
