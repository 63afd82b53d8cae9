// Checks of the maps: which methods pass, what becomes of a map when the network forgets, and what else is known.
const { el } = ecglens;

const CHECKS = [
  ['cascading', 'in random order, from the output down to this layer'],
  ['independent', 'in random order, in this layer alone'],
  ['reinitialised', 'drawn anew, in all layers'],
];

const MAPS = [
  ['conservation-gap', 'Biases', 'what biases take of the relevance, 1 is the target’s scale'],
  ['completeness-gap', 'Gap', '↓ what the sum lacks, 1 is the target’s scale'],
  ['instability-uniform', 'Slight noise', '↓ order lost by noise within 2 %, 1 is all of it'],
  ['instability-baseline-wander', 'Wander', '↓ order lost by baseline wander'],
  ['instability-mains-hum-50', 'Hum', '↓ order lost by mains hum of 50 Hz'],
  ['instability-mains-hum-60', 'Hum, 60 Hz', '↓ order lost by mains hum of 60 Hz'],
  ['instability-muscle-noise', 'Muscle', '↓ order lost by muscle noise'],
  ['infidelity', 'Infidelity', '↓ 1 predicts nothing'],
  ['gini', 'Gini', '↑ sparser, easier to read'],
  ['entropy', 'Entropy', '↓ easier to read'],
];

ecglens.section({
  id: 'sanity',
  title: 'Is a method sound, whatever its scores?',
  nav: 'Checks',
  render(container, data) {
    container.append(ecglens.lead(
      'A heatmap that explains a prediction depends on the network and on the record, withstands slight noise, adds up where it promises to, and says something at all. ',
      el('b', null, 'A method that surely fails a check is unsound'),
      '. Checks are no ranking, and passing is no proof: a map that passes may still be wrong.'));
    if (data.checks.length === 0) {
      container.append(ecglens.hint('Not looked at: evaluate with ', ecglens.code('--checks all'), '.'));
    } else {
      ecglens.forTarget(container, ecglens.methodChecks);
    }
    container.append(el('h3', null, 'What becomes of the map when the network forgets?'));
    container.append(ecglens.lead(
      'The weights of the network are made random, layer by layer from its output. ',
      el('b', null, 'A map that hardly changes shows the ECG, not the network'),
      '. Methods are judged with the weights of all layers random, never by what lies between.'));
    const layers = ecglens.rows('sanity').filter((row) => CHECKS.some(([check]) => check === row.check)
      && row.metric === 'partial-spearman');
    if (layers.length === 0) {
      container.append(ecglens.hint(ecglens.leftOut('sanity')
        ? 'Not shown: ' + ecglens.leftOut('sanity') + '.'
        : ['Not looked at: evaluate with ', ecglens.code('--checks randomisation'), ' (or ', ecglens.code('all'), ').']));
    } else {
      ecglens.forTarget(container, (body, target) => randomisation(body, target, layers.filter((row) => row.target === target)));
    }
    container.append(el('h3', null, 'Is the map complete, stable and simple?'));
    container.append(ecglens.lead('Medians over records; ↓ lower is better, ↑ higher is better. A map can be all of this and still not say what the network does: read it beside the curves.'));
    const maps = ecglens.rows('summary').filter((row) => MAPS.some(([metric]) => metric === row.metric));
    ecglens.forTarget(container, (body, target) => summaries(body, target, maps.filter((row) => row.target === target)));
  },
});

function randomisation(container, target, rows) {
  if (rows.length === 0) {
    container.append(ecglens.hint('Not looked at for ' + target + '.'));
    return;
  }
  const hidden = new Set();
  ecglens.choices(container, [
    ecglens.networks(rows),
    { name: 'check', label: 'Weights', values: CHECKS.filter(([check]) => rows.some((row) => row.check === check)) },
  ], (body, chosen) => {
    const here = rows.filter((row) => row.model === chosen.model);
    const found = here.filter((row) => row.check === chosen.check);
    const names = ecglens.methods(found.map((row) => row.method));
    const layers = new Map(found.map((row) => [row.depth, row.layer]));
    const label = 'Likeness of the map to that of the trained network, ' + target + ', network ' + chosen.model
      + ', as layers are made random: ' + names.map((name) => name + ' ends at '
        + ecglens.number(last(found, name).mean)).join(', ');
    body.append(el('p', { class: 'direction' }, '↓ The further it falls, the more the map depends on the weights'));
    body.append(ecglens.legend(names, hidden, () => draw()));
    const draw = ecglens.chart(body, 'sanity', label, (width) => (width < 600 ? 340 : 400),
      (colours, width) => option(colours, width, found, names.filter((name) => !hidden.has(name)), layers));
    body.append(ecglens.details('Values of these curves', () => ecglens.table(
      'Rank correlation with the map of the trained network given the size of the signal, ' + target + ', network ' + chosen.model,
      [
        { title: 'Method', head: true, text: (row) => row.method },
        { title: 'Random', text: (row) => ({ cascading: 'output to ', independent: 'only ' }[row.check] || 'all to ') + row.layer },
        { title: 'Mean', numeric: true, text: (row) => ecglens.number(row.mean) },
        { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.ci_low, row.ci_high) },
        { title: 'Records', numeric: true, text: (row) => ecglens.count(row.n) },
      ], found), { class: 'values' }));
  });
}

function last(rows, method) {
  return rows.filter((row) => row.method === method).reduce((a, b) => (b.depth > a.depth ? b : a));
}

function option(colours, width, found, names, layers) {
  const narrow = width < 760;
  return {
    grid: ecglens.grid(narrow ? 14 : 160),
    xAxis: ecglens.axis(colours, narrow ? 'layer, 1 is the output' : 'layer made random: 1 is the output, the last the input', {
      min: 0, max: Math.max(...layers.keys()), interval: 1, splitLine: { show: false },
      axisLine: { onZero: false, lineStyle: { color: colours.line } },
      axisLabel: { color: colours.muted, formatter: (depth) => (depth === 0 ? 'trained' : String(depth)) },
    }),
    yAxis: ecglens.rising(colours, 'rank correlation given the signal', { max: 1 }),
    tooltip: ecglens.tip(colours, 'axis', (shown) => ({
      title: shown[0].value[0] === 0 ? 'trained' : 'layer ' + shown[0].value[0] + ': ' + layers.get(shown[0].value[0]),
      rows: shown.filter((one) => one.seriesType === 'line').sort((a, b) => b.value[1] - a.value[1]).map((one) => [one.seriesName, ecglens.number(one.value[1]), one.seriesName]),
    })),
    series: names.map((name) => {
      const rows = found.filter((row) => row.method === name).sort((a, b) => a.depth - b.depth);
      return ecglens.line(name, [[0, 1], ...rows.map((row) => [row.depth, row.mean])]);
    }).concat(narrow ? [] : ecglens.names(colours, names.map((name) => [name, last(found, name).depth, last(found, name).mean]))),
  };
}

function summaries(container, target, rows) {
  if (rows.length === 0) {
    container.append(ecglens.hint('Not looked at: evaluate with ', ecglens.code('--checks completeness,complexity,robustness,infidelity'), '.'));
    return;
  }
  ecglens.choices(container, [ecglens.networks(rows)], (body, chosen) => {
    const here = rows.filter((row) => row.model === chosen.model);
    const shown = MAPS.filter(([metric]) => here.some((row) => row.metric === metric && row.median !== null));
    const of = (method, metric) => here.find((row) => row.method === method && row.metric === metric);
    body.append(ecglens.table('Medians over records, ' + target + ', network ' + chosen.model, [
      { title: 'Method', head: true, text: (method) => [ecglens.swatch(method), method] },
      ...shown.map(([metric, title, direction]) => ({
        title: [title, el('small', null, direction)],
        numeric: true,
        text: (method) => ecglens.number((of(method, metric) || {}).median),
      })),
    ], ecglens.methods(here.map((row) => row.method))));
    const missing = [['robustness', 'instability-uniform'], ['infidelity', 'infidelity']]
      .filter(([, metric]) => !shown.some(([name]) => name === metric)).map(([check]) => check);
    if (missing.length) {
      body.append(ecglens.hint('Not looked at: ' + ecglens.list(missing) + ' (', ecglens.code('--checks all'), ').'));
    }
  });
}
