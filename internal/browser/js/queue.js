// The queue of a person's events that the server has not acknowledged, in
// order. It grows while the socket is down.
export const byId = id => document.getElementById(id);

const maxQueue = 1000, maxInputs = 1000;
const queue = [];         // {seq, id, event, value, told: it was sent with the inputs}
const inputs = new Map(); // component id → the value that a person gave it
let seq = 0;
let sent = 0;             // how many of the queue were sent over this socket
let send = null;          // null while nothing may be sent
let since = 0;            // when the server last owed nothing or answered

// isPending reports whether the server does not know yet what a person did to a
// component.
export const isPending = id => queue.some(e => e.id == id);

const isChange = (e, id) => e && e.event == 'change' && e.id == id;

// isOwed reports whether an answer of the server has been due for so many ms.
export const isOwed = ms => sent > 0 && Date.now() - since > ms;

// pushEvent adds an event. Of several changes of one control in a row only the
// latest is kept, and a value that the server already has is not sent again.
export function pushEvent({id, event, value}) {
  if (event == 'change') {
    if (inputs.get(id)?.value === value) return;
    remember(id, value);
    const last = queue.at(-1);
    if (isChange(last, id) && queue.length > sent) {
      last.value = value;
      last.told = false;
      return;
    }
  }
  if (queue.length >= maxQueue) return;
  queue.push({seq: ++seq, id, event, value});
  pump();
}

// pump sends as many events as it may: in order, and at most one unacknowledged
// change of each component.
function pump() {
  for (; send && sent < queue.length; sent++) {
    const e = queue[sent];
    if (e.event == 'change' && queue.slice(0, sent).some(x => isChange(x, e.id))) return;
    if (!sent) since = Date.now();
    send({type: 'event', seq: e.seq, id: e.id, event: e.event, value: e.value});
  }
}

// acknowledge removes the events that the server has taken.
export function acknowledge(n) {
  since = Date.now();
  while (queue.length && queue[0].seq <= n) {
    queue.shift();
    sent = Math.max(sent - 1, 0);
  }
  pump();
}

// openQueue begins to send, from the first event that is not acknowledged.
export function openQueue(sender, acked) {
  for (const e of queue) e.told = false; // a resumed session ignores the inputs
  send = sender;
  sent = 0;
  acknowledge(acked);
}

export function closeQueue() {
  send = null;
}

// renumber makes the queue that of a new session. It drops events of components
// that are gone, and changes that the session got as inputs.
export function renumber() {
  const rest = queue.filter(e => byId(e.id) && !e.told);
  queue.length = seq = 0;
  for (const e of rest) queue.push({...e, seq: ++seq});
}

// labelOf returns a control's own label, not that of a control inside it.
function labelOf(root) {
  const own = [...root.querySelectorAll('.pn-label')].find(e => e.closest('[data-pn]') == root);
  return own ? own.textContent : '';
}

function remember(id, value) {
  const root = byId(id);
  inputs.delete(id);
  inputs.set(id, {id, kind: root?.dataset.pn || '', label: root ? labelOf(root) : '', value});
  if (inputs.size > maxInputs) inputs.delete(inputs.keys().next().value);
}

// forgetInput records that the server has set a control to another value.
export const forgetInput = id => inputs.delete(id);

// tellInputs returns the values that a person gave to controls, for a session
// that may be new.
export function tellInputs() {
  for (const e of queue) e.told = e.event == 'change';
  return [...inputs.values()];
}
