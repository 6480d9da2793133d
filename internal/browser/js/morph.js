// Morphing: making one element like another, while every element with an id
// stays the same element, with its focus, selection and scroll position.
import {isBusy, setControl} from './controls.js';
import {byId, forgetInput, isPending} from './queue.js';

let limbo; // holds removed elements until the patch ends

// place puts a node before another. Where the browser can move a node without
// removing it, the node keeps all of its state.
export function place(parent, node, before) {
  if (parent.moveBefore && parent.isConnected && node.isConnected) return parent.moveBefore(node, before);
  const scrolled = node.isConnected && node.querySelectorAll
    ? [node, ...node.querySelectorAll('*')].filter(e => e.scrollTop || e.scrollLeft).map(e => [e, e.scrollTop, e.scrollLeft]) : [];
  parent.insertBefore(node, before);
  for (const [e, top, left] of scrolled) e.scrollTo({top, left, behavior: 'instant'});
}

// discard removes a node. Elements with an id stay available until the patch
// ends.
export function discard(node) {
  if (!node.id && !node.querySelector?.('[id]')) return node.remove();
  if (!limbo) {
    limbo = document.createElement('div');
    limbo.hidden = true;
    document.body.append(limbo);
  }
  place(limbo, node, null);
}

export function emptyLimbo() {
  limbo?.remove();
  limbo = null;
}

export function parse(html) {
  const template = document.createElement('template');
  template.innerHTML = html;
  return template.content.firstElementChild;
}

const alike = (a, b) => a.nodeName == b.nodeName && a.dataset?.pn == b.dataset?.pn;

// existing returns the page's element for a wanted one that has an id or stands
// for an element to keep.
function existing(want) {
  const keep = want.dataset?.pnKeep, id = keep || want.id, have = id && byId(id);
  if (!have || keep || alike(have, want)) return have;
  have.removeAttribute('id'); // another component has the id now
}

// stage puts a new element into the page. It returns pairs: an element that the
// page already has, and the new one in whose place it belongs.
function stage(parent, want, before) {
  const pairs = [];
  const collect = e => {
    const have = existing(e);
    if (have) pairs.push([have, e]);
    else for (const child of e.children || []) collect(child);
  };
  collect(want);
  parent.insertBefore(want, before);
  return pairs;
}

// settle moves the page's elements to their new places and morphs them.
function settle(pairs) {
  for (const [have, want] of pairs) {
    if (want.isConnected) {
      place(want.parentNode, have, want);
      want.remove();
    }
    morph(have, want);
  }
}

export const insert = (parent, want, before) => settle(stage(parent, want, before));

// replace puts the wanted element in the place of another.
export function replace(have, want) {
  if (alike(have, want)) return morph(have, want);
  have.removeAttribute('id');
  insert(have.parentNode, want, have);
  discard(have);
}

function morph(have, want) {
  if (want.dataset?.pnKeep) return;
  if (have.nodeType != 1) {
    if (have.data != want.data) have.data = want.data;
    return;
  }
  const chosen = have.localName == 'select' && [...want.options].map(o => o.selected);
  morphAttributes(have, want);
  if (have.localName != 'textarea' && !have.hasAttribute('data-pn-own')) morphChildren(have, want);
  morphControl(have, want, chosen);
}

// isOwned reports whether an attribute only says how an element began.
const isOwned = (e, name) => name == 'open' || name == 'data-pn-busy' || name == 'checked' || name == 'selected' || name == 'value' && e.localName == 'input';

function morphAttributes(have, want) {
  for (const a of want.attributes)
    if (!isOwned(have, a.name) && have.getAttribute(a.name) !== a.value) have.setAttributeNS(a.namespaceURI, a.name, a.value);
  for (const a of [...have.attributes])
    if (!isOwned(have, a.name) && !want.hasAttribute(a.name)) have.removeAttribute(a.name);
}

function morphChildren(parent, want) {
  const pairs = [], rest = [];
  let at = parent.firstChild;
  for (const child of [...want.childNodes]) {
    const have = existing(child) || unkeyed(at, child);
    if (!have) {
      pairs.push(...stage(parent, child, at));
      continue;
    }
    if (have == at) at = at.nextSibling;
    else place(parent, have, at);
    pairs.push([have, child]);
  }
  for (; at; at = at.nextSibling) rest.push(at);
  settle(pairs);
  for (const node of rest) if (node.parentNode == parent) discard(node);
}

// unkeyed returns the next element without an id that can become the wanted
// one.
function unkeyed(at, want) {
  if (want.id || want.dataset?.pnKeep) return;
  for (; at; at = at.nextSibling) if (!at.id && alike(at, want)) return at;
}

// morphControl sets a control to the state in the HTML, unless the person has
// changed it since.
function morphControl(have, want, chosen) {
  const root = have.closest('[data-pn]');
  if (!root || isPending(root.id)) return;
  if (isBusy(have)) return setControl(have, want.value);
  let changed = false;
  const set = (e, name, value) => {
    if (e[name] === value) return;
    e[name] = value;
    changed = true;
  };
  if (have.localName == 'details') have == root && set(have, 'open', want.open);
  else if (chosen) chosen.forEach((on, i) => set(have.options[i], 'selected', on));
  else if (have.matches('input,textarea')) {
    set(have, 'checked', want.checked);
    set(have, 'value', want.value);
  }
  if (changed) forgetInput(root.id);
}
