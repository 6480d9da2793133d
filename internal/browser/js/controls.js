// The values of controls. While a person uses a control, the server's value
// waits.
import {showInModule} from './kinds.js';
import {isApplying, isPending} from './queue.js';
import {controlOf, controlSelector, followTyping, isTyping, waiting} from './typing.js';

const pn = window.panelgo;

// isBusy reports whether a person is changing the control.
export const isBusy = control => !control.disabled && (isTyping(control) || control.type == 'range' && control.matches(':active'));

const showing = {
  text: setControl,
  number: setControl,
  checked: (e, value) => { e.checked = value === !!value ? value : [value].flat().map(String).includes(e.value); },
  list: (e, value) => { for (const o of e.options) o.selected = value.map(String).includes(o.value); },
  pair: (e, value, i) => setControl(e, value[i]),
  index: (e, value, i) => {
    e.setAttribute('aria-selected', i == value);
    e.tabIndex = i == value ? 0 : -1;
  },
  open: (e, value) => { e.open = value; },
};

// showValue has the elements of a component show a value.
export function showValue(root, value) {
  showInModule(root, value);
  const counts = {};
  for (const e of pn.within(root, '[data-pn-shows]')) {
    const as = e.dataset.pnShows;
    counts[as] = (counts[as] ?? -1) + 1;
    showing[as](e, value, counts[as]);
  }
}

// valueOf returns the value that the elements of a component show, undefined if there is
// none.
export function valueOf(root) {
  const e = pn.within(root, '[data-pn-sends*=" "]').find(e => e.type == 'radio' ? e.checked : e.ariaSelected != 'false');
  return e && pn.read(e, root).value;
}

export function setControl(control, value) {
  if (isBusy(control)) return waiting.set(control, value);
  waiting.delete(control);
  if (control.value !== String(value)) control.value = value;
}

function moveInTabs(e) {
  const tab = e.target.closest?.('[role=tab]');
  const steps = {ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity};
  if (!tab || !(e.key in steps)) return;
  const tabs = [...tab.parentNode.children], last = tabs.length - 1, to = tabs.indexOf(tab) + steps[e.key];
  const next = tabs[to == -1 ? last : to == last + 1 ? 0 : Math.min(Math.max(to, 0), last)];
  e.preventDefault();
  next.focus();
  next.click();
}

const isBox = control => control.type == 'checkbox' || control.type == 'radio';

function isAsServed(control) {
  if (isBox(control)) return control.checked == control.defaultChecked;
  if (control.type == 'range') return Math.abs(control.value - control.defaultValue) < (control.step || 1) / 2;
  const options = [...(control.options || [])];
  return control.value == (control.defaultValue ?? (options.find(o => o.defaultSelected) || options[0])?.value);
}

// undoRestoring takes back the values that the browser itself has put into controls: it
// fills forms again when a tab is restored or a person comes back to a page, and does
// not know which control is which. What a person has done already stays.
export function undoRestoring() {
  for (const control of document.querySelectorAll(controlSelector)) {
    const root = control.closest('[data-pn]');
    if (!root || control == document.activeElement || isPending(root.id) || isAsServed(control)) continue;
    if (isBox(control)) control.checked = control.defaultChecked;
    else if (control.options) for (const o of control.options) o.selected = o.defaultSelected;
    else control.value = control.defaultValue;
  }
}

// startControls begins to follow what a person does to controls.
export function startControls() {
  followTyping(isApplying, (control, value) => {
    const root = control.closest('[data-pn]');
    if (root && !isPending(root.id)) setControl(control, value);
  });
  addEventListener('keydown', moveInTabs);
}
