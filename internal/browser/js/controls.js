// The values of controls. While a person uses a control, the server's value
// waits.
import {isApplying, isPending} from './queue.js';
import {controlOf, controlSelector, followTyping, isTyping, waiting} from './typing.js';

const kinds = {}; // of plugins: kind → {show(root, value)}

// defineKind lets a plugin's module define how its component shows a value.
export const defineKind = (kind, control) => { kinds[kind] = control; };

// isBusy reports whether a person is changing the control.
export const isBusy = control => !control.disabled && (isTyping(control) || control.type == 'range' && control.matches(':active'));

export function showValue(root, value) {
  const control = controlOf(root);
  if (kinds[root.dataset.pn]) kinds[root.dataset.pn].show(root, value);
  else if (root.localName == 'details') root.open = value;
  else if (root.dataset.pn == 'tabs') selectTab(root, value);
  else if (control) setControl(control, value);
}

export function setControl(control, value) {
  if (isBusy(control)) return waiting.set(control, value);
  waiting.delete(control);
  if (control.type == 'checkbox') control.checked = value;
  else if (control.value !== String(value)) control.value = value;
}

function selectTab(root, index) {
  [...root.querySelector('[role=tablist]').children].forEach((tab, i) => {
    tab.setAttribute('aria-selected', i == index);
    tab.tabIndex = i == index ? 0 : -1;
  });
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

function isAsServed(control) {
  if (control.type == 'checkbox') return control.checked == control.defaultChecked;
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
    if (control.type == 'checkbox') control.checked = control.defaultChecked;
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
