// Patches: the operations by which the page follows its session.
import {actAgain, followBehaviours} from './behave.js';
import {showValue, valueOf} from './controls.js';
import {forgetKeys} from './key.js';
import {tendModules, useModule} from './kinds.js';
import {discard, emptyLimbo, insert, parse, place, replace} from './morph.js';
import {beginPatch, byId, endPatch, forgetInput, isPending, pushEvent} from './queue.js';
import {moveTyped, typed} from './typing.js';

function component(id) {
  const root = byId(id);
  if (!root) throw new Error('no component ' + id);
  return root;
}

function follow(id, path) {
  const at = path.reduce((e, i) => e?.children[i], component(id));
  if (!at) throw new Error(`no element ${path} in ${id}`);
  return at;
}

// naming matches what components are known by, see key.js.
const naming = '.pn-label,summary,button';

const styles = new Map(); // kind → its sheet, if it came after the page

const operations = {
  html(id, html) {
    forgetKeys();
    replace(component(id), parse(html));
  },
  text(id, path, text) {
    const at = follow(id, path), only = at.childNodes.length == 1 && at.firstChild;
    if (at.closest(naming)) forgetKeys();
    if (only.nodeType == 3) only.data = text;
    else at.textContent = text;
  },
  append(id, path, text) {
    const at = follow(id, path);
    if (at.closest(naming)) forgetKeys();
    if (at.lastChild?.nodeType == 3) at.lastChild.appendData(text);
    else at.append(text);
  },
  attr(id, path, name, value) {
    const at = follow(id, path);
    if (value === null) at.removeAttribute(name);
    else at.setAttribute(name, value);
    if (name.startsWith('data-pn-')) forgetKeys();
  },
  value(id, value) {
    if (isPending(id)) return; // the person has changed it since
    forgetInput(id, value);
    showValue(component(id), value);
  },
  children(id, path, items) {
    const at = follow(id, path);
    forgetKeys();
    const wanted = items.map(item => item[0] == '<' ? parse(item) : component(item));
    for (const child of [...at.childNodes]) if (!wanted.includes(child)) discard(child);
    let next = at.firstChild;
    for (const child of wanted) {
      if (child == next) next = next.nextSibling;
      else if (child.isConnected) place(at, child, next);
      else insert(at, child, next);
    }
  },
  style(kind, css) {
    if (!styles.has(kind)) {
      styles.set(kind, new CSSStyleSheet());
      document.adoptedStyleSheets.push(styles.get(kind));
    }
    styles.get(kind).replaceSync(`@layer components{${css}}`);
  },
  module: useModule,
  title(text) {
    document.title = text;
    for (const e of document.querySelectorAll('[data-pn-title]')) e.textContent = text;
  },
};

// touching are the operations that change what a component shows beside its value.
const touching = ['html', 'text', 'append', 'attr', 'children'];

// applyPatch applies operations in order, synchronously. Focus and selection
// survive, even where an element had to be moved by removing it. Where the page of
// another session becomes that of its own, the text that is being typed goes by its key;
// then applyPatch reports whether it has found no place.
export function applyPatch(ops, becomes) {
  noteClosed();
  const focused = document.activeElement, {selectionStart: start, selectionEnd: end} = focused || {};
  const typing = becomes && typed();
  beginPatch(becomes);
  try {
    for (const [name, ...rest] of ops) operations[name](...rest);
  } finally {
    emptyLimbo();
    endPatch(showValue, valueOf, actAgain);
    followBehaviours();
  }
  if (focused && focused != document.activeElement && focused.isConnected) {
    focused.focus({preventScroll: true});
    if (start != null) focused.setSelectionRange(start, end);
  }
  tendModules(ops.filter(([name]) => touching.includes(name)).map(op => op[1]));
  syncModal();
  return typing && moveTyped(typing);
}

// syncModal opens the dialog while the modal area has visible content. When a person closes
// it, that is hidden, here and then by the session, which is told.
let isOpen = false; // as far as syncModal knows: a person may have closed the dialog since

const modal = () => byId('pn-modal');
const hasContent = area => !area.hidden && [...area.children].some(c => !c.hidden);

export function syncModal() {
  const area = modal(), dialog = area?.closest('dialog');
  if (!dialog) return;
  dialog.onclose = noteClosed;
  const wanted = hasContent(area);
  if (wanted && !isOpen) dialog.showModal();
  if (!wanted) dialog.close();
  isOpen = wanted;
}

// noteClosed finds out whether a person has closed the dialog: the browser tells it later.
export function noteClosed() {
  const area = modal();
  if (!isOpen || area.closest('dialog').open) return;
  isOpen = false;
  if (hasContent(area)) pushEvent({id: area.id, event: 'close'}, emptyModal);
}

// emptyModal hides what the modal area shows.
export function emptyModal(area) {
  for (const child of area.children) child.hidden = true;
}
