// The theme: light, dark, or that of the system. The choice is kept in the
// browser; the bootstrap script applies it before the first paint.
const themes = ['system', 'light', 'dark'];
const root = document.documentElement;

function applyTheme(name) {
  if (name == 'system') delete root.dataset.theme;
  else root.dataset.theme = name;
  for (const button of document.querySelectorAll('[data-pn-theme-toggle]')) {
    button.setAttribute('aria-label', 'Theme: ' + name);
    button.title = 'Theme: ' + name;
  }
}

function nextTheme() {
  const name = themes[(themes.indexOf(root.dataset.theme || 'system') + 1) % themes.length];
  applyTheme(name);
  try {
    if (name == 'system') localStorage.removeItem('pn-theme');
    else localStorage.setItem('pn-theme', name);
  } catch {} // no storage: the choice lasts until the page is left
}

export function startTheme() {
  applyTheme(root.dataset.theme || 'system');
  addEventListener('click', e => e.target.closest?.('[data-pn-theme-toggle]') && nextTheme());
  addEventListener('storage', e => e.key == 'pn-theme' && applyTheme(e.newValue || 'system'));
}
