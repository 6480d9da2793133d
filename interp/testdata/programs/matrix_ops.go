package main

import "fmt"

type vector []float64
type matrix [][]float64

func zeros(r, c int) matrix {
	m := make(matrix, r)
	cells := make(vector, r*c)
	for i := range m {
		m[i], cells = cells[:c:c], cells[c:]
	}
	return m
}
func (m matrix) mul(o matrix) matrix {
	out := zeros(len(m), len(o[0]))
	for i, row := range m {
		for j := range o[0] {
			for k, v := range row {
				out[i][j] += v * o[k][j]
			}
		}
	}
	return out
}
func (m matrix) t() matrix {
	out := zeros(len(m[0]), len(m))
	for i := range m {
		for j, v := range m[i] {
			out[j][i] = v
		}
	}
	return out
}
func (m matrix) det() (d float64) {
	if len(m) == 1 {
		return m[0][0]
	}
	sign := 1.0
	for c, v := range m[0] {
		var sub matrix
		for _, row := range m[1:] {
			sub = append(sub, append(append(vector{}, row[:c]...), row[c+1:]...))
		}
		d += sign * v * sub.det()
		sign = -sign
	}
	return
}
func spiral(m [][]int) (out []int) {
	for len(m) > 0 && len(m[0]) > 0 {
		out = append(out, m[0]...)
		rest := m[1:]
		var turned [][]int
		if len(rest) > 0 {
			for c := len(rest[0]) - 1; c >= 0; c-- {
				var row []int
				for r := range rest {
					row = append(row, rest[r][c])
				}
				turned = append(turned, row)
			}
		}
		m = turned
	}
	return
}

func main() {
	a := matrix{{1, 2}, {3, 4}, {5, 6}}
	fmt.Println(a.mul(a.t()), a.t(), matrix{{2, 0, 1}, {1, 3, 2}, {1, 1, 1}}.det())
	z := zeros(2, 2)
	z[0] = append(z[0], 9)
	fmt.Println(z, spiral([][]int{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}), spiral(nil))
}
