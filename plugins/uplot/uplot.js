// The browser's half of a chart that streams: uPlot's canvas over the picture of the first
// paint.
import uPlot from 'uplot'
import sheet from 'uplot/dist/uPlot.min.css' with { type: 'text' }
import { clock, plain, reader, shown, timeFormat, whenChanged } from './points.js'

const styles = new CSSStyleSheet() // the page's policy refuses a style element
styles.replaceSync(sheet)

class Chart {
  constructor(root) {
    this.root = root
    this.own = root.querySelector('.pn-uplot-canvas')
    this.read = reader(root)
    this.stop = whenChanged(root, () => this.draw())
    this.resized = new ResizeObserver(() => this.plot?.setSize(this.size()))
    this.resized.observe(this.own)
  }

  // show draws with other options.
  show(options) {
    this.options = options
    this.plot?.destroy()
    this.own.replaceChildren()
    const said = document.createElement('output') // what is under the pointer
    said.className = 'pn-uplot-said'
    this.plot = new uPlot({ ...this.size(), ...this.described(said) }, this.columns(), this.own)
    this.own.append(said)
    this.own.setAttribute('role', 'img')
    this.say()
  }

  size() {
    return { width: this.own.clientWidth, height: this.own.clientHeight }
  }

  // described are uPlot's options. Colours are functions: uPlot asks again whenever it
  // draws, so a change of theme needs no more than that.
  described(said) {
    const { names, times, zone, range, yLabel } = this.options
    const token = name => { // an element of that colour tells what it is now
      const e = document.createElement('i')
      e.hidden = true
      e.style.color = `var(${name})`
      this.own.append(e)
      return () => getComputedStyle(e).color
    }
    const axis = { stroke: token('--pn-muted'), grid: { stroke: token('--pn-grid'), width: 1 }, ticks: { stroke: token('--pn-grid'), width: 1 }, font: '12px ' + getComputedStyle(this.own).fontFamily }
    const x = times ? timeFormat(zone) : x => plain(x)
    const hover = plot => {
      const at = plot.cursor.idx
      said.textContent = at == null ? '' : [x(plot.data[0][at]), ...names.map((name, i) => name + ' ' + shown(plot.data[i + 1][at]))].join('  ')
    }
    return {
      legend: { show: false },
      scales: { x: { time: times }, y: range ? { range: [range.low, range.high] } : {} },
      axes: [{ ...axis, space: times ? 80 : 50, values: times ? timeLabels(zone) : labels }, { ...axis, values: labels, label: yLabel || undefined, labelSize: 20, labelFont: axis.font, size: this.ySize }],
      series: [{}, ...names.map((name, i) => ({ label: name, stroke: token('--pn-series-' + (i % 8 + 1)), width: 2, points: { show: this.lone } }))],
      tzDate: zone ? zoned(zone) : undefined,
      hooks: { setCursor: [hover] },
    }
  }

  // ySize makes room for the labels of the vertical axis.
  ySize(plot, values) {
    return 24 + 7 * Math.max(0, ...(values ?? []).map(value => value?.length ?? 0))
  }

  // lone shows single points, which are no line.
  lone(plot) {
    return plot.data[0].length == 1
  }

  // columns are the points as uPlot takes them; a gap is null.
  columns() {
    const rows = this.read(this.options.keep)
    const columns = [rows.map(row => row[0])]
    for (let i = 1; i <= this.options.names.length; i++) columns.push(rows.map(row => Number.isFinite(row[i]) ? row[i] : null))
    return columns
  }

  draw() {
    this.plot?.setData(this.columns())
    this.say()
  }

  // say tells the chart to people who cannot see it.
  say() {
    if (!this.plot) return
    const { names, title } = this.options
    const last = this.plot.data[0].length - 1
    const values = last < 0 ? ['no data'] : names.map((name, i) => name + ' ' + shown(this.plot.data[i + 1][last]))
    this.own.setAttribute('aria-label', [(title ? title + ', ' : '') + 'line chart', ...values].join('; '))
  }

  close() {
    this.stop()
    this.resized.disconnect()
    this.plot?.destroy()
    this.own.replaceChildren()
    for (const name of ['role', 'aria-label']) this.own.removeAttribute(name)
  }
}

// labels writes the labels of an axis of numbers.
const labels = (plot, splits, axis, space, step) => splits.map(v => plain(v, step))

// timeLabels writes the labels of an axis of times: the date, or the time to minutes, seconds
// or parts of them, as far apart as they are.
function timeLabels(zone) {
  const day = timeFormat(zone, { dateStyle: 'medium' })
  const minute = timeFormat(zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  return (plot, splits, axis, space, step) => splits.map(step >= 86400 ? day : step >= 60 ? minute : timeFormat(zone, clock(step)))
}

// zoned returns uPlot's tzDate for a zone, or undefined if the browser does not know it.
function zoned(zone) {
  try {
    uPlot.tzDate(new Date(0), zone)
  } catch {
    return undefined
  }
  return seconds => uPlot.tzDate(new Date(seconds * 1000), zone)
}

export default {
  mount(root) {
    if (!document.adoptedStyleSheets.includes(styles)) document.adoptedStyleSheets.push(styles)
    this.chart = new Chart(root)
  },
  show(root, options) {
    this.chart.show(options)
  },
  update() { // also when the theme has changed
    this.chart.plot?.redraw(false)
  },
  unmount() {
    this.chart.close()
  },
}
