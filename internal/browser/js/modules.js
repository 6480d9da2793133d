// The modules of kinds of component: a kind's own script, which is loaded when the first
// component of the kind stands in the page. docs/components.md says what a module is.
// kinds.js loads this file and is all that the rest of the runtime knows of it.
import {fetchModule} from './fetchmodule.js';
import {checked, forget, pace} from './pushes.js';

let urls;                  // name → where its module is
let push, report;          // sends an event, tells the server of a fault
const kinds = new Map();   // name → {url, module: a promise of what it exports}
const mounted = new Map(); // root element → what is mounted there, see mount
const patience = 10_000;   // ms in which a module should have mounted

const page = document.documentElement, isDev = !!document.getElementById('pn-runtime').dataset.dev;
const isDark = matchMedia('(prefers-color-scheme: dark)');
const theme = () => page.dataset.theme || (isDark.matches ? 'dark' : 'light');

export function start(all, pushEvent, tell) {
  [urls, push, report] = [all, pushEvent, tell];
  isDark.addEventListener('change', updateAll);
  new MutationObserver(updateAll).observe(page, {attributeFilter: ['data-theme']});
  tend([]);
}

const updateAll = () => { for (const at of mounted.values()) call(at, 'update'); };

const load = kind => kind.module ??= fetchModule(kind.url, isDev);

// tend mounts the components that have come to the page and unmounts those that have left
// it, or whose module has changed. touched are the ids of the components that a patch has
// touched.
export function tend(touched) {
  for (const [name, url] of urls) if (kinds.get(name)?.url != url) kinds.set(name, {url});
  for (const at of mounted.values()) {
    if (!at.root.isConnected || at.root.dataset.pn != at.name || kinds.get(at.name) != at.kind) {
      unmount(at);
      continue;
    }
    if (touched.includes(at.root.id)) call(at, 'update');
    if (at.mark && !at.mark.isConnected) sign(at, at.mark.textContent);
  }
  for (const [name, kind] of kinds) {
    for (const root of document.querySelectorAll(`[data-pn="${name}"]`)) if (!mounted.has(root)) mount(root, name, kind);
  }
}

async function mount(root, name, kind) {
  const at = {root, name, kind, stop: new AbortController()}; // and module, live, mark, failed
  mounted.set(root, at);
  const late = setTimeout(() => fail(at, `it has not mounted after ${patience / 1000} s`, true), patience);
  try {
    const module = await load(kind);
    if (at.stop.signal.aborted) return;
    at.module = Object.create(module); // so that "this" is the component's own
    await at.module.mount?.(root, context(at));
    at.live = true;
    if (at.stop.signal.aborted) return at.failed || call(at, 'unmount');
    at.mark = at.mark?.remove();
    if (root.dataset.pnValue) call(at, 'show', JSON.parse(root.dataset.pnValue));
  } catch (error) {
    fail(at, error);
  } finally {
    clearTimeout(late);
  }
}

const context = at => ({
  push(event, value) {
    if (at.stop.signal.aborted) return;
    try {
      const json = checked(event, value);
      if (event == 'change') at.root.dataset.pnValue = json;
      pace({id: at.root.id, event, value: json && JSON.parse(json)}, push);
    } catch (error) {
      fail(at, error);
    }
  },
  signal: at.stop.signal,
  get theme() { return theme(); },
});

function unmount(at) {
  mounted.delete(at.root);
  at.mark?.remove();
  at.stop.abort();
  if (!at.failed) call(at, 'unmount');
}

// call calls a function of a mounted module.
async function call(at, name, ...args) {
  if (!at.live || at.failed) return;
  try {
    await at.module[name]?.(at.root, ...args);
  } catch (error) {
    fail(at, error);
  }
}

// show has the module of a component show a value. Before it has mounted, the value waits
// in the page.
export function show(root, value) {
  const at = mounted.get(root);
  if (at) call(at, 'show', value);
}

// fail shows in place of a component that its module has failed, and tells the server, with
// the place in the module's own files.
function fail(at, error, late) {
  if (at.failed) return;
  const text = `${at.name}: ${textOf(error)}`;
  if (!late) {
    at.failed = true;
    at.stop.abort();
    forget(at.root.id);
  }
  console.error('panelgo:', at.name, error);
  if (mounted.get(at.root) == at) sign(at, isDev ? text : late ? 'This part of the page is not ready yet.' : 'This part of the page does not work.');
  if (error?.told) return; // the server knows: it has made this module
  const place = String(error?.stack ?? '').split('\n').find(line => /^\s+at /.test(line) && !line.includes(import.meta.url));
  report({type: 'fault', kind: at.name, text: `${text} ${place?.trim() ?? ''}`.trim().slice(0, 1000)});
}

// textOf returns what was thrown as text: it need not be an error.
function textOf(thrown) {
  try {
    return String(thrown?.message ?? thrown);
  } catch {
    return 'it has thrown what has no text';
  }
}

function sign(at, text) {
  at.mark ??= Object.assign(document.createElement('p'), {className: 'pn-fault', role: 'alert'});
  at.mark.textContent = text;
  const inside = at.root.shadowRoot || at.root.hasAttribute('data-pn-own') && at.root;
  if (inside) inside.prepend(at.mark); // at the end, what fills the element would cover it
  else at.root.append(at.mark); // paths of operations count the elements before it
}
