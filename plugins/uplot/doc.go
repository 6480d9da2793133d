// Package uplot is the built-in plugin that draws lines which grow: a chart that streams
// shows each new point at once, and only that point travels.
//
//	chart := uplot.Line("CPU", "Memory").Title("Load").Keep(600)
//	s.Every(time.Second, func() { chart.Stream(time.Now(), cpu(), memory()) })
//
// All lines of a chart share their x. The first paint is a picture that the server draws,
// as package charts does; once the page is live the browser draws on a canvas, of the
// same size. Where the library cannot be had the picture stays, with a sentence that says so
// and the last points as a table that opens; the server then draws the picture anew when
// points come, and the whole of it travels.
//
// The package owns what travels: points as text in blocks, of which a patch appends to
// the last and takes off the first, so that a point costs as many bytes as its numbers
// have. uPlot (MIT licence) draws; assets.lock names it, and none of it is in this
// repository. Title, legend and colours have the styles of package charts, by its classes.
// The package must not know the server, sessions or documents: it uses only
// pn, the contract of plugins, and package charts.
package uplot
