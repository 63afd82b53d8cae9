// Builds the sections in order.
const { el } = ecglens;
const main = document.querySelector('main');
for (const section of ecglens.sections) {
  const title = section.id + '-title';
  const container = el('section', { id: section.id, 'aria-labelledby': title },
    el('h2', { id: title }, section.title));
  main.append(container);
  section.render(container, ecglens.data);
}
