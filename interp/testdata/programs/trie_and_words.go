package main

import (
	"fmt"
	"sort"
	"strings"
	"unicode"
)

type trie struct {
	kids map[rune]*trie
	end  bool
	n    int
}

func (t *trie) add(words ...string) *trie {
	for _, w := range words {
		cur := t
		for _, r := range w {
			if cur.kids == nil {
				cur.kids = make(map[rune]*trie)
			}
			next, ok := cur.kids[r]
			if !ok {
				next = &trie{}
				cur.kids[r] = next
			}
			next.n++
			cur = next
		}
		cur.end = true
	}
	return t
}
func (t *trie) find(prefix string) (out []string) {
	cur := t
	for _, r := range prefix {
		if cur = cur.kids[r]; cur == nil {
			return nil
		}
	}
	var walk func(*trie, []rune)
	walk = func(t *trie, path []rune) {
		if t.end {
			out = append(out, string(path))
		}
		keys := make([]rune, 0, len(t.kids))
		for r := range t.kids {
			keys = append(keys, r)
		}
		sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
		for _, r := range keys {
			walk(t.kids[r], append(path, r))
		}
	}
	walk(cur, []rune(prefix))
	return
}

func main() {
	t := (&trie{}).add("car", "card", "care", "cat", "école", "dog", "")
	fmt.Println(t.find("car"), t.find("é"), t.find("x"), len(t.find("")), t.kids['c'].n)
	counts := map[string]int{}
	for _, w := range strings.FieldsFunc("The cat, the dog; THE end. cat!", func(r rune) bool { return !unicode.IsLetter(r) }) {
		counts[strings.ToLower(w)]++
	}
	type kv struct {
		k string
		v int
	}
	var list []kv
	for k, v := range counts {
		list = append(list, kv{k, v})
	}
	sort.Slice(list, func(i, j int) bool {
		return list[i].v > list[j].v || list[i].v == list[j].v && list[i].k < list[j].k
	})
	fmt.Println(list)
}
