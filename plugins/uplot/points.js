// The points of a chart as the server wrote them: a line of text for each, x before its
// y, in blocks of which the last grows.

// reader returns a function that reads the last points of a chart, in order of x, as rows.
// It reads only what is new since it was called last.
export function reader(root) {
  const known = new WeakMap()
  return keep => {
    const rows = []
    for (const block of root.querySelectorAll('.pn-uplot-points > *')) {
      const text = block.textContent
      let had = known.get(block)
      if (!had || !text.startsWith(had.text)) had = { text: '', rows: [] }
      for (const line of text.slice(had.text.length).split('\n')) {
        if (line) had.rows.push(line.split('\t').map(Number))
      }
      had.text = text
      known.set(block, had)
      for (const row of had.rows) rows.push(row)
    }
    const last = rows.slice(-keep)
    if (last.some((row, i) => i > 0 && row[0] < last[i - 1][0])) last.sort((a, b) => a[0] - b[0])
    return last
  }
}

// whenChanged calls f, at most once a frame, when points come or go. It returns a function
// that ends that.
export function whenChanged(root, f) {
  let frame = 0
  const observer = new MutationObserver(() => {
    frame ||= requestAnimationFrame(() => {
      frame = 0
      f()
    })
  })
  observer.observe(root.querySelector('.pn-uplot-points'), { childList: true, characterData: true, subtree: true })
  return () => {
    observer.disconnect()
    cancelAnimationFrame(frame)
  }
}

// timeFormat returns a function that writes x, which is in seconds, in a time zone. options
// are as of Intl.DateTimeFormat.
export function timeFormat(zone, options = { dateStyle: 'medium', timeStyle: 'medium' }) {
  let format
  try {
    format = new Intl.DateTimeFormat(document.documentElement.lang || 'en', zone ? { ...options, timeZone: zone } : options)
  } catch { // a zone of Go's that browsers do not know
    format = new Intl.DateTimeFormat('en', options)
  }
  return x => format.format(x * 1000)
}

// clock are options of a time of day, to seconds or to the parts of a second in which times
// differ that are step seconds apart.
export const clock = step => ({
  hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  fractionalSecondDigits: step >= 1 ? undefined : [1, 2].find(digits => Number.isInteger(+(step * 10 ** digits).toFixed(6))) ?? 3,
})

const magnitude = size => Math.floor(Math.log10(size) + 1e-9)

// plain writes a number as the picture of the first paint does (plainNumber in
// plugins/charts): the label of a tick, which is a step from the next, or with step 0 a value.
export function plain(v, step = 0) {
  const size = Math.abs(v), digits = step && size ? magnitude(size) - magnitude(step) + 1 : 6
  const grouped = text => text.replace(/^-?\d{5,}/, n => n.replace(/\B(?=(\d{3})+$)/g, '\u202f'))
  let text
  if (!size && step < 1e-6) text = '0'
  else if (size && size < 1e-6 || size >= 1e15 || step && (step < 1e-6 || size >= 1e9)) {
    text = v.toExponential(Math.min(Math.max(digits, 1), 16) - 1).replace(/\.?0*e\+?/, 'e')
  } else if (step) text = grouped(v.toFixed(Math.max(0, -magnitude(step))))
  else if (v % 1) text = grouped(String(+v.toFixed(Math.max(0, digits - 1 - magnitude(size)))))
  else text = grouped(v.toFixed(0))
  return text.replaceAll('-', '−')
}

// shown writes a value; a gap is a dash.
export const shown = value => Number.isFinite(value) ? plain(value) : '–'
