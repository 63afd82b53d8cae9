// Checks: what each check that can make a method unsound says of each method, and by which values.
const { el } = ecglens;

/** In the order of the columns: {name, title, small, asks, values(container, checks, rows)}. */
const CHECKS = [
  {
    name: 'randomisation',
    title: 'Depends on the network',
    small: 'weights made random',
    asks: 'The weights of all layers are made random several times, in two ways: permuted, which keeps their values, and drawn anew. '
      + 'The value is how much of its order the map keeps before such networks, beyond what the signal itself explains: '
      + 'the rank correlation of the map with itself, given the size of the signal (0 nothing, 1 all). '
      + 'With a network a method fails if it fails in either way, and is sound if it is sound in one and fails in none.',
    values: randomised,
  },
  {
    name: 'input-dependence',
    title: 'Depends on the record',
    small: 'maps of different records',
    asks: 'The value is the rank correlation of the maps of two different records: 1 is the same map for every record.',
    values: inputDependence,
  },
  {
    name: 'robustness',
    title: 'Withstands slight noise',
    small: 'that recordings have',
    asks: 'The value is how much of its order the map loses when the record is slightly disturbed '
      + '(1 − rank correlation; 0 nothing, 1 all). A method fails where a disturbance changes the map nearly as much as another '
      + 'record does. One disturbance decides: one that fails, else one of which nothing can be said, else the largest change.',
    values: disturbed,
  },
  {
    name: 'completeness',
    title: 'Adds up',
    small: 'to the prediction',
    asks: 'Some methods promise that their map adds up to the prediction less that of a reference. '
      + 'The value is the median gap, in percent of the target’s scale; over several networks the median of theirs.',
    values: (container, checks) => overall(container, checks, 'completeness-gap', 'median', 'Median gap'),
  },
  {
    name: 'empty-maps',
    title: 'Says something',
    small: 'not zero or constant',
    asks: 'The value is the share of the records whose map is zero or the same everywhere; over several networks the mean of theirs.',
    values: (container, checks) => overall(container, checks, 'no-order', 'mean', 'Such maps'),
  },
];

const WAYS = { cascading: 'permuted', reinitialised: 'drawn\u00a0anew' };
const PARTIAL = 'partial-spearman';
const BESIDE_OTHERS = 'partial-spearman-population';

/** Outcomes of the target, what is behind them, and why. */
ecglens.methodChecks = (container, target) => {
  const checks = ecglens.data.checks.filter((check) => check.target === target);
  if (checks.length === 0) {
    container.append(ecglens.hint('Nothing was checked for ' + target + ': none of its records has a map.'));
    return;
  }
  const rows = ecglens.rows('sanity').filter((row) => row.target === target);
  container.append(el('div', { class: 'checks' }, overview(target, checks, rows)));
  faults(container, checks);
  silent(container, checks);
  for (const check of CHECKS) {
    const own = checks.filter((one) => one.check === check.name && one.outcome !== 'not-made');
    if (own.length) {
      container.append(ecglens.details(check.title + ': values', () => {
        const values = el('div', null, ecglens.lead(check.asks));
        check.values(values, own, rows);
        return values;
      }, { class: 'values' }));
    }
  }
};

function overview(target, checks, rows) {
  const networks = Math.max(...checks.map((check) => check.networks));
  return ecglens.table(
    'Checks for ' + target + (networks > 1 ? ', over ' + networks + ' networks: the majority decides' : ''),
    [
      { title: 'Method', head: true, text: (method) => [ecglens.swatch(method), method] },
      ...CHECKS.map(({ name, title, small }) => ({
        title: [title, el('small', null, small)],
        text: (method) => {
          const check = checks.find((one) => one.method === method && one.check === name);
          return check ? [said(check), el('small', null, brief(check, rows))] : '–';
        },
      })),
    ],
    ecglens.methods(checks.map((check) => check.method)));
}

/** An outcome in words. */
function said({ method, outcome }) {
  switch (outcome) {
    case 'pass':
      return badge(outcome);
    case 'fail':
      return method === 'random' ? 'fails, as a control must' : badge(outcome);
    case 'undecided':
      return el('span', { class: 'badge' }, 'cannot be said');
    case 'not-promised':
      return 'not promised';
    default:
      return 'not made';
  }
}

function badge(outcome) {
  return outcome === 'pass'
    ? el('span', { class: 'badge good' }, 'sound')
    : el('span', { class: 'badge bad' }, 'fails');
}

/** The value behind an outcome and its limit, or in how many networks it holds and the range of their values. */
function brief(check, rows) {
  if (check.value !== null) {
    return ecglens.percent(check.value) + ', limit ' + ecglens.percent(check.limit);
  }
  if (check.networks > 1) {
    const means = ecglens.distinct(rows.map((row) => row.model))
      .map((model) => deciding(check, rows.filter((row) => row.model === model)))
      .filter((row) => row && row.mean !== null).map((row) => row.mean);
    return [
      check.failed > 0
        ? failures(check)
        : 'in ' + (check.decided || check.networks) + ' of ' + check.networks + ' networks',
      means.length > 0 && [el('br'), 'values ' + ecglens.fixed(Math.min(...means)) + ' to ' + ecglens.fixed(Math.max(...means))],
    ];
  }
  const found = deciding(check, rows);
  return found && found.mean !== null
    ? [withInterval(found.mean, found.ci_low, found.ci_high), el('br'), compared(check.outcome, found)]
    : '';
}

/** In how many networks of several a method fails, those included that decide nothing. */
function failures({ failed, decided, networks }) {
  const [passed, open] = [decided - failed, networks - decided];
  if (open === 0) {
    return 'fails in ' + failed + ' of ' + networks + ' networks';
  }
  return ['fails in ' + failed + ' of the ' + networks + ' networks,', el('br'), passed === 0
    ? (open === 1 ? 'the other' : 'the others') + ' cannot be said'
    : 'passes in ' + passed + ', cannot be said in ' + open];
}

/** With what a value was compared: the whole interval must be on one side. */
function compared(outcome, { fails_above: above, passes_below: below }) {
  if (above === null || above === undefined) {
    return '';
  }
  if (outcome === 'undecided' && above !== below) {
    return 'limits ' + ecglens.fixed(below) + ' and ' + ecglens.fixed(above);
  }
  return 'limit ' + ecglens.fixed(outcome === 'pass' ? below : above);
}

/** The row of a check that decides, of several the one that has the last word. */
function deciding(check, rows) {
  const own = rows.filter((row) => row.method === check.method && isOf(row, check.check) && decides(row));
  return own.find((row) => row.outcome === 'fail') || own.find((row) => row.outcome === 'pass') || own[0];
}

function isOf(row, check) {
  return check === 'randomisation' ? Object.hasOwn(WAYS, row.check) : row.check === check;
}

function decides(row) {
  return row.outcome !== null || row.reason !== null;
}

function faults(container, checks) {
  const failed = checks.filter((check) => check.outcome === 'fail' && check.method !== 'random');
  if (failed.length === 0) {
    return;
  }
  container.append(el('h4', null, 'Why methods fail'), reasons(failed, (check) => check.reason));
  const { unsound, reason } = ecglens.verdict();
  if (failed.some((check) => !unsound.some((one) => one.method === check.method))) {
    container.append(ecglens.hint('The verdict calls them unsound only where it has records enough to decide anything'
      + (reason ? ': ' + reason : '') + '.'));
  }
}

function silent(container, checks) {
  const undecided = checks.filter((check) => check.outcome === 'undecided');
  if (undecided.length) {
    container.append(ecglens.details('What cannot be said, and why (' + undecided.length + ')', () => [
      ecglens.lead('That a check cannot say anything is no reason against a method.'),
      reasons(undecided, (check) => title(check.check) + ': ' + check.reason),
    ]));
  }
  const missing = ecglens.distinct(checks.filter((check) => check.outcome === 'not-made').map((check) => check.check));
  if (missing.length) {
    container.append(ecglens.hint('Not made: ' + ecglens.list(missing) + ' (evaluate with ', ecglens.code('--checks ' + missing.join(',')), ').'));
  }
}

function title(name) {
  return CHECKS.find((check) => check.name === name).title.toLowerCase();
}

/** Methods in their order, each with its reasons. */
function reasons(checks, text) {
  return el('ul', null, ecglens.methods(checks.map((check) => check.method)).map((method) =>
    el('li', null, el('b', null, method), ': ', checks.filter((check) => check.method === method).map(text).join('; '))));
}

/** A table of the rows of one network at a time, in the order of the methods. */
function byNetwork(container, checks, rows, caption, columns) {
  ecglens.choices(container, [ecglens.networks(rows)], (body, chosen) => {
    body.append(ecglens.table(caption + ', network ' + chosen.model, columns,
      ecglens.methods(checks.map((check) => check.method))
        .flatMap((method) => rows.filter((row) => row.method === method && row.model === chosen.model))));
  });
}

const METHOD = { title: 'Method', head: true, text: (row) => [ecglens.swatch(row.method), row.method] };
const OUTCOME = {
  title: 'Outcome',
  text: (row) => said({ method: row.method, outcome: row.outcome || (row.reason ? 'undecided' : null) }),
};

/** Limits: the whole interval must be beyond one. */
function limits() {
  const whole = () => el('small', null, 'whole interval');
  return [
    { title: ['Fails above', whole()], numeric: true, text: (row) => ecglens.fixed(row.fails_above) },
    { title: ['Sound below', whole()], numeric: true, text: (row) => ecglens.fixed(row.passes_below) },
  ];
}

function value(name) {
  return { title: [name, el('small', null, '95 % interval')], numeric: true, text: (row) => withInterval(row.mean, row.ci_low, row.ci_high) };
}

function yardstick(name, small) {
  return { title: [name, small ? el('small', null, small) : null], numeric: true, text: (row) => withInterval(row.pair_mean, row.pair_ci_low, row.pair_ci_high) };
}

function records(name = 'Records') {
  return { title: name, numeric: true, text: (row) => ecglens.count(row.n) };
}

function randomised(container, checks, rows) {
  const found = rows.filter((row) => Object.hasOwn(WAYS, row.check) && row.metric === PARTIAL && decides(row));
  const beside = (row) => rows.find((one) => one.metric === BESIDE_OTHERS && one.n > 0
    && one.method === row.method && one.model === row.model && one.check === row.check && one.depth === row.depth);
  const others = found.some(beside)
    ? [{
      title: ['Given the map of other records too', el('small', null, 'decides nothing')],
      numeric: true,
      text: (row) => (beside(row) ? withInterval(beside(row).mean, beside(row).ci_low, beside(row).ci_high) : '–'),
    }]
    : [];
  const products = found.some((row) => row.product_mean !== null)
    ? [{
      title: ['Noise times signal', el('small', null, 'upper end')],
      numeric: true,
      text: (row) => (row.product_mean === null ? '–' : ecglens.fixed(row.product_mean) + ' (' + ecglens.fixed(row.product_ci_high) + ')'),
    }]
    : [];
  byNetwork(container, checks, found, 'What the map keeps before networks with random weights, given the size of the signal', [
    METHOD,
    { title: 'Weights', text: (row) => WAYS[row.check] },
    OUTCOME, value('Keeps'), ...limits(),
    yardstick('Different records', 'yardstick'), ...products, ...others,
    { title: 'Draws', numeric: true, text: (row) => ecglens.count(row.draws) },
    records(),
  ]);
}

function inputDependence(container, checks, rows) {
  byNetwork(container, checks, rows.filter((row) => row.check === 'input-dependence'),
    'Rank correlation of the maps of different records',
    [METHOD, OUTCOME, value('Likeness'), ...limits(), records('Pairs of records')]);
}

function disturbed(container, checks, rows) {
  byNetwork(container, checks, rows.filter((row) => row.check === 'robustness'), 'Order that a map loses by a disturbance', [
    METHOD,
    { title: 'Disturbed by', text: (row) => disturbance(row.metric) },
    { ...OUTCOME, text: (row) => (decides(row) ? OUTCOME.text(row) : '') },
    value('Loses'), ...limits(), yardstick('Another record', 'yardstick'), records(),
  ]);
}

function disturbance(metric) {
  return metric.replace('instability-', '').replaceAll('-', ' ').replace(/ (\d+)$/, ' at $1 Hz').replace('uniform', 'uniform noise');
}

/** A number over all networks, and what it is made of. */
function overall(container, checks, metric, statistic, name) {
  const summary = ecglens.rows('summary').filter((row) =>
    row.metric === metric && row.order === 'none' && checks.some((check) => check.target === row.target));
  const rows = ecglens.methods(checks.map((check) => check.method)).flatMap((method) => {
    const check = checks.find((one) => one.method === method);
    const own = summary.filter((row) => row.method === method);
    return own.length === 1
      ? [{ ...check, model: own[0].model, n: own[0].n }]
      : [{ ...check, model: 'all' }, ...own.map((row) => ({ method, model: row.model, value: row[statistic], n: row.n }))];
  });
  container.append(ecglens.table(name + ' over records', [
    METHOD,
    { title: 'Network', text: (row) => row.model },
    { title: 'Outcome', text: (row) => (row.outcome ? said(row) : '') },
    { title: name, numeric: true, text: (row) => ecglens.percent(row.value) },
    { title: 'Fails above', numeric: true, text: (row) => ecglens.percent(row.limit) },
    { title: 'Records', numeric: true, text: (row) => (row.n === undefined ? '' : ecglens.count(row.n)) },
  ], rows));
}

function withInterval(mean, low, high) {
  return ecglens.fixed(mean) + (low === null ? '' : ' (' + ecglens.interval(low, high, ecglens.fixed) + ')');
}
