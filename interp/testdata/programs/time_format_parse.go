package main

import (
	"errors"
	"fmt"
	"time"
)

func main() {
	t := time.Date(2024, time.March, 5, 7, 8, 9, 123456789, time.UTC)
	for _, l := range []string{time.RFC3339, time.RFC3339Nano, time.RFC1123, time.Kitchen, time.ANSIC, time.DateTime, time.DateOnly, "Jan _2 06 03:04PM .000", "Monday, 02-Jan-2006 MST -0700", "2006-002 15h", ""} {
		fmt.Println(t.Format(l))
	}
	for _, c := range [][2]string{{time.RFC3339, "2024-02-29T12:00:00+02:00"}, {time.DateOnly, "2023-02-29"}, {time.DateOnly, "x"}, {"15:04", "23:59"}, {time.RFC1123, "Tue, 05 Mar 2024 07:08:09 UTC"}, {"Jan 2, 2006", "Feb 3, 2013"}} {
		p, err := time.Parse(c[0], c[1])
		fmt.Println(p, err)
	}
	var pe *time.ParseError
	_, err := time.Parse(time.Kitchen, "bad")
	fmt.Println(errors.As(err, &pe), pe.Layout, pe.Value)
	fmt.Println(t, t.String(), t.UTC().Unix(), t.UnixMilli(), t.Nanosecond())
	fmt.Printf("%v %s %d\n", t, t, t.Year())
	b, _ := t.MarshalJSON()
	fmt.Println(string(b), t.GoString())
	zone := time.FixedZone("XYZ", 3*3600+1800)
	fmt.Println(t.In(zone), t.In(zone).Format(time.RFC3339), t.In(zone).Equal(t), t.In(zone) == t)
	name, off := t.In(zone).Zone()
	fmt.Println(name, off, t.Location(), time.Unix(0, 0).UTC())
}
