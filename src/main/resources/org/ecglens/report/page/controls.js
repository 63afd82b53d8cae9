// Choices: selects beside a chart, and the legend that takes methods off and on.
const { el, svg } = ecglens;
let ids = 0;

/** A select with its label: values are [value, text] pairs. */
ecglens.select = (label, values, chosen, onchange) => {
  const id = 'choice-' + ++ids;
  const select = el('select', { id, onchange: () => onchange(select.value) },
    values.map(([value, text]) => el('option', { value, selected: value === chosen }, text)));
  return el('span', { class: 'choice' }, el('label', { for: id }, label), select);
};

/**
 * Selects, and a part below that follows them: render(body, chosen), where chosen has a value for
 * each choice's name. A choice with a single value is made without asking.
 *
 * @param choices {name, label, values: [[value, text], …], chosen}
 */
ecglens.choices = (container, choices, render) => {
  const chosen = {};
  const bar = el('div', { class: 'choices' });
  const body = el('div');
  const fresh = () => {
    body.replaceChildren();
    render(body, chosen);
  };
  for (const { name, label, values, chosen: first } of choices) {
    chosen[name] = first === undefined ? values[0][0] : first;
    if (values.length > 1) {
      bar.append(ecglens.select(label, values, chosen[name], (value) => {
        chosen[name] = value;
        fresh();
      }));
    }
  }
  if (bar.children.length) {
    container.append(bar);
  }
  container.append(body);
  fresh();
};

/** A choice of networks: the mean over all of them first, where the rows have it. */
ecglens.networks = (rows) => {
  const models = ecglens.distinct(rows.map((row) => row.model));
  models.sort((a, b) => (a === '*' ? -1 : b === '*' ? 1 : a < b ? -1 : 1));
  return {
    name: 'model',
    label: 'Network',
    values: models.map((model) => [model, model === '*' ? 'all, mean' : model]),
  };
};

/** A choice of operators in the order of the run: the first is that of the heatmaps. */
ecglens.operators = (rows) => {
  const order = ecglens.data.verdict.operators;
  const place = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
  const names = ecglens.distinct(rows.map((row) => row.operator)).sort((a, b) => place(a) - place(b));
  return { name: 'operator', label: 'Disturbed by', values: names.map((name) => [name, name]) };
};

/**
 * A legend whose buttons take methods off a chart and put them back.
 *
 * @param names of methods
 * @param hidden a set that the buttons change
 * @param onchange called after a change
 * @param onpoint called with the name whose button the pointer or the focus is on, or null
 */
ecglens.legend = (names, hidden, onchange, onpoint = () => {}) => {
  const buttons = names.map((name) => {
    const button = el('button',
      {
        type: 'button',
        'aria-pressed': String(!hidden.has(name)),
        onclick: () => {
          if (!hidden.delete(name)) {
            hidden.add(name);
          }
          show();
        },
        onpointerenter: () => onpoint(name),
        onpointerleave: () => onpoint(null),
        onfocus: () => onpoint(name),
        onblur: () => onpoint(null),
      },
      ecglens.swatch(name), name);
    return button;
  });
  const show = () => {
    buttons.forEach((button, i) => button.setAttribute('aria-pressed', String(!hidden.has(names[i]))));
    onchange();
  };
  const all = el('button', {
    type: 'button',
    class: 'all',
    onclick: () => {
      const any = names.some((name) => hidden.has(name));
      names.forEach((name) => (any ? hidden.delete(name) : hidden.add(name)));
      show();
    },
  }, 'all / none');
  return el('div', { class: 'legend', role: 'group', 'aria-label': 'Methods shown' }, buttons, all);
};

const SYMBOLS = {
  circle: () => svg('circle', { cx: 14, cy: 7, r: 4 }),
  rect: () => svg('rect', { x: 10, y: 3, width: 8, height: 8 }),
  triangle: () => svg('path', { d: 'M14 2 L19 11 L9 11 Z' }),
  diamond: () => svg('path', { d: 'M14 1.5 L19 7 L14 12.5 L9 7 Z' }),
  none: () => null,
};

/** Line and mark of a method; its colour follows the theme. */
ecglens.swatch = (name) => {
  const style = ecglens.style(name);
  return svg('svg', { class: 'swatch', viewBox: '0 0 28 14', 'aria-hidden': 'true', style: 'color:var(' + style.variable + ')' },
    svg('line', { x1: 0, y1: 7, x2: 28, y2: 7, 'stroke-dasharray': style.dash.join(' ') }),
    SYMBOLS[style.symbol]());
};
