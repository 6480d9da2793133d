// Package charts is the built-in plugin that draws charts on the server: the
// first paint of a page has its plots, without any script.
//
//	charts.Line().Title("Temperature").Series("High", dates, highs)
//
// A chart is a component like those of package pn: a constructor takes what it
// cannot do without, chained methods set the rest. Calling Series again follows
// live data.
//
// The package owns how data becomes a picture: scales and ticks, the marks of
// each kind of chart, thinning, and hover text. A picture is drawn again only
// when data or options have changed. Its size is bounded, however much data
// there is: see maxLinePoints, maxBars, maxDots and allBands.
//
// github.com/go-analyze/charts/chartdraw draws the shapes onto a canvas of this
// package, which writes SVG with classes in place of colours: a chart follows
// the page's theme without being drawn again. Axes and legend are HTML around
// the SVG, which is stretched to the available space, so text stays readable
// from a phone to a wide screen; the axes of the library would be scaled with
// the picture.
//
// The package must not know the server, sessions or documents: it uses only pn
// and the contract of plugins.
package charts
