package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"text/template"
	"time"
)

type row struct {
	Name  string
	Price float64
	Tags  []string
}

func main() {
	t := template.Must(template.New("t").Funcs(template.FuncMap{
		"up":  strings.ToUpper,
		"tax": func(p float64) float64 { return p * 1.5 },
	}).Parse("{{range .}}{{.Name | up}} {{tax .Price}}{{range .Tags}} #{{.}}{{end}}\n{{end}}"))
	if err := t.Execute(os.Stdout, []row{{"a", 2, []string{"x", "y"}}, {"b", 3, nil}}); err != nil {
		fmt.Println(err)
	}
	d := time.Date(2024, time.February, 29, 13, 4, 5, 0, time.UTC)
	fmt.Println(d.Format(time.RFC3339), d.Weekday(), d.Add(36*time.Hour).Format("Jan 2"), d.YearDay(), d.Month())
	p, err := time.Parse("2006-01-02", "2023-12-25")
	fmt.Println(p.Year(), err, d.Sub(p).Hours(), d.After(p), d.Equal(d))
	dur, _ := time.ParseDuration("1h15m")
	fmt.Println(dur, dur.Minutes(), 90*time.Second, time.Duration(1500)*time.Millisecond)
	if dur > time.Hour {
		fmt.Println("long")
	}
	re := regexp.MustCompile(`(\w+)@(\w+)\.com`)
	fmt.Println(re.FindStringSubmatch("bob@example.com"), re.MatchString("x"), re.ReplaceAllString("a@b.com", "$2:$1"))
	fmt.Println(re.ReplaceAllStringFunc("a@b.com c@d.com", func(s string) string { return fmt.Sprint(len(s)) }))
	deadline := time.NewTimer(time.Millisecond)
	<-deadline.C
	switch d.Month() {
	case time.January, time.February:
		fmt.Println("winter")
	}
	days := map[time.Weekday]int{}
	days[d.Weekday()]++
	fmt.Println(days)
}
