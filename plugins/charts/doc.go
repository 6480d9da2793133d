// Package charts is the built-in plugin that draws charts on the server: the
// first paint of a page has its plots, with no script behind them.
//
//	charts.Line().Title("Temperature").Series("High", dates, highs)
//
// A chart is a component as those of package pn are: constructors take what
// it cannot do without, chained methods set the rest, and Series called again
// follows live data.
//
// The package owns what becomes of data: scales and ticks, the marks of each
// kind of chart, thinning, hover text, and the picture, which is drawn again
// only when data or options have changed. However much there is to show, a
// picture is bounded: see maxLinePoints, maxBars, maxDots and allBands.
//
// The shapes are drawn by github.com/go-analyze/charts/chartdraw onto a canvas
// of this package, which writes SVG with classes for colours: the page's theme
// decides, and a chart follows it without being drawn again. Axes and legend
// are HTML around the SVG, which is stretched to the room there is; so text
// stays readable from a phone to a wide screen. The axes of the library would
// be scaled with the picture.
//
// The package must not know the server, sessions or documents: it uses pn and
// the contract of plugins alone.
package charts
