// The error overlay of development. It is loaded when there is something to
// show, and lives in a shadow tree, where the page's styles do not apply.
const styles = `
:host{position:fixed;inset:0;z-index:2147483647;display:grid;place-items:center;padding:16px;background:#0009;font:15px/1.5 system-ui,sans-serif}
section{box-sizing:border-box;width:min(860px,100%);max-height:100%;overflow:auto;padding:20px 24px;border-radius:12px;border-top:4px solid #f0596b;background:#1b1d24;color:#eceef3;box-shadow:0 16px 60px #000a}
header{display:flex;gap:16px;align-items:start}
h2{flex:1;margin:0;font-size:18px}
button{border:0;border-radius:6px;padding:2px 10px;background:#353945;color:inherit;font:inherit;cursor:pointer}
button:focus-visible{outline:2px solid #8fb6ff;outline-offset:2px}
article{margin-top:16px}
article>div{color:#9fb8e8;font:13px/1.5 ui-monospace,monospace;overflow-wrap:anywhere}
p{margin:2px 0 6px;white-space:pre-wrap;overflow-wrap:anywhere;color:#ffb3bc}
pre{margin:0;padding:10px 12px;overflow:auto;border-radius:6px;background:#0f1116;font:13px/1.5 ui-monospace,monospace;tab-size:4}
footer{margin-top:16px;color:#a5acbb;font-size:13px}
`;

let host, back;

const element = (tag, text, ...children) => {
  const e = document.createElement(tag);
  if (text) e.textContent = text;
  e.append(...children);
  return e;
};

const place = ({file, line, column}) => [file, line, column].filter(Boolean).join(':');

// caret marks the column under the source line, after the same tabs.
const caret = (source, column) => column > 0 ? '\n' + source.slice(0, column - 1).replace(/[^\t]/g, ' ') + '^' : '';

function article(item) {
  const at = place(item), source = item.source || '';
  const parts = [element('p', item.message)];
  if (at) parts.unshift(element('div', at));
  if (source) parts.push(element('pre', source + caret(source, item.column)));
  return element('article', '', ...parts);
}

function hide() {
  removeEventListener('keydown', onKey, true);
  host?.remove();
  host = null;
  back?.focus?.({preventScroll: true});
}

function onKey(e) {
  if (e.key != 'Escape') return;
  e.stopPropagation();
  hide();
}

// showProblem shows errors; without items it removes the overlay.
export function showProblem({title, items}) {
  if (host) hide();
  if (!items?.length) return;
  back = document.activeElement;
  host = element('div');
  host.id = 'pn-problem';
  host.setAttribute('role', 'alertdialog');
  host.setAttribute('aria-label', title);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  const shadow = host.attachShadow({mode: 'open'}), close = element('button', 'Close');
  shadow.adoptedStyleSheets = [sheet];
  close.onclick = hide;
  shadow.append(element('section', '',
    element('header', '', element('h2', title), close),
    ...items.map(article),
    element('footer', 'Esc closes this. It goes away by itself when the script is good again.')));
  document.body.append(host);
  addEventListener('keydown', onKey, true);
  close.focus();
}
