// Behaviours: what a component does to others as soon as a person uses it, before the
// server knows. docs/protocol.md, section 4, has the rules.
import {showValue, valueOf} from './controls.js';
import {emptyModal, noteClosed, syncModal} from './patch.js';
import {byId, forgetOther} from './queue.js';
import {controlOf} from './typing.js';

// What an element shows of its own state that a browser does not show by itself.
const own = '[data-pn-shows=figure],[data-pn-shows=index]';

const visible = (root, on) => { root.hidden = !on; };
const set = (root, value) => showValue(root, value);

// verbs are what a behaviour does: next returns the state that its target gets, and put
// puts the target into a state. Those without put leave none behind.
const verbs = {
  show: {next: (root, _, value) => value ?? true, put: visible},
  hide: {next: (root, _, value) => !(value ?? true), put: visible},
  toggle: {next: root => root.hidden, put: visible},
  class: {next: (root, name) => !root.classList.contains(name), put: (root, on, name) => root.classList.toggle(name, on)},
  set: {next: (root, value) => value, put: set, read: valueOf},
  link: {next: (root, _, value) => value, put: set, read: valueOf},
  focus: {next: root => (root.matches(focusable) ? root : root.querySelector(focusable))?.focus()},
  scroll: {next: root => root.scrollIntoView()},
  copy: {next: root => copy(controlOf(root)?.value ?? root.innerText)},
  filter: {next: (root, _, value) => filter(root, value)},
};

const focusable = 'input,select,textarea,button,summary,a[href],[tabindex]';

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch { // not over plain HTTP
    const area = document.createElement('textarea'), back = document.activeElement;
    area.value = text;
    document.body.append(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    back?.focus({preventScroll: true});
  }
}

function filter(root, text) {
  const wanted = text.toLowerCase(), rows = root.querySelector('tbody>tr,li,[data-pn]')?.parentNode.children;
  for (const row of rows || []) row.toggleAttribute('data-pn-out', !row.textContent.toLowerCase().includes(wanted));
}

// each calls f for each behaviour of a component whose target is on the page. It returns
// what f does, null for the others and where f fails; undefined if the component has no
// behaviours.
const each = (root, f) => root.dataset.pnDoes && JSON.parse(root.dataset.pnDoes).map(([verb, id, arg], i) => {
  const target = id && byId(id);
  if (!target || !verbs[verb]) return null;
  try {
    return f(verbs[verb], target, arg, i) ?? null;
  } catch (err) {
    console.error(err);
    return null;
  }
});

// act shows what a person has done to a component, which has this value, and what the
// component does to others. It returns the states in which that leaves them. seen are the
// components that have acted because of the same event: each acts once.
export function act(root, value, seen = new Set([root])) {
  noteClosed();
  if (value !== undefined) showValue(root, value, own);
  const states = each(root, (verb, target, arg) => {
    const state = verb.next(target, arg, value);
    if (!verb.put) return;
    verb.put(target, state, arg);
    if (!verb.read) return state;
    const now = verb.read(target) ?? state;
    forgetOther(target, now);
    actOnce(target, now, seen);
    return now;
  });
  if (states) syncModal();
  return states;
}

function actOnce(root, value, seen) {
  if (!seen.has(root)) act(root, value, seen.add(root));
}

// actAgain shows once more what act has shown, after a patch that the server made before
// it knew; of a change the value too, which an earlier event may have set.
export function actAgain(root, value, states, isChange) {
  if (root.id == 'pn-modal') emptyModal(root);
  if (value !== undefined) showValue(root, value, isChange ? '[data-pn-shows]' : own);
  const seen = new Set([root]);
  each(root, (verb, target, arg, i) => {
    if (!verb.put || states?.[i] == null) return;
    verb.put(target, states[i], arg);
    if (verb.read) actOnce(target, states[i], seen);
  });
}

// filterAll filters what is filtered by what the inputs have now.
export function filterAll() {
  for (const root of document.querySelectorAll('[data-pn-does*=\'"filter"\']')) filterBy(root);
}

function filterBy(root) {
  each(root, (verb, target) => { if (verb == verbs.filter) filter(target, controlOf(root).value); });
}

export function startBehaviours() {
  addEventListener('input', e => {
    const root = e.target.closest?.('[data-pn]');
    if (root) filterBy(root);
  });
  filterAll();
}
