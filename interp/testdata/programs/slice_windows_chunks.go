package main

import "fmt"

func chunks(s []int, n int) (out [][]int) {
	for n < len(s) {
		s, out = s[n:], append(out, s[:n:n])
	}
	return append(out, s)
}
func uniq(s []string) []string {
	out := s[:0:0]
	seen := make(map[string]bool)
	for _, v := range s {
		if seen[v] {
			continue
		}
		seen[v] = true
		out = append(out, v)
	}
	return out
}
func rotate(s []int, k int) {
	n := len(s)
	k = ((k % n) + n) % n
	tmp := append(append([]int{}, s[n-k:]...), s[:n-k]...)
	copy(s, tmp)
}
func zip(a []int, b []string) map[int]string {
	m := map[int]string{}
	for i := range min(len(a), len(b)) {
		m[a[i]] = b[i]
	}
	return m
}

func main() {
	s := []int{1, 2, 3, 4, 5}
	fmt.Println(chunks(s, 2), uniq([]string{"a", "b", "a"}), zip(s, []string{"x", "y"}))
	rotate(s, 2)
	fmt.Println(s)
	rotate(s, -2)
	fmt.Println(s)
}
