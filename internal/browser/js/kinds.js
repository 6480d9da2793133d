// The kinds of component that have a module. What they need of the runtime is in modules.js,
// which only pages with such a kind load.
import {pushEvent} from './queue.js';
import {tell} from './socket.js';

const script = document.getElementById('pn-runtime');
const urls = new Map(); // name → where its module is
let modules;            // what modules.js exports, once it is there
let loading;

// startKinds begins with the kinds of the first view.
export function startKinds() {
  for (const link of document.querySelectorAll('link[data-pn-kind]')) useModule(link.dataset.pnKind, link.href);
}

// useModule says where the module of a kind is, relative to the runtime. Another one than
// before takes the place of that.
export function useModule(name, url) {
  urls.set(name, new URL(url, script.href).href);
  loading ??= import(script.dataset.modules).then(m => {
    modules = m;
    m.start(urls, pushEvent, tell);
  }, error => tell({type: 'fault', kind: name, text: String(error)}));
}

// tendModules follows a patch that has touched the components of ids.
export const tendModules = ids => modules?.tend(ids);

// showInModule shows a value in the component's module, if its kind has one.
export function showInModule(root, value) {
  if (!urls.has(root.dataset.pn)) return;
  root.dataset.pnValue = JSON.stringify(value);
  modules?.show(root, value);
}
