// Where the attribution lies: waves and leads; and what taking a wave out does to the prediction.
const { el } = ecglens;

const REGIONS = {
  PR: 'P onset to QRS onset, all leads',
  QRS: 'the QRS complex, all leads',
  QT: 'QRS onset to T end, all leads',
  J: '10 ms around QRS end, V5',
  R: 'the QRS complex in V5',
  T: 'the T wave in V5',
};

const REGION_METRICS = [
  ['wave-share', 'Share inside'],
  ['wave-share-over-area', 'Over its area (chance 1)'],
  ['pointing-game', 'Largest point inside'],
  ['rank-accuracy', 'Top points inside'],
  ['auprc', 'Average precision'],
];

ecglens.section({
  id: 'localisation',
  title: 'Which waves and leads does it mark?',
  nav: 'Waves and leads',
  render(container) {
    container.append(ecglens.lead(
      'Where the attribution lies. ',
      el('b', null, 'Over its area, 1 is what a map without preference has'),
      '; 3 is three times as much. A network need not look where a cardiologist would: the table of blanked waves below says what it needs.'));
    const rows = ecglens.rows('localisation');
    if (rows.length === 0) {
      container.append(ecglens.hint('Not looked at: it needs median beats with measured waves and ', ecglens.code('--checks localisation'), '.'));
    } else {
      ecglens.forTarget(container, (body, target) => regions(body, target, rows.filter((row) => row.target === target)));
    }
    container.append(el('h3', null, 'What the network needs'));
    container.append(ecglens.lead('Each wave is taken out of the beat and the network predicts again. A large change says that the prediction rests on this wave.'));
    const blanked = ecglens.rows('blanking');
    ecglens.forTarget(container, (body, target) => blanking(body, target, blanked.filter((row) => row.target === target)));
  },
});

function regions(container, target, rows) {
  if (rows.length === 0) {
    container.append(ecglens.hint('Not looked at for ' + target + ': no map of a record whose waves are measured.'));
    return;
  }
  ecglens.choices(container, [
    ecglens.networks(rows),
    {
      name: 'metric', label: 'Show',
      values: [['share-over-area', 'share over its area (chance 1)'], ['share', 'share of the attribution']]
        .filter(([metric]) => rows.some((row) => row.metric === metric)),
    },
  ], (body, chosen) => {
    const found = rows.filter((row) => row.model === chosen.model && row.metric === chosen.metric && row.mean !== null);
    const pair = el('div', { class: 'pair' });
    body.append(pair);
    for (const [region, title] of [['wave', 'By wave'], ['lead', 'By lead']]) {
      const part = el('div', { class: region }, el('h4', null, title));
      pair.append(part);
      matrix(part, target, chosen, region, found.filter((row) => row.region === region));
    }
    body.append(ecglens.details('Values of these matrices', () => ecglens.table(
      'Localisation for ' + target + ', network ' + chosen.model + ', ' + chosen.metric,
      [
        { title: 'Method', head: true, text: (row) => row.method },
        { title: 'Region', text: (row) => row.name },
        { title: 'Mean', numeric: true, text: (row) => text(chosen.metric)(row.mean) },
        { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.ci_low, row.ci_high, text(chosen.metric)) },
        { title: 'Records', numeric: true, text: (row) => ecglens.count(row.n) },
      ], found), { class: 'values' }));
    against(body, target, chosen);
  });
}

function text(metric) {
  return metric === 'share' ? ecglens.percent : (value) => ecglens.fixed(value, value < 10 ? 2 : 1);
}

function matrix(container, target, chosen, region, rows) {
  const methods = ecglens.methods(rows.map((row) => row.method));
  const names = region === 'wave'
    ? ['P', 'QRS', 'T', 'rest'].filter((name) => rows.some((row) => row.name === name))
    : ecglens.distinct(rows.map((row) => row.name)).sort((a, b) => lead(a) - lead(b));
  const cells = rows.filter((row) => names.includes(row.name))
    .map((row) => [names.indexOf(row.name), methods.indexOf(row.method), row.mean]);
  const over = chosen.metric !== 'share';
  const largest = Math.max(over ? 2 : 0, ...cells.map((cell) => cell[2]));
  const top = [...rows].sort((a, b) => b.mean - a.mean)[0];
  const label = 'Matrix of ' + chosen.metric + ' by ' + region + ' for ' + target + ', network ' + chosen.model
    + (top ? '. Largest: ' + top.method + ' in ' + top.name + ' ' + text(chosen.metric)(top.mean) : '');
  ecglens.chart(container, region + 's', label, 42 + methods.length * 30, (colours, width) =>
    ecglens.matrix(colours, width, { columns: names, rows: methods }, cells,
      { min: over ? 2 - largest : 0, max: largest, diverging: over, text: text(chosen.metric) }));
}

const LEADS = ['I', 'II', 'III', 'aVR', 'aVL', 'aVF', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'];

function lead(name) {
  const at = LEADS.indexOf(name);
  return at < 0 ? LEADS.length : at;
}

function against(container, target, chosen) {
  const rows = ecglens.rows('summary').filter((row) =>
    row.target === target && row.model === chosen.model && REGION_METRICS.some(([metric]) => metric === row.metric) && row.mean !== null);
  if (rows.length === 0) {
    return;
  }
  const shown = REGION_METRICS.filter(([metric]) => rows.some((row) => row.metric === metric));
  const region = Object.hasOwn(REGIONS, target) ? ' (' + REGIONS[target] + ')' : '';
  container.append(ecglens.table(
    'Against the part of the beat that ' + target + ' is measured on' + region + '; means over records, higher is more inside',
    [
      { title: 'Method', head: true, text: (method) => [ecglens.swatch(method), method] },
      ...shown.map(([metric, title]) => ({
        title,
        numeric: true,
        text: (method) => {
          const row = rows.find((one) => one.method === method && one.metric === metric);
          return row ? (metric === 'wave-share-over-area' ? ecglens.fixed(row.mean) : ecglens.percent(row.mean)) : '–';
        },
      })),
    ],
    ecglens.methods(rows.map((row) => row.method))));
}

function blanking(container, target, rows) {
  if (rows.length === 0) {
    container.append(ecglens.hint('Not looked at for ' + target + ': it needs median beats with measured waves and ', ecglens.code('--checks blanking'), '.'));
    return;
  }
  const unit = ecglens.unit(target);
  container.append(ecglens.table('Waves taken out for ' + target + (unit ? ', in ' + unit : ''), [
    { title: 'Network', head: true, text: (row) => row.model },
    { title: 'Without', text: (row) => row.wave },
    { title: 'Mean change of the prediction', numeric: true, text: (row) => ecglens.number(row.change) },
    { title: 'Mean error before', numeric: true, text: (row) => ecglens.number(row.error) },
    { title: 'Mean error without it', numeric: true, text: (row) => ecglens.number(row.blanked_error) },
    { title: 'Records', numeric: true, text: (row) => ecglens.count(row.n) },
  ], rows));
}
