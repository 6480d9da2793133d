// What modules push: within what the protocol takes of a page, docs/protocol.md.

const limits = {name: 32, text: 1_000_000, values: 50_000, depth: 60, atOnce: 300, perSecond: 100, waiting: 500};
let waiting = [];         // events that the server would not take yet
let allowed = limits.atOnce; // so many events may go at once
let counted = Date.now(), timer;

// checked returns an event's value as JSON. It throws where the server would end the page
// for the event.
export function checked(event, value) {
  if (typeof event != 'string' || !event || new TextEncoder().encode(event).length > limits.name) throw new TypeError(`push: the name of an event is a text of 1 to ${limits.name} bytes`);
  const json = JSON.stringify(value), bare = json?.replace(/"(\\.|[^"\\])*"/g, '') ?? '';
  let depth = 0, deepest = 0;
  for (const c of bare) deepest = Math.max(deepest, depth += '[{'.includes(c) ? 1 : ']}'.includes(c) ? -1 : 0);
  if (json?.length > limits.text || deepest > limits.depth || bare.replace(/[^,[{]/g, '').length > limits.values) {
    throw new RangeError(`push ${event}: a value has at most ${limits.text} characters of JSON, ${limits.values} values and ${limits.depth} levels`);
  }
  return json;
}

// pace sends an event, later if there are more than the server takes of one page. Of
// changes of a component that wait in a row, only the last is sent.
export function pace(e, push) {
  const before = waiting.filter(x => x.id == e.id), last = before.at(-1);
  if (e.event == 'change' && last?.event == 'change') last.value = e.value;
  else if (before.length < limits.waiting) waiting.push(e);
  else throw new RangeError(`push: more than ${limits.perSecond} events a second`);
  sendWaiting(push);
}

function sendWaiting(push) {
  const now = Date.now();
  allowed = Math.min(limits.atOnce, allowed + (now - counted) / 1000 * limits.perSecond);
  counted = now;
  for (; waiting.length && allowed >= 1; allowed--) push(waiting.shift());
  clearTimeout(timer);
  if (waiting.length) timer = setTimeout(sendWaiting, 100, push);
}

// forget drops the events of a component that wait.
export const forget = id => { waiting = waiting.filter(e => e.id != id); };
