// The runtime of a page: it sends what a person does to the session, and
// applies the session's patches to the page.
import {act, actAgain, startBehaviours} from './behave.js';
import {defineKind, startControls, undoRestoring} from './controls.js';
import {syncModal} from './patch.js';
import {pushEvent, showQueue, takeKept} from './queue.js';
import {startSocket} from './socket.js';
import {startTheme} from './theme.js';

const pn = window.panelgo, script = document.getElementById('pn-runtime');

startTheme();
startControls();
syncModal();
pn.push = e => pushEvent(e, act);
takeKept();
pn.events.splice(0).forEach(pn.push);
undoRestoring();
showQueue(actAgain);
startBehaviours();
pn.define = defineKind;
startSocket();

// The styles of components that patches may bring, and the modules of plugins. Their
// URLs are relative to the runtime.
if (script.dataset.styles) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(script.dataset.styles, script.href);
  document.head.prepend(link);
}
for (const url of (script.dataset.modules || '').split(' ')) if (url) import(url);
