package charts

// Bounds of the points that lines and areas draw: of one series, and of all
// series of a chart.
const (
	maxLinePoints = 800
	maxPoints     = 8_000
)

// share returns how many points each series may have.
func share(shown []*series) int {
	return min(maxLinePoints, maxPoints/max(len(shown), 1))
}

// runs returns the stretches of a series without gaps, as indexes of points. A
// series of more than most points is divided into pieces, and of each piece
// only the first, last, lowest and highest points are kept, so that no peak is
// lost; a gap shorter than a piece is then closed.
func runs(xs, ys []float64, most int) (out [][]int) {
	all := make([]int, 0, min(len(xs), most))
	begin := 0
	end := func() {
		if len(all) > begin {
			out = append(out, all[begin:len(all):len(all)])
		}
		begin = len(all)
	}
	pieces := len(xs)
	if pieces > most {
		pieces = max(most/4, 1)
	}
	for p := range pieces {
		from, to := p*len(xs)/pieces, (p+1)*len(xs)/pieces
		before := len(all)
		if all = appendPiece(all, xs, ys, from, to); len(all) == before {
			end()
		}
	}
	end()
	return out
}

// appendPiece appends the points that represent a piece, from one index up to
// another: at most four, none if none can be drawn.
func appendPiece(all []int, xs, ys []float64, from, to int) []int {
	first, low, high, last := -1, 0, 0, 0
	for i := from; i < to; i++ {
		if !finite(xs[i]) || !finite(ys[i]) {
			continue
		}
		if first < 0 {
			first, low, high = i, i, i
		}
		if ys[i] < ys[low] {
			low = i
		}
		if ys[i] > ys[high] {
			high = i
		}
		last = i
	}
	if first < 0 {
		return all
	}
	before := -1
	for _, i := range [4]int{first, min(low, high), max(low, high), last} {
		if i != before {
			all = append(all, i)
		}
		before = i
	}
	return all
}
