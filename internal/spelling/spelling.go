// Package spelling finds the name that a misspelt one was meant to be.
//
// It owns what counts as alike. It must not know what the names are of: flags,
// packages, functions, fields.
package spelling

import (
	"iter"
	"slices"
	"strings"
)

// maxNames bounds how many names DidYouMean offers.
const maxNames = 3

// maxWrong bounds how many letters of a long name may be wrong.
const maxWrong = 3

// minPart is the shortest name that is looked for inside others.
const minPart = 3

// DidYouMean returns " (did you mean A or B?)" with those of names that are most
// like a misspelt one, the case of letters aside, or "" when none is like it.
func DidYouMean(misspelt string, names iter.Seq[string]) string { return Ask(Like(misspelt, names)) }

// Ask returns " (did you mean A or B?)" for the names that may have been meant, ""
// for none.
func Ask(names []string) string {
	switch last := len(names) - 1; last {
	case -1:
		return ""
	case 0:
		return " (did you mean " + names[0] + "?)"
	default:
		return " (did you mean " + strings.Join(names[:last], ", ") + " or " + names[last] + "?)"
	}
}

// Like returns those of names that are most like a misspelt one, sorted, and at
// most three. One letter in three may be wrong, and no more than three. When no name
// is so near, it takes those that end in the misspelt one, or else begin with it.
func Like(misspelt string, names iter.Seq[string]) []string {
	low := strings.ToLower(misspelt)
	least := min(len(low)/3, maxWrong)
	var near, ending, beginning []string
	for name := range names {
		if name == misspelt {
			continue
		}
		lowName := strings.ToLower(name)
		switch d := distance(low, lowName); {
		case d < least:
			near, least = []string{name}, d
		case d == least:
			near = append(near, name)
		}
		if len(low) >= minPart && strings.HasSuffix(lowName, low) {
			ending = append(ending, name)
		}
		if len(low) >= minPart && strings.HasPrefix(lowName, low) {
			beginning = append(beginning, name)
		}
	}
	for _, found := range [][]string{near, ending, beginning} {
		if len(found) > 0 {
			slices.Sort(found)
			found = slices.Compact(found)
			return found[:min(len(found), maxNames)]
		}
	}
	return nil
}

// distance is the least number of letters to add, drop, replace or exchange with
// the next to turn one word into another.
func distance(from, to string) int {
	before, last, row := make([]int, len(to)+1), make([]int, len(to)+1), make([]int, len(to)+1)
	for j := range last {
		last[j] = j
	}
	for i := range len(from) {
		row[0] = i + 1
		for j := range len(to) {
			cost := 1
			if from[i] == to[j] {
				cost = 0
			}
			row[j+1] = min(last[j]+cost, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && from[i] == to[j-1] && from[i-1] == to[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(to)]
}
