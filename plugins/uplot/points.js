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

// exact writes a number with all of its digits, but for those of binary fractions.
export const exact = value => String(Number(value.toPrecision(12))).replaceAll('-', '−')

// shown writes a value with as many digits as people read; a gap is a dash.
export function shown(value) {
  return Number.isFinite(value) ? String(Number(value.toPrecision(6))).replace('-', '−') : '–'
}
