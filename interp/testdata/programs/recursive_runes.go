package main

import "fmt"

type Kind rune
type T struct {
	Kind Kind
	f    func(*T) T
}

type a struct{ b *b }
type b struct{ a *a }

func main() {
	t := T{Kind: 'n'}
	switch t.Kind {
	case 'n':
		fmt.Println("n")
	default:
		fmt.Println("default")
	}
	switch t := t; t.Kind {
	case 'n':
		fmt.Println("n")
	default:
		fmt.Println("default")
	}
	fmt.Println(t.Kind == 'n', t.Kind != 'n', t.Kind < 'p', t.Kind+'n', t.Kind-1)
	var s = []Kind{'a', 2}
	s[0], s[1] = 'b', t.Kind
	if k := t.Kind; k == 'n' {
		fmt.Println("yes")
	}
	t.Kind = 'x'
	t.Kind++
	t.Kind += 2
	m := map[Kind]int{'z': 1, t.Kind: 2}
	fmt.Println(s, t.Kind, m['z'], m[t.Kind], m['{'])
}
