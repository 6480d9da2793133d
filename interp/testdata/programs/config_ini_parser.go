package main

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

type section map[string]string
type config struct {
	sections map[string]section
	order    []string
}
type syntaxError struct {
	line int
	text string
}

func (e syntaxError) Error() string { return fmt.Sprintf("line %d: cannot parse %q", e.line, e.text) }

func parse(r io.Reader) (*config, error) {
	c := &config{sections: map[string]section{}}
	cur := ""
	s := bufio.NewScanner(r)
	for n := 1; s.Scan(); n++ {
		line := strings.TrimSpace(s.Text())
		if line == "" || line[0] == '#' || line[0] == ';' {
			continue
		}
		if line[0] == '[' && line[len(line)-1] == ']' {
			cur = line[1 : len(line)-1]
			continue
		}
		k, v, ok := strings.Cut(line, "=")
		if !ok {
			return c, syntaxError{n, line}
		}
		sec, ok := c.sections[cur]
		if !ok {
			sec = section{}
			c.sections[cur] = sec
			c.order = append(c.order, cur)
		}
		sec[strings.TrimSpace(k)] = strings.Trim(strings.TrimSpace(v), `"`)
	}
	return c, s.Err()
}
func (c *config) get(path string, def ...string) string {
	sec, key, _ := strings.Cut(path, ".")
	if v, ok := c.sections[sec][key]; ok {
		return v
	}
	return strings.Join(def, "")
}

func main() {
	c, err := parse(strings.NewReader("top=1\n# comment\n[a]\nx = \"y z\"\n\n[b]\nk=v=w\n[a]\nmore = 2\n"))
	if err != nil {
		fmt.Println("unexpected", err)
	}
	fmt.Println(c.order, c.sections["a"], c.get("b.k"), c.get("b.none", "def"), c.get(".top"), c.get("zz.x") == "")
	_, err = parse(strings.NewReader("[ok]\nbad line\n"))
	var se syntaxError
	fmt.Println(err, errors.As(err, &se), se.line)
}
