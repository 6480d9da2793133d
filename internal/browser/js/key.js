// Keys: what makes a control the same one in another run of the app, by the rules of
// docs/protocol.md, section 8.
let keys; // component root → key, until the structure of the page changes

// forgetKeys says that components, labels or titles have changed.
export const forgetKeys = () => { keys = null; };

const known = () => keys ||= findKeys();

// keyOf returns the key of a component, '' if it has none.
export const keyOf = root => (root && known().get(root)) || '';

// rootOf returns the component that has a key, if there is one.
export function rootOf(key) {
  for (const [root, has] of known()) if (key && has == key) return root;
}

const line = text => text.replaceAll('\n', ' ');

// ownKey returns a component's own key below those of its ancestors, '' without one.
function ownKey(root) {
  if (!root.dataset.pnKey) return '';
  const path = [];
  for (let e = root; e; e = e.parentElement) if (e.dataset.pnKey) path.unshift(e.dataset.pnKey);
  return ['key', ...path].join('\n');
}

// nearOf returns the name of the nearest ancestor with a key or a title.
function nearOf(root) {
  const part = root.parentElement.closest('[data-pn-key],[data-pn-section]');
  return part && (ownKey(part.closest('[data-pn]')) || 'title\n' + line(part.dataset.pnSection));
}

function findKeys() {
  const labels = new Map(), alike = new Map(), roots = [], found = new Map(), taken = new Map();
  for (const e of document.querySelectorAll('[data-pn] .pn-label,[data-pn]>summary')) {
    const root = e.closest('[data-pn]');
    if (!labels.has(root)) labels.set(root, e);
  }
  for (const root of document.querySelectorAll('[data-pn]:not([id^=pn-])')) {
    const label = labels.get(root) || (root.localName == 'button' ? root : null);
    const name = root.dataset.pn + '\n' + line(label ? label.textContent : '');
    roots.push([root, name]);
    alike.set(name, (alike.get(name) || 0) + 1);
  }
  for (const [root, name] of roots) {
    let key = ownKey(root);
    if (!key && alike.get(name) == 1) key = 'label\n' + name;
    const near = !key && nearOf(root);
    if (near) key = 'in\n' + near + '\n' + name;
    if (!key) continue;
    if (taken.has(key)) found.delete(taken.get(key));
    else if (key.length <= 1000) found.set(root, key);
    taken.set(key, root);
  }
  for (const root of document.querySelectorAll('[data-pn][id^=pn-]')) found.set(root, root.id);
  return found;
}
