package uplot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/panelgo/panelgo/pn"
)

// blockSize is how many points a block has at most. A patch names all blocks when one
// begins or goes, and looks through the one that grows.
const blockSize = 100

// points are the blocks of a chart's points, in the order in which these came.
type points struct {
	blocks []*block
	count  int // of the points in blocks
}

// block is a part of the points, as the page has them: a line of text for each, x before
// its y, with tabs between them. Its text grows at the end, so that a patch is what was
// added.
type block struct {
	pn.Base[*block]
	text  []byte
	count int // guarded by the chart
}

// room returns the block that takes one more point, and removes blocks of points that are
// all older than the last keep.
func (p *points) room(keep int) *block {
	n := len(p.blocks)
	if n == 0 || p.blocks[n-1].count == blockSize {
		b := &block{}
		p.blocks = append(p.blocks, b.Init(b, blockKind))
	}
	last := p.blocks[len(p.blocks)-1]
	last.count++
	p.count++
	p.drop(keep)
	return last
}

// drop removes blocks of points that are all older than the last keep.
func (p *points) drop(keep int) {
	for len(p.blocks) > 1 && p.count-p.blocks[0].count >= keep {
		p.count -= p.blocks[0].count
		p.blocks = slices.Delete(p.blocks, 0, 1)
	}
}

// rows returns the last points, in the order of x.
func (p *points) rows(keep int) (rows [][]float64) {
	for _, b := range p.blocks {
		b.Node().Peek(func() {
			for line := range strings.Lines(string(b.text)) {
				var row []float64
				for text := range strings.SplitSeq(strings.TrimSuffix(line, "\n"), "\t") {
					v, _ := strconv.ParseFloat(text, 64) // add has written it
					row = append(row, v)
				}
				rows = append(rows, row)
			}
		})
	}
	rows = rows[max(0, len(rows)-keep):]
	slices.SortStableFunc(rows, func(a, b []float64) int { return cmp.Compare(a[0], b[0]) })
	return rows
}

// add adds a point.
func (b *block) add(row ...float64) {
	b.Update(func() {
		for i, v := range row {
			if i > 0 {
				b.text = append(b.text, '\t')
			}
			b.text = strconv.AppendFloat(b.text, v, 'g', -1, 64)
		}
		b.text = append(b.text, '\n')
	})
}

// Render writes the points.
func (b *block) Render(m *pn.Markup) { m.Open("div").Text(string(b.text)).Close() }
