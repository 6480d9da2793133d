package slices

import "cmp"

// Stretches up to these lengths are sorted by insertion.
const (
	shortOrdered = 12 // a comparison is an operator
	shortFunc    = 16 // a comparison is a call
)

// Sort puts the elements into ascending order. NaN comes first.
func Sort[S ~[]E, E cmp.Ordered](x S) {
	i := 1
	for i < len(x) && x[i-1] <= x[i] {
		i++
	}
	if i >= len(x) {
		return
	}
	first := 0
	for i, v := range x {
		if v != v {
			x[i], x[first] = x[first], v
			first++
		}
	}
	depth := 0
	for n := len(x); n > 0; n /= 2 {
		depth += 2
	}
	sortOrdered([]E(x[first:]), depth)
}

// sortOrdered sorts what has no NaN: it splits around a middle element, sorts
// the smaller part by calling itself, and goes on with the larger one. What
// did not get short by so many splits is sorted in a way that never takes
// long.
func sortOrdered[E cmp.Ordered](x []E, depth int) {
	for len(x) > shortOrdered {
		if depth == 0 {
			sortHeap(x)
			return
		}
		depth--
		i, j := 0, len(x)-1
		a, pivot, b := x[0], x[j/2], x[j]
		if b < a {
			a, b = b, a
		}
		if pivot < a {
			pivot = a
		} else if b < pivot {
			pivot = b
		}
		for i <= j {
			for x[i] < pivot {
				i++
			}
			for pivot < x[j] {
				j--
			}
			if i <= j {
				x[i], x[j] = x[j], x[i]
				i++
				j--
			}
		}
		if low, high := x[:j+1], x[i:]; len(low) < len(high) {
			sortOrdered(low, depth)
			x = high
		} else {
			sortOrdered(high, depth)
			x = low
		}
	}
	for i := 1; i < len(x); i++ {
		v, j := x[i], i
		for j > 0 && v < x[j-1] {
			x[j] = x[j-1]
			j--
		}
		x[j] = v
	}
}

// sortHeap sorts by way of a heap: no order of the elements makes it slow.
func sortHeap[E cmp.Ordered](x []E) {
	root, n := len(x)/2, len(x)
	for n > 1 {
		if root > 0 {
			root-- // it is still being made a heap
		} else {
			n--
			x[0], x[n] = x[n], x[0]
		}
		v, at := x[root], root
		for child := 2*at + 1; child < n; child = 2*at + 1 {
			if child+1 < n && x[child] < x[child+1] {
				child++
			}
			if x[child] <= v {
				break
			}
			x[at] = x[child]
			at = child
		}
		x[at] = v
	}
}

// SortFunc puts the elements into the order of cmp, which returns a negative
// number for a before b, a positive one for a after b, and 0 otherwise.
func SortFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	sortFunc([]E(x), cmp)
}

// SortStableFunc is SortFunc that leaves elements in the order they are in if
// cmp returns 0 for them.
func SortStableFunc[S ~[]E, E any](x S, cmp func(a, b E) int) {
	sortFunc([]E(x), cmp)
}

// sortFunc sorts short stretches by insertion and merges them, which is stable
// and takes few comparisons. While cmp is called, x has each of its elements
// once, so that nothing is lost if cmp panics.
func sortFunc[E any](x []E, cmp func(a, b E) int) {
	sorted := 1
	for sorted < len(x) && cmp(x[sorted], x[sorted-1]) >= 0 {
		sorted++
	}
	if sorted >= len(x) {
		return
	}
	for low := 0; low < len(x); low += shortFunc {
		high := min(low+shortFunc, len(x))
		for i := max(low+1, min(sorted, high)); i < high; i++ {
			v, first, place := x[i], low, i
			for first < place {
				if middle := (first + place) / 2; cmp(v, x[middle]) < 0 {
					place = middle
				} else {
					first = middle + 1
				}
			}
			copy(x[place+1:i+1], x[place:i])
			x[place] = v
		}
	}
	if len(x) <= shortFunc {
		return
	}
	from, to := append([]E(nil), x...), make([]E, len(x))
	for size := shortFunc; size < len(x); size *= 2 {
		for low := 0; low < len(x); low += 2 * size {
			middle, high := min(low+size, len(x)), min(low+2*size, len(x))
			merge(to[low:high], from[low:middle], from[middle:high], cmp)
		}
		from, to = to, from
	}
	copy(x, from)
}

// merge fills to with the elements of a and b in order; those of a come before
// their equals of b.
func merge[E any](to, a, b []E, cmp func(a, b E) int) {
	if len(b) == 0 || cmp(b[0], a[len(a)-1]) >= 0 {
		copy(to, a)
		copy(to[len(a):], b)
		return
	}
	i, j := 0, 0
	for i < len(a) && j < len(b) {
		if cmp(b[j], a[i]) < 0 {
			to[i+j] = b[j]
			j++
		} else {
			to[i+j] = a[i]
			i++
		}
	}
	copy(to[i+j:], a[i:])
	copy(to[len(a)+j:], b[j:])
}

// IsSorted reports whether the elements are in ascending order, NaN first.
func IsSorted[S ~[]E, E cmp.Ordered](x S) bool {
	for i := len(x) - 1; i > 0; i-- {
		if a, b := x[i-1], x[i]; b < a || b != b && a == a {
			return false
		}
	}
	return true
}

// IsSortedFunc reports whether the elements are in the order of cmp, as SortFunc
// has it.
func IsSortedFunc[S ~[]E, E any](x S, cmp func(a, b E) int) bool {
	for i := len(x) - 1; i > 0; i-- {
		if cmp(x[i], x[i-1]) < 0 {
			return false
		}
	}
	return true
}
