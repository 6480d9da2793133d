// The runtime of a page: it sends what a person does to the session, and
// applies the session's patches to the page.
import {act, actAgain, loadBehaviours} from './behave.js';
import {startControls, undoRestoring} from './controls.js';
import {startKinds} from './kinds.js';
import {showToast} from './notices.js';
import {syncModal} from './patch.js';
import {pushEvent, showQueue, takeKept} from './queue.js';
import {startSocket} from './socket.js';
import {startTheme} from './theme.js';

const pn = window.panelgo, script = document.getElementById('pn-runtime');

await loadBehaviours(); // what a person has done already acts on others
startTheme();
startControls();
syncModal();
pn.push = e => pushEvent(e, act) && showToast('warning', 'Too much waits for the server. What you do now is lost.');
takeKept();
pn.events.splice(0).forEach(pn.push);
undoRestoring();
showQueue(actAgain);
startSocket();
startKinds();

// The styles of what only a live page shows. Their URL is relative to the runtime.
if (script.dataset.styles) {
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = new URL(script.dataset.styles, script.href);
  document.head.prepend(link);
}
