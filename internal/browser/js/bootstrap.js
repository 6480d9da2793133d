// The part of the runtime that stands in the page itself and runs before
// anything is painted: it sets the theme, opens the socket, and listens, so
// that nothing a person does is lost while the runtime is still on its way.
(() => {
const root = document.documentElement, set = root.dataset;
const pn = window.panelgo = {events: [], push: event => pn.events.push(event)};

try {
  const theme = localStorage.getItem('pn-theme');
  if (theme) set.theme = theme;
} catch {} // no storage: as the system has it

// say shows a line of text over the page; without one it goes away.
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

// What a person did becomes an event of the protocol.
const listen = e => {
  const at = e.target, c = at.closest?.('[data-pn]'), type = at.type;
  const push = (event, value) => pn.push({id: c.id, event, value});
  if (!c || at.closest('[aria-disabled=true]')) return;
  if (e.type == 'click') {
    const tab = at.closest('[role=tab]');
    if (c.localName == 'button') push('click');
    else if (tab) push('change', [...tab.parentNode.children].indexOf(tab));
    else if (at.closest('summary')?.parentNode == c) push('change', !c.open);
  } else if (e.type == 'change' || type == 'range') {
    push('change', type == 'checkbox' ? at.checked : type == 'range' || type == 'number' ? at.valueAsNumber : at.value);
  }
};
for (const type of ['click', 'input', 'change']) addEventListener(type, listen, true);

if (set.pnSession || set.pnView || 'pnWait' in set) {
  pn.open = () => new WebSocket(location.href.replace(/^http/, 'ws').replace(/#.*/, ''), 'panelgo.1');
  pn.socket = pn.open();
  if ('pnSpinner' in set) set.pnCover = '';
  // The cover goes away in any case; what failed is said.
  const fail = () => {
    delete set.pnCover;
    if (set.pnState != 'live') pn.say('This page could not be connected. What it shows may be out of date.');
  };
  pn.late = setTimeout(fail, 8000);
  pn.fail = fail;
}

// The runtime is fetched at once and runs when the page has been painted: it
// must not hold up what a person came for. In a window that nobody sees nothing
// is painted, and it runs soon.
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
