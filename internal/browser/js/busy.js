// Which components wait for the server: what a person did to them is under way for longer
// than a moment.
import {byId} from './queue.js';

const moment = 150; // ms that nobody takes for waiting
const under = new Map(); // number of an event → its component's id, and the timer until it shows

const show = ({id}, on) => byId(id)?.toggleAttribute('data-pn-busy', on);

// sentEvent notes that an event is under way.
export function sentEvent({seq, id}) {
  arrived(seq);
  const e = {id, timer: setTimeout(() => show(e, true), moment)};
  under.set(seq, e);
}

// arrived notes that the server has taken an event.
export function arrived(seq) {
  const e = under.get(seq);
  if (!e) return;
  under.delete(seq);
  clearTimeout(e.timer);
  if (![...under.values()].some(x => x.id == e.id)) show(e, false);
}

// nothingUnderWay notes that the connection is lost: what the server has not taken waits
// in the queue, and the page says so.
export const nothingUnderWay = () => [...under.keys()].forEach(arrived);
