package slices

import "cmp"

// Min returns the least element. It is NaN if one is, and panics if there is
// none.
func Min[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Min: empty list")
	}
	least := x[0]
	for _, v := range x[1:] {
		if v > least {
			continue
		}
		least = min(least, v) // it knows NaN and the two zeros
	}
	return least
}

// MinFunc returns the least element in the order of cmp, the first of them if
// there are more. It panics if there is none.
func MinFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MinFunc: empty list")
	}
	least := x[0]
	for _, v := range x[1:] {
		if cmp(v, least) < 0 {
			least = v
		}
	}
	return least
}

// Max returns the greatest element. It is NaN if one is, and panics if there is
// none.
func Max[S ~[]E, E cmp.Ordered](x S) E {
	if len(x) == 0 {
		panic("slices.Max: empty list")
	}
	greatest := x[0]
	for _, v := range x[1:] {
		if v < greatest {
			continue
		}
		greatest = max(greatest, v) // it knows NaN and the two zeros
	}
	return greatest
}

// MaxFunc returns the greatest element in the order of cmp, the first of them if
// there are more. It panics if there is none.
func MaxFunc[S ~[]E, E any](x S, cmp func(a, b E) int) E {
	if len(x) == 0 {
		panic("slices.MaxFunc: empty list")
	}
	greatest := x[0]
	for _, v := range x[1:] {
		if cmp(v, greatest) > 0 {
			greatest = v
		}
	}
	return greatest
}

// BinarySearch looks for target in a sorted slice. It returns the first index
// that target is at or would have to be put at, and whether it is there.
func BinarySearch[S ~[]E, E cmp.Ordered](x S, target E) (int, bool) {
	low, high := 0, len(x)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if v := x[middle]; v < target || v != v && target == target {
			low = middle + 1
		} else {
			high = middle
		}
	}
	if low == len(x) {
		return low, false
	}
	v := x[low]
	return low, v == target || v != v && target != target
}

// BinarySearchFunc is BinarySearch in a slice that is sorted in the order of
// cmp, which tells where an element stands to the target: a negative number
// before it, a positive one after it, 0 if it is what is looked for.
func BinarySearchFunc[S ~[]E, E, T any](x S, target T, cmp func(E, T) int) (int, bool) {
	low, high := 0, len(x)
	for low < high {
		middle := int(uint(low+high) >> 1)
		if cmp(x[middle], target) < 0 {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low, low < len(x) && cmp(x[low], target) == 0
}
