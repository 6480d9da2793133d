package main

import "fmt"

func remove(s []string, i int) []string { return append(s[:i], s[i+1:]...) }
func insert(s []int, i, v int) []int {
	s = append(s, 0)
	copy(s[i+1:], s[i:])
	s[i] = v
	return s
}
func reverse(s []int) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func main() {
	fmt.Println(remove([]string{"a", "b", "c"}, 1), insert([]int{1, 2, 4}, 2, 3))
	x := []int{1, 2, 3, 4, 5}
	reverse(x)
	fmt.Println(x)
	fmt.Println(copy(x, x[2:]), x)
	fmt.Println(copy(x[2:], x), x)
	var dst [3]byte
	fmt.Println(copy(dst[:], "hello"), dst, string(dst[:]))
	stack := []int{}
	for i := range 4 {
		stack = append(stack, i)
	}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		fmt.Print(top, " ")
	}
	fmt.Println()
	queue := []string{"a"}
	for n := 0; len(queue) > 0 && n < 6; n++ {
		head := queue[0]
		queue = queue[1:]
		fmt.Print(head, " ")
		queue = append(queue, head+"l", head+"r")
	}
	fmt.Println(len(queue))
}
