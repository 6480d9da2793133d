package main

import (
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"time"
)

func level(h template.HTML) string {
	switch h {
	case "a", "b":
		return "first"
	case template.HTML("c"), "d" + "e":
		return "second"
	}
	return "none"
}

func main() {
	for _, h := range []template.HTML{"a", "b", "c", "de", "x"} {
		fmt.Print(level(h), " ")
	}
	fmt.Println()
	for _, s := range []http.ConnState{http.StateNew, http.StateActive, http.StateIdle, http.StateClosed} {
		switch s {
		case http.StateNew, http.StateIdle:
			fmt.Print("new or idle ")
		case http.StateHijacked, http.StateClosed:
			fmt.Print("gone ")
		default:
			fmt.Print("other ")
		}
	}
	fmt.Println()
	switch d := 3 * time.Second; d {
	case time.Second, 2 * time.Second, 3 * time.Second:
		fmt.Println("few")
	}
	v := url.Values{"a": {"1", "2"}, "b": {}}
	h := http.Header{"X": {"y"}}
	fmt.Println(v.Encode(), h.Get("x"))
	fs := url.URL{Scheme: "s", User: url.User("u")}
	fmt.Println(fs.String())
}
