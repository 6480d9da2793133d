// The queue of a person's events that the server has not acknowledged, in
// order. It grows while the socket is down. And what a person has put into
// controls, which outlives the page: the history of the window keeps it.
import {arrived, nothingUnderWay, sentEvent} from './busy.js';
import {keyOf, rootOf} from './key.js';
import {typed} from './typing.js';

export const byId = id => document.getElementById(id);

const maxQueue = 1000, maxInputs = 1000;
const queue = [];         // {seq, id, key, on, event, value, final, did, told: it was sent with the inputs,
                          // and of a change name: of its input, had: what that was before}
const inputs = new Map(); // key, or # and id → {key, value, earlier: from the history, secret}
const changed = new Map(); // component id → value that the server has set in this patch, undefined: the one it shows
let full = false;         // the last event found no place in the queue
let seq = 0;
let sent = 0;             // how many of the queue were sent over this socket
let send = null;          // null while nothing may be sent
let since = 0;            // when the server last owed nothing or answered
let page = 0;             // number of the last patch applied
let own = 0;              // number of the first patch after which the page is its session's
let applying = false;     // a patch is
let becoming = false;     // that patch makes the page its session's, so that keys are of no page

// setPage notes the last patch applied, and the first after which the page is its session's.
export function setPage(n, first = own) {
  page = n;
  own = first;
}

// isPending reports whether the server does not know yet what a person did to a
// component. An event from the page of another session is known by its key.
export const isPending = id => queue.some(e => e.on < own ? !becoming && e.key && e.key == keyOf(byId(id)) : e.id == id);

const isChange = (e, id) => e && e.event == 'change' && e.id == id;

// isOwed reports whether an answer of the server has been due for so many ms.
export const isOwed = ms => sent > 0 && Date.now() - since > ms;

// pushEvent adds an event. final says that the hand has let go. act shows it on the page, and returns what that did to other
// components. Of several changes of one control in a row only the
// latest is kept, and a value that the server already has is not sent again. pushEvent
// reports whether this is the first event of several that find the queue full, and are lost.
export function pushEvent({id, event, value, final}, act) {
  if (applying) return; // the patch did it, not a person
  const root = byId(id), key = keyOf(root), last = queue.at(-1);
  const replaces = event == 'change' && isChange(last, id) && queue.length > sent;
  const isFull = queue.length >= maxQueue && !replaces, did = root && !isFull ? act?.(root, value) : undefined;
  let name, had;
  if (event == 'change') {
    name = key || '#' + id;
    had = inputs.get(name);
    if (had && !had.earlier && had.value === value) {
      if (replaces && final) {
        last.final = true;
        pump();
      }
      return;
    }
    remember(name, root, key, value);
    if (replaces) {
      Object.assign(last, {value, final, did, key, on: page, told: false});
      if (final) pump();
      return;
    }
  }
  const wasFull = full;
  full = isFull;
  if (full) return !wasFull;
  queue.push({seq: ++seq, id, key, on: page, event, value, final, did, name, had: had?.value});
  pump();
}

// pump sends as many events as it may: in order, and while a hand is on a component at
// most one unacknowledged change of it.
function pump() {
  for (; send && sent < queue.length; sent++) {
    const e = queue[sent];
    if (e.event == 'change' && !e.final && queue.slice(0, sent).some(x => isChange(x, e.id))) return;
    if (!sent) since = Date.now();
    send({type: 'event', seq: e.seq, id: e.id, key: e.key, on: e.on, event: e.event, value: e.value, did: e.did});
    sentEvent(e);
  }
}

// acknowledge removes the events that the server has taken.
export function acknowledge(n) {
  since = Date.now();
  while (queue.length && queue[0].seq <= n) {
    arrived(queue.shift().seq);
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
  nothingUnderWay();
}

// renumber makes the queue that of a new session, for which everything in it happened
// on the page of another. It drops the changes that the session got as inputs.
export function renumber() {
  const rest = queue.filter(e => !e.told);
  queue.length = seq = 0;
  for (const e of rest) queue.push({...e, on: 0, seq: ++seq});
}

// beginPatch says that a patch is being applied, and whether it makes the page of another
// session that of its own.
export function beginPatch(becomes) {
  applying = true;
  becoming = becomes;
}

export const isApplying = () => applying;

// endPatch forgets the inputs to which the server has given other values, now that
// components have their keys. shown returns the value that a component shows. What the
// server does not know yet is shown again: by show, on a page that has become its
// session's, and by again.
export function endPatch(show, shown, again) {
  if (becoming) forgetKeyless();
  for (const [id, value] of changed) {
    const root = byId(id);
    if (root) forgetOther(root, value ?? shown(root));
  }
  changed.clear();
  for (const e of becoming ? queue : []) {
    const root = e.on < own && e.event == 'change' && rootOf(e.key);
    if (root) show(root, e.value);
  }
  showQueue(again);
  applying = becoming = false;
}

// textOf is the same for values that are: a number and its text, objects of the same members.
const textOf = value => Object(value) === value && !Array.isArray(value) ? JSON.stringify(value) : String(value);

// showQueue shows once more what events did that the server does not know yet.
export function showQueue(again) {
  for (const e of queue) {
    const root = e.on < own ? rootOf(e.key) : byId(e.id);
    if (root) again(root, e.value, e.did, e.name);
  }
}

// forgetKeyless forgets the inputs of controls that cannot be told apart: their ids are
// those of another session.
function forgetKeyless() {
  for (const [name, e] of inputs) if (!e.key) inputs.delete(name);
}

const isSecret = root => !!root?.querySelector('input[type=password],input[type=file]');

function remember(name, root, key, value) {
  inputs.delete(name);
  inputs.set(name, {key, value, secret: isSecret(root)});
  if (inputs.size > maxInputs) inputs.delete(inputs.keys().next().value);
  keepLater();
}

// forgetOther forgets the input to a component that shows another value now.
export function forgetOther(root, value) {
  const name = keyOf(root) || '#' + root.id, had = inputs.get(name);
  if (!had || String(had.value) === String(value)) return;
  inputs.delete(name);
  keepLater();
}

// forgetInput records that the server has set a control to a value.
export const forgetInput = (id, value) => changed.set(id, value);

// tellInputs returns the values that a person gave to controls, for a session
// that may be new: all of them, or those from the history. A change that came after a click
// stays in the queue, and the value before it is told: the click may set the control. What
// has no key is told once: the server then says that it is lost.
export function tellInputs(all) {
  const before = {};
  let clicked = false;
  for (const e of all ? queue : []) {
    clicked ||= !e.name;
    e.told = !clicked;
    if (clicked && e.name && !(e.name in before)) before[e.name] = e.had;
  }
  const told = [...inputs].filter(([, e]) => all || e.earlier).map(([name, {key, value}]) => ({key, value: name in before ? before[name] : value}))
    .filter(e => e.value !== undefined);
  if (inputs.delete('')) keepLater();
  return told;
}

// The history keeps the inputs of each page that was visited, so that they are there on
// the way back, in a tab that is opened again, and when a page is loaded anew; with the
// text that is being typed, and one without a key for those that cannot be told apart.
// What is secret is never kept. Browsers limit how often the history may change, and
// take a change for a page that is loaded anew only before it is hidden.
let keeping;

function keepLater() {
  if (keeping) return;
  keeping = setTimeout(keepInputs, 300);
  addEventListener('beforeunload', keepInputs);
}

addEventListener('input', keepLater, true);

export function keepInputs() {
  clearTimeout(keeping);
  removeEventListener('beforeunload', keepInputs);
  keeping = 0;
  const kept = new Map(), typing = typed();
  for (const {key, value, secret} of inputs.values()) if (!secret) kept.set(key, value);
  if (typing && !isSecret(typing.root)) kept.set(typing.key, typing.text);
  if (!kept.size && !history.state?.pn) return;
  try {
    history.replaceState({...history.state, pn: [...kept]}, '');
  } catch {} // it holds too much, or was asked too often
}

// takeKept finds the inputs that the history has kept for this page.
export function takeKept() {
  const kept = history.state?.pn;
  if (Array.isArray(kept)) for (const [key, value] of kept) if (!inputs.has(key)) inputs.set(key, {key, value, earlier: true});
  addEventListener('pagehide', () => keeping && keepInputs());
  document.addEventListener('visibilitychange', () => document.hidden && keeping && keepInputs());
}
