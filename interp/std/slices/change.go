package slices

// Insert puts the values before s[i] and returns the longer slice. What stood
// from there on moves up, in place if there is room. It panics if i is not
// from 0 to len(s).
func Insert[S ~[]E, E any](s S, i int, v ...E) S {
	_ = s[i:]
	if len(v) == 0 {
		return s
	}
	return splice(s, i, i, v)
}

// Replace puts the values in the place of s[i:j] and returns the slice that
// comes of it. What is left over behind a shorter one is cleared. It panics if
// there is no s[i:j], or j is beyond the length.
func Replace[S ~[]E, E any](s S, i, j int, v ...E) S {
	_ = s[i:j]
	_ = s[j:]
	if i == j && len(v) == 0 {
		return s
	}
	return splice(s, i, j, v)
}

// splice is Replace for indices that are right. The values may be elements of
// the slice itself: they are put aside before anything moves.
func splice[S ~[]E, E any](s S, i, j int, v []E) S {
	n := len(s) - (j - i) + len(v)
	if n > cap(s) {
		longer := make(S, 0, n+n/4)
		longer = append(longer, s[:i]...)
		longer = append(longer, v...)
		return append(longer, s[j:]...)
	}
	v = append([]E(nil), v...)
	changed := s[:n]
	copy(changed[i+len(v):], s[j:])
	copy(changed[i:], v)
	if n < len(s) {
		clear(s[n:])
	}
	return changed
}

// Delete takes s[i:j] out and returns the shorter slice. What is left over
// behind it is cleared. It panics if there is no s[i:j], or j is beyond the
// length.
func Delete[S ~[]E, E any](s S, i, j int) S {
	_ = s[i:j:len(s)]
	if i == j {
		return s
	}
	n := i + copy(s[i:], s[j:])
	clear(s[n:])
	return s[:n]
}

// DeleteFunc takes out the elements for which del is true and returns the
// shorter slice. What is left over behind it is cleared.
func DeleteFunc[S ~[]E, E any](s S, del func(E) bool) S {
	n := IndexFunc(s, del)
	if n < 0 {
		return s
	}
	for _, v := range s[n+1:] {
		if !del(v) {
			s[n] = v
			n++
		}
	}
	clear(s[n:])
	return s[:n]
}

// Compact leaves one of elements that are equal and follow each other, and
// returns the shorter slice. What is left over behind it is cleared.
func Compact[S ~[]E, E comparable](s S) S {
	n := 0
	var last E
	for i, v := range s {
		if i == 0 || v != last {
			if n < i {
				s[n] = v
			}
			n++
		}
		last = v
	}
	clear(s[n:])
	return s[:n]
}

// CompactFunc is Compact for elements that eq compares. Of equal ones it leaves
// the first.
func CompactFunc[S ~[]E, E any](s S, eq func(E, E) bool) S {
	n := 0
	var last E
	for i, v := range s {
		if i == 0 || !eq(v, last) {
			if n < i {
				s[n] = v
			}
			n++
		}
		last = v
	}
	clear(s[n:])
	return s[:n]
}
