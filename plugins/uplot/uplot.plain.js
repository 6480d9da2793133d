// The browser's half of a chart whose library cannot be had: the picture of the first paint
// stays, which the server draws anew from now on, and the last points are a table that opens.
import { clock, plain, reader, shown, timeFormat, whenChanged } from './points.js'

const maxRows = 100

// fill writes the last points into the table.
function fill(details, options, rows) {
  const last = rows.slice(-maxRows)
  const x = options.times ? timesOf(options.zone, last) : x => plain(x)
  const [summary, table] = details.children
  summary.textContent = (last.length < rows.length ? `The last ${last.length} of ${rows.length} points` : 'The points') + ' as a table'
  table.replaceChildren()
  const line = (parent, cells) => {
    const row = parent.insertRow()
    cells.forEach((text, i) => {
      const cell = document.createElement(i == 0 || parent == table.tHead ? 'th' : 'td')
      cell.textContent = text
      if (cell.tagName == 'TH') cell.scope = parent == table.tHead ? 'col' : 'row'
      row.append(cell)
    })
  }
  line(table.createTHead(), [options.times ? 'Time' : 'x', ...options.names])
  const body = table.createTBody()
  for (const [at, ...values] of last.toReversed()) line(body, [x(at), ...values.map(shown)])
}

// timesOf returns a function that writes the times of rows: seconds, or parts of them where
// two times have the same second.
function timesOf(zone, rows) {
  const apart = rows.slice(1).map(([x], i) => x - rows[i][0]).filter(gap => gap > 0)
  const step = Math.min(...apart, 60)
  return timeFormat(zone, step < 1 ? { year: 'numeric', month: 'short', day: 'numeric', ...clock(step) } : undefined)
}

export default {
  mount(root, ctx) {
    const own = root.querySelector('.pn-uplot-canvas')
    own.innerHTML = '<p>The interactive chart cannot be shown: its library is not here.</p><details><summary></summary><table></table></details>'
    const read = reader(root)
    this.fill = () => this.options && fill(own.lastChild, this.options, read(this.options.keep))
    this.stop = whenChanged(root, this.fill)
    this.tell = () => root.querySelector('[data-plain]') || ctx.push('plain')
    this.tell()
  },
  show(root, options) {
    this.options = options
    this.fill()
  },
  update() { // also when another session has the page now
    this.tell()
  },
  unmount(root) {
    this.stop()
    root.querySelector('.pn-uplot-canvas').replaceChildren()
  },
}
