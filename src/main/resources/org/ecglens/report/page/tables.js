// Tables of the run as lists of objects, numbers as text, and tables that people read.
const { el } = ecglens;
const cache = new Map();

/** Rows of a table of the run as objects by column. */
ecglens.rows = (name) => {
  if (!cache.has(name)) {
    const { columns, rows } = ecglens.data.tables[name];
    cache.set(name, rows.map((row) =>
      Object.fromEntries(columns.map((column, i) => [column, row[i]]))));
  }
  return cache.get(name);
};

/** Why a table is not on the page although the run has it, or null. */
ecglens.leftOut = (name) => ecglens.data.tables[name].left_out || null;

/** Distinct values in the order of their first appearance. */
ecglens.distinct = (values) => [...new Set(values)];

const order = Object.keys(ecglens.data.run.methods);
const rank = (method) => (order.includes(method) ? order.indexOf(method) : order.length);

/** Distinct methods in the order of all tables, unknown ones last. */
ecglens.methods = (names) =>
  ecglens.distinct(names).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : a > b ? 1 : 0));

/** Whether a control is made of a method's own maps. */
ecglens.derived = (method) => /^(population|smoothed):/.test(method);

const RAISED = { '-': '⁻', 0: '⁰', 1: '¹', 2: '²', 3: '³', 4: '⁴', 5: '⁵', 6: '⁶', 7: '⁷', 8: '⁸', 9: '⁹' };

/** A number with so many digits; a dash for none. */
ecglens.number = (value, digits = 3) => {
  if (value === null || value === undefined) {
    return '–';
  }
  const size = Math.abs(value);
  if (size === 0 || (size >= 1e-4 && size < 1e6)) {
    return String(Number(value.toPrecision(digits))).replace('-', '−');
  }
  return ecglens.power(value.toExponential(1));
};

/** A number such as 1.5e-7 with a raised power. */
ecglens.power = (text) => {
  const [digit, power] = text.split('e');
  return digit.replace('-', '−') + '·10' + [...power.replace('+', '')].map((c) => RAISED[c]).join('');
};

/** A number with so many decimals, for columns of the same kind. */
ecglens.fixed = (value, decimals = 2) => {
  if (value === null || value === undefined) {
    return '–';
  }
  const text = Math.abs(value).toFixed(decimals);
  return (value < 0 && Number(text) !== 0 ? '−' : '') + text;
};

/** A count with its thousands apart. */
ecglens.count = (value) => value.toLocaleString('en-US');

/** A share in percent. */
ecglens.percent = (value) =>
  value === null || value === undefined
    ? '–'
    : ecglens.fixed(100 * value, value !== 0 && Math.abs(value) < 0.0995 ? 1 : 0) + ' %';

/** A p-value. */
ecglens.p = (value) =>
  value === null || value === undefined ? '–' : value < 0.001 ? '< 0.001' : value.toFixed(3);

/** An interval; empty where there is none. */
ecglens.interval = (low, high, text = ecglens.number) =>
  low === null || low === undefined ? '' : text(low) + ' to ' + text(high);

/** Items as in a sentence. */
ecglens.list = (items) =>
  items.length < 2 ? items.join('') : items.slice(0, -1).join(', ') + ' and ' + items[items.length - 1];

/**
 * A table for people.
 *
 * @param caption what it shows
 * @param columns {title, text(row), numeric, head}: head marks the column that names the row
 * @param rows anything
 */
ecglens.table = (caption, columns, rows) =>
  el('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    el('table', null,
      el('caption', null, el('span', null, caption)),
      el('thead', null, el('tr', null, columns.map((column) =>
        el('th', { scope: 'col', class: column.numeric ? 'number' : null }, column.title)))),
      el('tbody', null, rows.map((row) =>
        el('tr', null, columns.map((column) =>
          column.head
            ? el('th', { scope: 'row' }, column.text(row))
            : el('td', { class: column.numeric ? 'number' : null }, column.text(row))))))));

/** What is shown on demand: built when it is opened first. */
ecglens.details = (summary, build, attributes) => {
  const details = el('details', attributes, el('summary', null, summary));
  const fresh = () => {
    if (details.open && details.children.length === 1) {
      details.append(...[build()].flat());
    }
  };
  details.addEventListener('toggle', fresh);
  details.fresh = fresh;
  return details;
};

/** The sentence that says how to read a section. */
ecglens.lead = (...text) => el('p', { class: 'lead' }, text);

/** A line that stands in for what is not there. */
ecglens.hint = (...text) => el('p', { class: 'hint' }, text);

/** What a user would type. */
ecglens.code = (text) => el('code', null, text);
