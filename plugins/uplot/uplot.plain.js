// The browser's half of a chart whose library cannot be had: its last points as a table.
import { exact, reader, shown, timeFormat, whenChanged } from './points.js'

const maxRows = 100

function table(root, options, read) {
  const own = root.querySelector('.pn-uplot-canvas')
  const rows = read(options.keep)
  const last = rows.slice(-maxRows)
  const x = options.times ? timeFormat(options.zone) : exact
  const made = document.createElement('table')
  const said = last.length < rows.length ? `the last ${last.length} of ${rows.length} points` : 'its points'
  made.createCaption().textContent = `The library that draws this chart is not here, so these are ${said}.`
  const line = (parent, cells) => {
    const row = parent.insertRow()
    cells.forEach((text, i) => {
      const cell = document.createElement(i == 0 || parent == made.tHead ? 'th' : 'td')
      cell.textContent = text
      if (cell.tagName == 'TH') cell.scope = parent == made.tHead ? 'col' : 'row'
      row.append(cell)
    })
  }
  line(made.createTHead(), [options.times ? 'Time' : 'x', ...options.names])
  const body = made.createTBody()
  for (const [at, ...values] of last.toReversed()) line(body, [x(at), ...values.map(shown)])
  own.replaceChildren(made)
}

export default {
  mount(root) {
    this.read = reader(root)
    this.stop = whenChanged(root, () => this.options && table(root, this.options, this.read))
  },
  show(root, options) {
    this.options = options
    table(root, options, this.read)
  },
  unmount(root) {
    this.stop()
    root.querySelector('.pn-uplot-canvas').replaceChildren()
  },
}
