// The theme before the first drawing: kept choice, else the system's.
let kept = null;
try {
  kept = localStorage.getItem('ecglens-theme');
} catch (blocked) {
  // A page from disk may be refused a memory; the system's theme will do.
}
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const theme = kept === 'light' || kept === 'dark' ? kept : dark ? 'dark' : 'light';
document.documentElement.dataset.theme = theme;
document.documentElement.classList.add('scripted');
