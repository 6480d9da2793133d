// The queue of a person's events that the server has not acknowledged, in
// order. It grows while the socket is down. And what a person has put into
// controls, which outlives the page: the history of the window keeps it.
import {keyOf} from './key.js';

export const byId = id => document.getElementById(id);

const maxQueue = 1000, maxInputs = 1000;
const queue = [];         // {seq, id, key, on, event, value, told: it was sent with the inputs}
const inputs = new Map(); // key, or # and id → {key, value, earlier: from the history, secret}
const changed = new Map(); // component id → value that the server has set in this patch
let seq = 0;
let sent = 0;             // how many of the queue were sent over this socket
let send = null;          // null while nothing may be sent
let since = 0;            // when the server last owed nothing or answered
let page = 0;             // number of the last patch applied
let own = 0;              // number of the first patch after which the page is its session's

// setPage notes the last patch applied, and the first after which the page is its session's.
export function setPage(n, first = own) {
  page = n;
  own = first;
}

// isPending reports whether the server does not know yet what a person did to a
// component. An event from the page of another session is known by its key.
export const isPending = id => queue.some(e => e.on < own ? e.key && e.key == keyOf(byId(id)) : e.id == id);

const isChange = (e, id) => e && e.event == 'change' && e.id == id;

// isOwed reports whether an answer of the server has been due for so many ms.
export const isOwed = ms => sent > 0 && Date.now() - since > ms;

// pushEvent adds an event. Of several changes of one control in a row only the
// latest is kept, and a value that the server already has is not sent again.
export function pushEvent({id, event, value}) {
  const root = byId(id), key = keyOf(root);
  if (event == 'change') {
    const name = key || '#' + id, had = inputs.get(name);
    if (had && !had.earlier && had.value === value) return;
    remember(name, root, key, value);
    const last = queue.at(-1);
    if (isChange(last, id) && queue.length > sent) {
      Object.assign(last, {value, key, on: page, told: false});
      return;
    }
  }
  if (queue.length >= maxQueue) return;
  queue.push({seq: ++seq, id, key, on: page, event, value});
  pump();
}

// pump sends as many events as it may: in order, and at most one unacknowledged
// change of each component.
function pump() {
  for (; send && sent < queue.length; sent++) {
    const e = queue[sent];
    if (e.event == 'change' && queue.slice(0, sent).some(x => isChange(x, e.id))) return;
    if (!sent) since = Date.now();
    send({type: 'event', seq: e.seq, id: e.id, key: e.key, on: e.on, event: e.event, value: e.value});
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

// renumber makes the queue that of a new session, for which everything in it happened
// on the page of another. It drops the changes that the session got as inputs.
export function renumber() {
  const rest = queue.filter(e => !e.told);
  queue.length = seq = 0;
  for (const e of rest) queue.push({...e, on: 0, seq: ++seq});
}

// forgetKeyless forgets the inputs of controls that cannot be told apart: their ids are
// those of another session.
export function forgetKeyless() {
  for (const [name, e] of inputs) if (!e.key) inputs.delete(name);
}

function remember(name, root, key, value) {
  inputs.delete(name);
  inputs.set(name, {key, value, secret: !!root?.querySelector('input[type=password],input[type=file]')});
  if (inputs.size > maxInputs) inputs.delete(inputs.keys().next().value);
  keepLater();
}

// forgetInput records that the server has set a control to a value.
export const forgetInput = (id, value) => changed.set(id, value);

// forgetInputs forgets, when a patch is done and components have their keys, the inputs
// to which the server has given other values.
export function forgetInputs() {
  for (const [id, value] of changed) {
    const name = keyOf(byId(id)) || '#' + id, had = inputs.get(name);
    if (had && String(had.value) !== String(value)) inputs.delete(name);
  }
  if (changed.size) keepLater();
  changed.clear();
}

// tellInputs returns the values that a person gave to controls, for a session
// that may be new: all of them, or those from the history.
export function tellInputs(all) {
  if (all) for (const e of queue) e.told = e.event == 'change';
  return [...inputs.values()].filter(e => all || e.earlier).map(({key, value}) => ({key, value}));
}

// The history keeps the inputs of each page that was visited, so that they are there on
// the way back, in a tab that is opened again, and when a page is loaded anew. What is
// secret is never kept.
let keeping;

function keepLater() {
  keeping ||= setTimeout(keepInputs, 300);
}

export function keepInputs() {
  clearTimeout(keeping);
  keeping = 0;
  const kept = [...inputs.values()].filter(e => e.key && !e.secret).map(({key, value}) => [key, value]);
  if (!kept.length && !history.state?.pn) return;
  try {
    history.replaceState({...history.state, pn: kept}, '');
  } catch {} // it holds too much, or was asked too often
}

// takeKept finds the inputs that the history has kept for this page.
export function takeKept() {
  const kept = history.state?.pn;
  if (Array.isArray(kept)) for (const [key, value] of kept) if (!inputs.has(key)) inputs.set(key, {key, value, earlier: true});
  addEventListener('pagehide', keepInputs);
  document.addEventListener('visibilitychange', () => document.hidden && keeping && keepInputs());
}
