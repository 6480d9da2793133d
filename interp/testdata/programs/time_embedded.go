package main

import (
	"encoding/json"
	"fmt"
	"time"
)

type event struct {
	time.Time
	name string
}
type day time.Time
type span time.Duration

func (e event) label() string { return e.name + "@" + e.Format(time.DateOnly) }
func (d day) String() string  { return time.Time(d).Format("Mon") }
func (s span) double() span   { return s * 2 }
func (s span) String() string { return "span " + time.Duration(s).String() }

func main() {
	e := event{time.Date(2024, 7, 1, 0, 0, 0, 0, time.UTC), "e"}
	fmt.Println(e.label(), e.Year(), e.Add(time.Hour).Hour(), e.Time.Equal(e.Time))
	fmt.Println(day(e.Time), span(time.Second).double(), []span{1}, map[string]day{"d": day(e.Time)})
	fmt.Println(e.Before(e.AddDate(0, 0, 1)), e.Unix())
	fmt.Printf("%v %s\n", e, e)
	js, err := json.Marshal(e)
	fmt.Println(string(js), err)
}
