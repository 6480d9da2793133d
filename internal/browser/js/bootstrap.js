// The part of the runtime that is inline in the page and runs before the first
// paint: it sets the theme, opens the socket and listens for events, so that
// nothing a person does is lost before the runtime has loaded.
(() => {
const root = document.documentElement, set = root.dataset;
const pn = window.panelgo = {events: [], push: event => pn.events.push(event)};

try {
  const theme = localStorage.getItem('pn-theme');
  if (theme) set.theme = theme;
} catch {} // no storage: use the theme of the system

// say shows a line of text over the page, or removes it if there is no text.
pn.say = text => {
  let bar = document.getElementById('pn-banner');
  if (!text) return bar?.remove();
  if (!bar) {
    bar = document.createElement('div');
    bar.id = 'pn-banner';
    bar.setAttribute('role', 'status');
    document.body.append(bar);
  }
  bar.textContent = text;
  return bar;
};

// within returns the elements of a component that a selector matches, without those of
// components that stand in it.
pn.within = (root, selector) => [root, ...root.querySelectorAll(selector)].filter(e => e.matches(selector) && e.closest('[data-pn]') == root);

// number keeps whole numbers that JavaScript cannot hold as text.
const number = text => text === '' ? null : Number.isSafeInteger(+text) || !/^-?\d+$/.test(text) ? +text : text;
const alike = (root, as) => pn.within(root, `[data-pn-sends$=" ${as}"]`);
const values = {
  text: e => e.value,
  number: e => number(e.value),
  checked: e => e.checked,
  list: (e, root) => (e.selectedOptions ? [...e.selectedOptions] : alike(root, 'list').filter(x => x.checked)).map(x => x.value),
  pair: (e, root) => alike(root, 'pair').map(x => number(x.value)),
  index: e => [...e.parentNode.children].indexOf(e),
  open: e => e.closest('details').open,
};

// read returns the event that an element sends, and the value of its state: see
// docs/protocol.md, section 4.
pn.read = (e, root) => {
  const [event, as] = e.dataset.pnSends.split(' ');
  return {event, as, value: as && values[as](e, root)};
};

// listen turns what a person did into an event of the protocol.
const listen = e => {
  const at = e.target.closest?.('[data-pn-sends]'), root = at?.closest('[data-pn]');
  if (!root?.id || at.closest('[aria-disabled=true]')) return;
  const isUsed = !at.matches('input,select,textarea') ? e.type == 'click' : e.type == 'change' || e.type == 'input' && at.type == 'range';
  if (!isUsed) return;
  const {event, as, value} = pn.read(at, root);
  pn.push({id: root.id, event, value: as == 'open' ? !value : value, final: e.type != 'input'}); // a click opens after it was heard
};
for (const type of ['click', 'input', 'change']) addEventListener(type, listen, true);

if (set.pnSession || set.pnView || 'pnWait' in set) {
  pn.open = () => new WebSocket(location.href.replace(/^http/, 'ws').replace(/#.*/, ''), 'panelgo.2');
  pn.socket = pn.open();
  if ('pnSpinner' in set) set.pnCover = '';
  // The cover is removed in any case; a failure is shown.
  const fail = () => {
    delete set.pnCover;
    if (set.pnState != 'live') pn.say('This page could not be connected. What it shows may be out of date.');
  };
  pn.late = setTimeout(fail, 8000);
  pn.fail = fail;
}

// The runtime is fetched at once but runs after the first paint, so that it
// does not delay the content. A hidden window paints nothing, so there it runs
// after a short time.
let begun;
const begin = () => {
  const runtime = document.getElementById('pn-runtime');
  if (runtime && !begun) begun = import(runtime.href).catch(() => pn.fail?.());
};
addEventListener('DOMContentLoaded', () => {
  requestAnimationFrame(() => setTimeout(begin));
  setTimeout(begin, 200);
});
})();
