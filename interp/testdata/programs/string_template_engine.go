package main

import (
	"fmt"
	"strconv"
	"strings"
)

type tmpl []func(map[string]any) (string, error)

func parse(s string) (t tmpl, err error) {
	for s != "" {
		lit, rest, ok := strings.Cut(s, "{{")
		t = append(t, func(map[string]any) (string, error) { return lit, nil })
		if !ok {
			break
		}
		name, after, ok := strings.Cut(rest, "}}")
		if !ok {
			return nil, fmt.Errorf("unclosed {{ near %q", rest)
		}
		key, filter, _ := strings.Cut(strings.TrimSpace(name), "|")
		t = append(t, func(m map[string]any) (string, error) {
			v, ok := m[key]
			if !ok {
				return "", fmt.Errorf("no value for %q", key)
			}
			out := fmt.Sprint(v)
			switch filter {
			case "":
			case "upper":
				out = strings.ToUpper(out)
			case "quote":
				out = strconv.Quote(out)
			default:
				return "", fmt.Errorf("no filter %q", filter)
			}
			return out, nil
		})
		s = after
	}
	return
}
func (t tmpl) exec(m map[string]any) (string, error) {
	var b strings.Builder
	for _, f := range t {
		s, err := f(m)
		if err != nil {
			return b.String(), err
		}
		b.WriteString(s)
	}
	return b.String(), nil
}

func main() {
	a, err := parse("Hi {{name|upper}}, you are {{ age }} {{list|quote}}!")
	out, err2 := a.exec(map[string]any{"name": "bob", "age": 7, "list": []int{1, 2}})
	fmt.Println(out, err, err2)
	out, err = a.exec(map[string]any{"name": "x"})
	fmt.Printf("%q %v\n", out, err)
	_, err = parse("bad {{name")
	fmt.Println(err)
	c, _ := parse("{{x|zap}}")
	_, err = c.exec(map[string]any{"x": 1})
	fmt.Println(err)
}
