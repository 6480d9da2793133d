// What TestKinds asks of a page: the faults of its console and policy, the events that it
// has sent, and the controls of the component that the element .example holds.
window.faults = [];
window.sent = [];
addEventListener('error', e => faults.push(e.message || `not loaded: ${e.target.src || e.target.href}`), true);
addEventListener('unhandledrejection', e => faults.push(String(e.reason)));
document.addEventListener('securitypolicyviolation', e => faults.push(`policy: ${e.violatedDirective} ${e.blockedURI}`));
for (const level of ['error', 'warn']) {
  const write = console[level];
  console[level] = (...all) => { faults.push(all.join(' ')); write.apply(console, all); };
}
const send = WebSocket.prototype.send;
WebSocket.prototype.send = function (text) {
  const message = JSON.parse(text);
  if (message.type == 'event') sent.push(message);
  return send.call(this, text);
};

window.example = () => document.querySelector('.example > [data-pn]');

// controls are the elements by which a person uses the component: those that send, and in
// an element of its module all that can have the focus.
window.controls = () => [example(), ...example().querySelectorAll('*')].filter(e => e.closest('[data-pn]') == example()
  && (e.dataset.pnSends || e.closest('[data-pn-own]') && e.matches('input, select, textarea, button')));

// typeOf says how a control is used.
window.typeOf = e => e.role == 'tab' ? 'tab' : e.matches('input') ? e.type : e.localName;

// groupOf names the controls between which the arrow keys move, of which Tab reaches one.
window.groupOf = e => e.type == 'radio' ? 'radio ' + e.name : e.role == 'tab' ? 'tablist' : String(controls().indexOf(e));

// isOn reports whether the control is the one of its group that is picked.
window.isOn = e => e.type == 'radio' && e.checked || e.ariaSelected == 'true';

// state is what the controls show.
window.state = () => JSON.stringify(controls().map(e => [e.value, e.checked, e.ariaSelected, e.closest('details')?.open]));

// middle is where a control can be clicked; of a slider, right of its middle.
window.middle = e => {
  e.scrollIntoView({block: 'center'});
  const {left, top, width, height} = e.getBoundingClientRect();
  return JSON.stringify([left + width * (e.type == 'range' ? .75 : .5), top + height / 2]);
};
