// Perturbation curves: what the network loses with the points that a method names.
const { el } = ecglens;
const RANDOM = 'random order';

/** More bands than that cannot be told apart. */
const MOST_BANDS = 4;

/** What changes of the prediction are divided by, as the manifest names it. */
const SCALES = {
  'labels': 'the interquartile range of the labels',
  'labels-sd': 'the standard deviation of the labels',
  'predictions': 'the interquartile range of the predictions',
  'predictions-sd': 'the standard deviation of the predictions',
  'one': 'the unit',
  'none': 'nothing, the predictions are all the same',
};

const ORDERS = [
  ['morf', 'most relevant first'],
  ['lerf', 'least relevant first'],
];

ecglens.section({
  id: 'curves',
  title: 'Does the prediction depend on the points that a method marks?',
  nav: 'Curves',
  render(container, data) {
    const paper = data.verdict.mode === 'paper';
    container.append(ecglens.lead(
      'The points that a method calls most relevant are disturbed one after the other, and the prediction is followed. ',
      el('b', null, 'The sooner and the higher a curve rises, the better the method knows what the network looks at'),
      '; a curve that is not above the random order (dashes without marks) shows no more than chance. One way to disturb is shown at a time, the verdict rests on all of them. Bands are 95 % intervals of the mean; of more than four curves only those of the recommended methods, of the random order and of the method whose button is pointed at are drawn. Pointing at the chart shows all of them as numbers. Curves of the mean map of other records (population) and of blurred maps (smoothed) can be put in by their buttons.'));
    const rows = ecglens.rows('curves');
    if (rows.length === 0) {
      container.append(ecglens.hint(ecglens.leftOut('curves')
        ? 'Not shown: ' + ecglens.leftOut('curves') + '.'
        : 'There are no curves: no record could be perturbed. See the section on records left out.'));
      return;
    }
    ecglens.forTarget(container, (body, target) => show(body, target, rows.filter((row) => row.target === target), paper));
  },
});

function show(container, target, all, paper) {
  // The random order alone is nothing to compare with.
  const rows = all.filter((row) => all.some((one) => one.model === row.model && one.order !== 'random'));
  if (rows.length === 0) {
    container.append(ecglens.hint('There is no curve of a method for ' + target + ': none of its records could be perturbed.'));
    return;
  }
  // Controls that are made of a method's own maps are there on demand.
  const hidden = new Set(ecglens.verdict().methods
    .filter((one) => ecglens.derived(one.method)).map((one) => one.method));
  let pointed = null;
  const orders = ORDERS.filter(([order]) => rows.some((row) => row.order === order));
  ecglens.choices(container, [
    ecglens.networks(rows),
    ecglens.operators(rows),
    { name: 'order', label: 'Disturbed', values: orders },
  ], (body, chosen) => {
    const series = lines(
      rows.filter((row) => row.model === chosen.model && row.operator === chosen.operator), chosen.order);
    const first = chosen.order === 'morf';
    const names = [...series.keys()];
    const n = Math.max(...[...series.values()].flat().map((row) => row.n));
    const label = 'Perturbation curves for ' + target + ', network ' + chosen.model + ', '
      + (first ? 'most' : 'least') + ' relevant points first: ' + highest(series);
    body.append(el('p', { class: 'direction' },
      (first ? '↑ Higher is better' : '↓ Lower is better') + ' · ' + ecglens.count(n) + (n === 1 ? ' record' : ' records')
      + ' · ' + unit(target, chosen.model, paper)));
    body.append(ecglens.legend(names, hidden, () => draw(), (name) => {
      pointed = name;
      draw();
    }));
    // Names stand one below the other at the right.
    const tall = () => Math.max(460, 110 + 15 * names.filter((name) => !hidden.has(name)).length);
    const draw = ecglens.chart(body, 'curves', label, (width) => (width < 600 ? 340 : tall()),
      (colours, width) => option(colours, width, series, hidden, pointed, paper, chosen.operator));
    body.append(ecglens.details('Values of these curves', () => values(target, chosen, series), { class: 'values' }));
  });
}

/** Rows of each method in the order of their steps, the random order last. */
function lines(rows, order) {
  const series = new Map();
  for (const method of ecglens.methods(rows.filter((row) => row.order === order).map((row) => row.method))) {
    series.set(method, rows.filter((row) => row.order === order && row.method === method));
  }
  const random = rows.filter((row) => row.order === 'random');
  if (random.length) {
    series.set(RANDOM, random);
  }
  series.forEach((points) => points.sort((a, b) => a.step - b.step));
  return series;
}

function highest(series) {
  const ends = [...series].map(([name, rows]) => [name, rows[rows.length - 1].mean]).filter(([, mean]) => mean !== null);
  ends.sort((a, b) => b[1] - a[1]);
  return 'at the last step, from the highest, ' + ends.map(([name, mean]) => name + ' ' + ecglens.number(mean)).join(', ');
}

function unit(target, model, paper) {
  if (paper) {
    return '1 = an error as large as the label itself';
  }
  const config = ecglens.data.manifest.config || {};
  const name = model + '/' + target;
  const scale = (config.scales || {})[name];
  const rule = (config.scale_rules || {})[name];
  return '1 = ' + SCALES[rule ? rule.kind : 'labels'] + ' of ' + target
    + (scale ? ', ' + ecglens.number(scale) + ' ' + (ecglens.unit(target) || '') : '');
}

/** Whether an operator perturbs windows: the option reads lead-mean@50ms,add-noise@point. */
function hasWindows(operator) {
  const options = ecglens.data.manifest.options || {};
  const own = (options.operator || '').split(',').find((one) => one.startsWith(operator + '@'));
  return own !== undefined && !own.endsWith('@point');
}

function step(operator) {
  const options = ecglens.data.manifest.options || {};
  const window = hasWindows(operator) ? ' windows' : ' points';
  const size = options['points-per-step'];
  return size && size !== '1' ? 'step (' + size + window + ' each)' : 'disturbed' + window;
}

function option(colours, width, series, hidden, pointed, paper, operator) {
  const shown = [...series.keys()].filter((name) => !hidden.has(name));
  const at = new Map(shown.map((name) => [name, new Map(series.get(name).map((row) => [row.step, row]))]));
  const banded = shown.length <= MOST_BANDS
    ? shown : shown.filter((name) => [...ecglens.verdict().recommended, RANDOM, pointed].includes(name));
  const labelled = width >= 760;
  return {
    grid: ecglens.grid(labelled ? 160 : 14),
    xAxis: ecglens.axis(colours, step(operator), { splitLine: { show: false }, max: 'dataMax', minInterval: 1 }),
    yAxis: ecglens.rising(colours, paper ? 'error of the prediction' : 'shift of the prediction'),
    tooltip: ecglens.tip(colours, 'axis', (found) => {
      const here = found.filter((one) => one.seriesType === 'line').sort((a, b) => b.value[1] - a.value[1]);
      return {
        title: here[0].value[0] + (here[0].value[0] === 1 ? ' step' : ' steps'),
        rows: here.map((one) => [one.seriesName, estimate(at.get(one.seriesName).get(one.value[0])), one.seriesName]),
      };
    }),
    series: [
      ...shown.map((name) => ecglens.line(name, series.get(name).map((row) => [row.step, row.mean]), {
        showSymbol: true,
        showAllSymbol: false,
        z: name === RANDOM ? 4 : 3,
      })),
      ...banded.map((name) => ecglens.band(name, intervals(series.get(name)), 0.16)),
      extent(shown.flatMap((name) => intervals(series.get(name)))),
      ...(labelled ? [ecglens.names(colours, shown.map((name) => end(name, series.get(name))))] : []),
    ],
  };
}

function intervals(rows) {
  return rows.filter((row) => row.ci_low !== null).map((row) => [row.step, row.ci_low, row.ci_high]);
}

/** Holds the axis still while bands come and go. */
function extent(data) {
  return { name: 'extent', type: 'custom', silent: true, data, encode: { x: 0, y: [1, 2] }, renderItem: () => null };
}

/** Mean and interval. */
function estimate(row) {
  return ecglens.number(row.mean) + (row.ci_low === null ? '' : ' (' + ecglens.interval(row.ci_low, row.ci_high) + ')');
}

function end(name, rows) {
  const last = rows.filter((row) => row.mean !== null).pop() || { step: 0, mean: 0 };
  return [name, last.step, last.mean];
}

function values(target, chosen, series) {
  const steps = ecglens.distinct([...series.values()].flat().map((row) => row.step)).sort((a, b) => a - b);
  const at = new Map([...series].map(([name, rows]) => [name, new Map(rows.map((row) => [row.step, row]))]));
  return ecglens.table(
    'Mean and 95 % interval of the curves for ' + target + ', network ' + chosen.model,
    [
      { title: 'step', head: true, text: (step) => String(step) },
      ...[...series.keys()].map((name) => ({
        title: name,
        numeric: true,
        text: (step) => {
          const row = at.get(name).get(step);
          return row ? estimate(row) : '–';
        },
      })),
    ],
    steps);
}
