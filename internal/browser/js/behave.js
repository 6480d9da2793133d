// Behaviours: what a component does to others as soon as a person uses it, before the
// server knows. docs/protocol.md, section 4, has the rules. What they do is in behaviours.js,
// which only pages with behaviours load.
import {showValue, valueOf} from './controls.js';
import {emptyModal, noteClosed, syncModal} from './patch.js';
import {forgetOther} from './queue.js';
import {tell} from './socket.js';

// showOwn shows what elements show of their own state that a browser does not show by itself.
const showOwn = (root, value) => showValue(root, value, '[data-pn-shows=figure],[data-pn-shows=index]');

const {behaviours} = document.getElementById('pn-runtime').dataset; // the URL of behaviours.js
let does;    // what it exports, once it is there
let loading; // a promise that it is there or cannot be had

// loadBehaviours loads what behaviours do as soon as the page has any.
export const loadBehaviours = () => loading ??= document.querySelector('[data-pn-does]') && import(behaviours).then(m => {
  m.start({showValue, showOwn, valueOf, forgetOther});
  does = m;
}).catch(error => tell({type: 'fault', kind: 'behaviours', text: String(error)}));

// act shows what a person has done to a component, which has this value, and what the
// component does to others. It returns the states in which that leaves them. Where
// behaviours.js is still on its way, the server does what it can do.
export function act(root, value) {
  noteClosed();
  if (value !== undefined) showOwn(root, value);
  if (!root.dataset.pnDoes) return;
  if (!does) return void loading.then(() => does?.actLate(root, value));
  const states = does.act(root, value);
  syncModal();
  return states;
}

// actAgain shows once more what act has shown, after a patch that the server made before
// it knew; of a change the value too, which an earlier event may have set.
export function actAgain(root, value, states, isChange) {
  if (root.id == 'pn-modal') emptyModal(root);
  if (value !== undefined) isChange ? showValue(root, value, '[data-pn-shows]') : showOwn(root, value);
  does?.actAgain(root, states);
}

// followBehaviours follows a patch.
export function followBehaviours() {
  loadBehaviours();
  does?.filterAll();
}
