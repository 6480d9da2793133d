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

// listen turns what a person did into an event of the protocol.
const listen = e => {
  const at = e.target, c = at.closest?.('[data-pn]'), type = at.type;
  const push = (event, value) => pn.push({id: c.id, event, value});
  if (!c?.id || at.closest('[aria-disabled=true]')) return;
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
