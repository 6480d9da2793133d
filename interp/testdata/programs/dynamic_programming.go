package main

import "fmt"

func levenshtein(a, b string) int {
	prev := make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur := make([]int, len(b)+1)
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
		}
		prev = cur
	}
	return prev[len(b)]
}
func knapsack(w, v []int, limit int) (best int) {
	dp := make([][]int, len(w)+1)
	for i := range dp {
		dp[i] = make([]int, limit+1)
	}
	for i := range w {
		for c := range limit + 1 {
			dp[i+1][c] = dp[i][c]
			if w[i] <= c {
				dp[i+1][c] = max(dp[i+1][c], dp[i][c-w[i]]+v[i])
			}
		}
	}
	return dp[len(w)][limit]
}
func lcs(a, b string) string {
	memo := map[[2]int]string{}
	var f func(i, j int) string
	f = func(i, j int) string {
		if i == len(a) || j == len(b) {
			return ""
		}
		k := [2]int{i, j}
		if s, ok := memo[k]; ok {
			return s
		}
		var s string
		if a[i] == b[j] {
			s = a[i:i+1] + f(i+1, j+1)
		} else if x, y := f(i+1, j), f(i, j+1); len(x) >= len(y) {
			s = x
		} else {
			s = y
		}
		memo[k] = s
		return s
	}
	return f(0, 0)
}
func coins(n int, cs ...int) int {
	ways := [101]int{0: 1}
	for _, c := range cs {
		for i := c; i <= n; i++ {
			ways[i] += ways[i-c]
		}
	}
	return ways[n]
}

func main() {
	fmt.Println(levenshtein("kitten", "sitting"), levenshtein("", "abc"), knapsack([]int{1, 3, 4, 5}, []int{1, 4, 5, 7}, 7), lcs("AGGTAB", "GXTXAYB"), coins(100, 1, 5, 10, 25, 50))
}
