// Text that a person is typing and has not committed: nobody but the browser has it yet.
import {keyOf, rootOf} from './key.js';

const editing = new WeakSet();        // controls with such text
const moved = new WeakSet();          // those with text that was typed into others: the browser does not commit it
export const waiting = new WeakMap(); // control that is being edited → the server's value for it

export const controlSelector = 'input,select,textarea';
export const controlOf = root => root.matches(controlSelector) ? root : root.querySelector(controlSelector);

const isText = control => control.matches?.('textarea,input:not([type=checkbox],[type=radio],[type=range])');

export const isTyping = control => editing.has(control);

// typed returns the text that is being typed, with its control, component and key; a
// falsy value if there is none.
export function typed() {
  const control = document.activeElement, root = editing.has(control) && control.closest('[data-pn]');
  return root && {control, root, key: keyOf(root), text: control.value, start: control.selectionStart, end: control.selectionEnd};
}

// moveTyped moves typed text to the control which now has the key of the one that it was
// typed into. It reports whether there is none.
export function moveTyped({control, key, text, start, end}) {
  const root = rootOf(key), to = root && controlOf(root);
  if (to == control) return;
  if (waiting.has(control)) control.value = waiting.get(control);
  forget(control);
  control.blur();
  if (!to || !isText(to)) return true;
  waiting.set(to, to.value);
  editing.add(to);
  moved.add(to);
  to.value = text;
  to.focus({preventScroll: true});
  if (start != null) to.setSelectionRange(start, end);
}

function forget(control) {
  for (const known of [editing, moved, waiting]) known.delete(control);
}

// followTyping begins to follow what is typed. isIgnored reports whether what happens is
// not of a person. left is called with a control that is left without a change, and with
// the value that the server has for it.
export function followTyping(isIgnored, left) {
  const on = (type, follow) => addEventListener(type, e => isIgnored() || follow(e.target), true);
  const start = control => isText(control) && !editing.has(control) && waiting.set(control, control.value);
  on('beforeinput', start);
  on('input', control => isText(control) && editing.add(control));
  on('change', forget);
  on('focusout', control => {
    if (moved.has(control)) control.dispatchEvent(new Event('change', {bubbles: true}));
    const value = waiting.get(control);
    forget(control);
    if (value !== undefined) left(control, value);
  });

  const at = document.activeElement; // before the runtime has run
  if (!isText(at) || at.value == at.defaultValue) return;
  waiting.set(at, at.defaultValue);
  editing.add(at);
}
