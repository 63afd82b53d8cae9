// Builds the page: sections in order, menu, choice of the target, theme, print.
const { el } = ecglens;
const root = document.documentElement;
const main = document.querySelector('main');
const menu = document.getElementById('menu');

menu.append(el('li', null, el('a', { href: '#verdict' }, 'Verdict')));
for (const section of ecglens.sections) {
  const title = section.id + '-title';
  const container = el('section', { id: section.id, 'aria-labelledby': title }, el('h2', { id: title }, section.title));
  main.append(container);
  menu.append(el('li', null, el('a', { href: '#' + section.id }, section.nav || section.title)));
  ecglens.attempt(container, () => section.render(container, ecglens.data));
}

if (ecglens.targets.length > 1) {
  document.getElementById('target').append(
    ecglens.select('Target', ecglens.targets.map((target) => [target, target]), ecglens.target, ecglens.choose));
}

const button = document.getElementById('theme');
function name() {
  button.textContent = root.dataset.theme === 'dark' ? 'Light' : 'Dark';
  button.setAttribute('aria-label', 'Change to the ' + button.textContent.toLowerCase() + ' theme');
}
button.addEventListener('click', () => {
  root.dataset.theme = root.dataset.theme === 'dark' ? 'light' : 'dark';
  try {
    localStorage.setItem('ecglens-theme', root.dataset.theme);
  } catch (blocked) {
    // Without a memory the choice holds until the page is closed.
  }
  name();
  ecglens.redraw();
});
name();

// On paper: light, as wide as the sheet, and nothing folded but the values of charts.
const PAPER = 680;
let before = null;
addEventListener('beforeprint', () => {
  before = { theme: root.dataset.theme, closed: [...document.querySelectorAll('details:not([open]):not(.values)')] };
  root.dataset.theme = 'light';
  root.dataset.printing = 'true';
  for (const details of before.closed) {
    details.open = true;
    if (details.fresh) {
      details.fresh();
    }
  }
  ecglens.redraw(PAPER);
});
addEventListener('afterprint', () => {
  root.dataset.theme = before.theme;
  delete root.dataset.printing;
  before.closed.forEach((details) => (details.open = false));
  ecglens.redraw();
});
