// The socket: going live, staying live, coming back.
import {hideBanner, showBanner, showEnd, showToast} from './notices.js';
import {applyPatch} from './patch.js';
import {acknowledge, closeQueue, isOwed, keepInputs, openQueue, renumber, setPage, tellInputs} from './queue.js';
import {openStream} from './stream.js';

const root = document.documentElement, page = root.dataset, pn = window.panelgo;
const wait = {first: 250, most: 8000, open: 10_000, answer: 35_000, asleep: 150_000};
let socket;
let failed = 0;               // WebSockets in a row that did not open; not counted once one did
let session = page.pnSession; // to resume; a view has none until it is live
let wasLive = false;
let ended = false;
let tries = 0;
let retryTimer;
let last = 0;                 // number of the last patch applied
let confirming = false;
let own = 0;                  // number of the patch that makes the page its session's
let news;                     // what the person is told then: level and text

const untold = [];            // messages for the server that wait for its welcome

const setState = state => { page.pnState = state; };
const send = message => socket.send(JSON.stringify(message));

function connect() {
  clearTimeout(retryTimer);
  socket = pn.socket || (failed > 1 ? openStream() : pn.open());
  pn.socket = null;
  const mine = socket;
  socket.onmessage = e => mine == socket && receive(JSON.parse(e.data));
  socket.onclose = e => mine == socket && lost(e);
  setTimeout(() => mine == socket && mine.readyState == WebSocket.CONNECTING && reconnect(), wait.open);
  if (socket.readyState == WebSocket.CLOSED) lost({}); // before the runtime had loaded
  else if (socket.readyState == WebSocket.OPEN) hello();
  else socket.onopen = hello;
}

// tell sends a message that is no event, once the server has welcomed the page.
export function tell(message) {
  if (page.pnState == 'live' && socket?.readyState == WebSocket.OPEN) send(message);
  else if (untold.length < 10) untold.push(message);
}

function hello() {
  if (failed < 2) failed = -Infinity;
  if (!session && !page.pnView) clearTimeout(pn.late); // an error page only waits
  send({type: 'hello', session, view: wasLive ? undefined : page.pnView, wait: +page.pnWait || undefined, last, inputs: tellInputs(wasLive)});
}

const messages = {
  welcome({session: token, resumed, ack, own: first, lost}) {
    session = token;
    own = first;
    tries = 0;
    if (!resumed) {
      last = 0;
      if (wasLive) renumber();
    }
    setPage(last, own);
    news = lost ? noPlace : !resumed && wasLive ? ['info', 'This page has been started anew. What you had entered was kept.'] : null;
    if (own <= last) tellNews();
    openQueue(send, ack);
    wasLive = wasLive || !!token; // without a session the page is still the view
    setState('live');
    untold.splice(0).forEach(tell);
    delete page.pnCover;
    clearTimeout(pn.late);
    hideBanner();
    performance.mark('pn-live');
  },
  patch({n, ack, ops}) {
    if (n <= last) return;
    if (n > last + 1) return reconnect();
    acknowledge(ack);
    try {
      if (applyPatch(ops, n <= own)) news = noPlace;
    } catch (err) {
      console.error(err);
      return end('This page has lost step with its server.');
    }
    last = n;
    setPage(n);
    if (n == own) tellNews();
    confirm();
  },
  ack: m => acknowledge(m.ack),
  notice: m => showToast(m.level, m.text),
  async problem(m) {
    if (!m.items?.length && !document.getElementById('pn-problem')) return;
    const {showProblem} = await import(document.getElementById('pn-runtime').dataset.dev);
    showProblem(m);
  },
  reload() {
    keepInputs();
    location.reload();
  },
};

const noPlace = ['warning', 'Something you had entered has no place on this page any more.'];

function tellNews() {
  if (news) showToast(...news);
  news = null;
}

const receive = message => messages[message.type]?.(message);

// confirm tells the server that a frame has shown a patch, so that the next may come. A
// page that nobody sees has no frames: it tells after a second.
function confirm() {
  if (confirming) return;
  confirming = true;
  const tell = n => {
    confirming = false;
    if (n <= last && socket?.readyState == WebSocket.OPEN) send({type: 'applied', n});
    if (n < last) confirm();
  };
  const frame = requestAnimationFrame(() => {
    clearInterval(unseen);
    setTimeout(tell, 0, last); // when the frame is done; patches that come before are not in it
  });
  const unseen = setInterval(() => {
    if (!document.hidden) return;
    clearInterval(unseen);
    cancelAnimationFrame(frame);
    tell(last);
  }, 1000);
}

function lost({code, reason}) {
  failed++;
  closeQueue();
  if (code == 1000) return end('This page has ended.');
  if (code == 1008 || code == 1009 || code == 4000) return end(reason || 'This page was ended.');
  setState('down');
  if (!wasLive && tries > 2) delete page.pnCover;
  showBanner(wasLive ? 'Reconnecting…' : 'Connecting…', 1000);
  if (tries == 2) probe();
  retry();
}

// probe finds out whether another try makes sense: a refused socket does not
// say why.
async function probe() {
  try {
    const answer = await fetch(location.pathname + location.search, {
      method: 'POST', redirect: 'manual', headers: {'Content-Type': 'application/json', 'Panelgo-Stream': 'probe'},
    });
    const {type, status} = answer, said = await answer.text();
    if (!isDown()) return;
    if (answer.headers.get('Panelgo-Stream') == 'foreign') return end(said.trim());
    if (type == 'opaqueredirect' || status == 401 || status == 403) end('This page asks you to sign in again.');
    if (status == 404) end('This page is no longer here.');
  } catch {} // no answer: the server may come back
}

// retry tries again: at once, then after growing and slightly random delays, so
// that a server that comes back is not asked by all pages at once. After
// several tries it waits until someone looks at the page.
function retry() {
  if (document.hidden && tries > 2) return;
  const delay = !navigator.onLine ? wait.most : tries ? Math.min(wait.first * 2 ** (tries - 1), wait.most) : 0;
  tries++;
  clearTimeout(retryTimer);
  retryTimer = setTimeout(connect, delay * (1 + Math.random() / 4));
}

function reconnect() {
  const old = socket;
  socket = null;
  old.close();
  lost({});
}

function end(text) {
  ended = true;
  const old = socket;
  socket = null;
  old?.close();
  closeQueue();
  clearTimeout(retryTimer);
  clearTimeout(pn.late);
  delete page.pnCover;
  setState('ended');
  showEnd(text);
}

const isLoopback = /^(localhost|127\.|\[::1\])/.test(location.hostname);
const isDown = () => page.pnState == 'down' && !ended;

function tryNow() {
  if (!isDown() || document.hidden || socket?.readyState == WebSocket.CONNECTING) return;
  tries = 0;
  retry();
}

// look finds dead sockets: the machine was asleep, or the server does not
// answer an event.
let looked = Date.now();

function look() {
  const now = Date.now(), slept = now - looked > wait.asleep; // hidden pages look once a minute
  looked = now;
  if (page.pnState == 'live' && (slept || isOwed(wait.answer))) reconnect();
}

export function startSocket() {
  if (!pn.open) return; // not a live page
  setState('connecting');
  connect();
  setInterval(look, 15_000);
  addEventListener('online', () => page.pnState == 'live' ? reconnect() : tryNow());
  addEventListener('offline', () => !ended && !isLoopback && showBanner('You are offline'));
  document.addEventListener('visibilitychange', tryNow);
  // A page in the back/forward cache must not hold a socket.
  addEventListener('pagehide', () => {
    if (ended) return;
    const old = socket;
    socket = null;
    closeQueue();
    clearTimeout(retryTimer);
    old?.close();
    setState('down');
  });
  addEventListener('pageshow', e => e.persisted && tryNow());
}
