// A frame around the components that the script has put in.
export default {
  mount(root) {
    root.attachShadow({mode: 'open'}).innerHTML = '<fieldset><legend>Frame</legend><slot></slot></fieldset>';
  },
};
