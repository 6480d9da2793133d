// What the behaviours of components do. behave.js loads this file and is all that the rest
// of the runtime knows of it.
import {controlOf} from './typing.js';

let showValue, showOwn, valueOf, forgetOther; // functions of the runtime, with its state

const visible = (root, on) => { root.hidden = !on; };
const set = (root, value) => showValue(root, value);
const read = root => valueOf(root);

// verbs are what a behaviour does: next returns the state that its target gets, and put
// puts the target into a state. Those without put leave none behind.
const verbs = {
  show: {next: (root, _, value) => value ?? true, put: visible},
  hide: {next: (root, _, value) => !(value ?? true), put: visible},
  toggle: {next: root => root.hidden, put: visible},
  class: {next: (root, name) => !root.classList.contains(name), put: (root, on, name) => root.classList.toggle(name, on)},
  set: {next: (root, value) => value, put: set, read},
  link: {next: (root, _, value) => value, put: set, read},
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
// what f does, null for the others and where f fails.
const each = (root, f) => JSON.parse(root.dataset.pnDoes || '[]').map(([verb, id, arg], i) => {
  const target = id && document.getElementById(id);
  if (!target || !verbs[verb]) return null;
  try {
    return f(verbs[verb], target, arg, i) ?? null;
  } catch (err) {
    console.error(err);
    return null;
  }
});

// act does to others what a component does to them when a person has given it a value. It
// returns the states in which that leaves them. seen are the components that have acted
// because of the same event: each acts once.
export const act = (root, value, seen = new Set([root])) => each(root, (verb, target, arg) => {
  const state = verb.next(target, arg, value);
  if (!verb.put) return;
  verb.put(target, state, arg);
  if (!verb.read) return state;
  const now = verb.read(target) ?? state;
  forgetOther(target, now);
  actOnce(target, now, seen);
  return now;
});

function actOnce(root, value, seen) {
  if (seen.has(root)) return;
  showOwn(root, value);
  act(root, value, seen.add(root));
}

// actAgain puts others once more into the states in which act has left them.
export function actAgain(root, states) {
  const seen = new Set([root]);
  each(root, (verb, target, arg, i) => {
    if (!verb.put || states?.[i] == null) return;
    verb.put(target, states[i], arg);
    if (verb.read) actOnce(target, states[i], seen);
  });
}

// actLate does what leaves no state, and so is the browser's alone.
export function actLate(root, value) {
  each(root, (verb, target, arg) => { if (!verb.put) verb.next(target, arg, value); });
}

// filterAll filters what is filtered by what the inputs have now.
export function filterAll() {
  for (const root of document.querySelectorAll('[data-pn-does*=\'"filter"\']')) filterBy(root);
}

function filterBy(root) {
  each(root, (verb, target) => { if (verb == verbs.filter) filter(target, controlOf(root).value); });
}

export function start(tools) {
  ({showValue, showOwn, valueOf, forgetOther} = tools);
  addEventListener('input', e => {
    const root = e.target.closest?.('[data-pn]');
    if (root) filterBy(root);
  });
  filterAll();
}
