// A lamp that a click makes brighter.
import {brightest} from './lib/levels.js';

export default {
  mount(root, ctx) {
    root.innerHTML = '<button type="button"></button> <output></output>';
    const button = root.querySelector('button');
    button.addEventListener('click', () => {
      this.value = {...this.value, level: Math.min(this.value.level + 1, brightest)};
      this.draw(root);
      ctx.push('change', this.value);
      if (this.value.level == brightest) ctx.push('ring', 3);
    }, {signal: ctx.signal});
    this.ctx = ctx;
    (window.lamps ??= []).push('mounted ' + root.className);
  },

  draw(root) {
    root.querySelector('button').textContent = this.value.name;
    root.querySelector('output').textContent = `level ${this.value.level}, ${this.ctx.theme}`;
  },

  show(root, value) {
    this.value = value;
    this.draw(root);
  },

  update(root) {
    this.draw(root);
    window.lamps.push('updated ' + root.style.width);
  },

  unmount(root) {
    window.lamps.push(`unmounted ${root.className} ${this.ctx.signal.aborted}`);
  },
};
