// Messages to the person: a banner about the connection, and toasts.
import {byId} from './queue.js';

const say = window.panelgo.say;
const maxToasts = 5;
let bannerTimer = 0, bannerText;

// showBanner shows a line over the page after a delay in ms, so that short
// interruptions go unmentioned.
export function showBanner(text, delay = 0) {
  bannerTimer ||= setTimeout(() => {
    bannerTimer = 0;
    say(bannerText);
  }, delay);
  bannerText = text;
}

export function hideBanner() {
  clearTimeout(bannerTimer);
  bannerTimer = 0;
  say();
}

// showEnd says that the page will not continue by itself.
export function showEnd(text) {
  hideBanner();
  const bar = say(text), again = document.createElement('button');
  bar.setAttribute('role', 'alert');
  again.type = 'button';
  again.textContent = 'Load anew';
  again.onclick = () => location.reload();
  bar.append(again);
}

export function showToast(level, text) {
  let list = byId('pn-toasts');
  if (!list) {
    list = document.createElement('div');
    list.id = 'pn-toasts';
    list.setAttribute('role', 'log');
    document.body.append(list);
  }
  const toast = document.createElement('div'), close = document.createElement('button');
  toast.className = 'pn-toast';
  toast.dataset.level = level;
  if (level == 'error') toast.setAttribute('role', 'alert');
  close.type = 'button';
  close.textContent = '×';
  close.setAttribute('aria-label', 'Dismiss');
  close.onclick = () => toast.remove();
  toast.append(text, close);
  list.append(toast);
  if (list.children.length > maxToasts) list.firstChild.remove();
  const leave = () => toast.matches(':hover,:focus-within') ? setTimeout(leave, 2000) : toast.remove();
  setTimeout(leave, level == 'error' ? 12000 : 6000);
}
