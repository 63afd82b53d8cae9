// Do methods agree with each other, and with themselves on another network?
const { el } = ecglens;

const METRICS = [
  ['spearman', 'rank correlation of the sizes', true],
  ['pearson', 'correlation of the signed maps', true],
  ['top-k', 'share of the top tenth in common (chance 0.1)', false],
  ['sign', 'the same with equal sign (chance 0.05)', false],
];

function metrics(rows) {
  const found = ecglens.distinct(rows.map((row) => row.metric));
  const known = METRICS.map(([metric]) => metric).filter((metric) => found.includes(metric));
  return {
    name: 'metric',
    label: 'Likeness',
    values: [...known, ...found.filter((metric) => !known.includes(metric))].map((metric) => {
      const named = METRICS.find(([name]) => name === metric);
      return [metric, named ? metric + ': ' + named[1] : metric];
    }),
  };
}

ecglens.section({
  id: 'agreement',
  title: 'Do the methods agree?',
  nav: 'Agreement',
  render(container) {
    container.append(ecglens.lead(
      'How alike the heatmaps of two methods are, of the same record and network: 1 is the same, 0 unrelated. ',
      el('b', null, 'Agreement decides nothing'), ': two methods that agree may both be wrong, and methods that are recommended together have like scores but may mark other points.'));
    const rows = ecglens.rows('agreement');
    if (rows.length === 0) {
      container.append(ecglens.hint('Not looked at: evaluate with ', ecglens.code('--checks agreement'), ' and two methods or more.'));
    } else {
      ecglens.forTarget(container, (body, target) => methods(body, target, rows.filter((row) => row.target === target)));
    }
    container.append(el('h3', null, 'The same method on another network'));
    container.append(ecglens.lead('Networks of one target that were trained from different seeds predict alike; a method whose maps differ between them shows how the networks differ, or is unreliable; the maps alone do not say which.'));
    const own = ecglens.rows('consistency');
    ecglens.forTarget(container, (body, target) => {
      const found = own.filter((row) => row.target === target);
      if (found.length === 0) {
        body.append(ecglens.hint('Not looked at for ' + target + ': it takes two networks of this target in ',
          ecglens.code('--model'), ' and ', ecglens.code('--checks consistency'), '.'));
      } else {
        networks(body, target, found);
      }
    });
  },
});

function methods(container, target, rows) {
  if (rows.length === 0) {
    container.append(ecglens.hint('There are no two maps to compare for ' + target + '.'));
    return;
  }
  ecglens.choices(container, [ecglens.networks(rows), metrics(rows)], (body, chosen) => {
    const found = rows.filter((row) => row.model === chosen.model && row.metric === chosen.metric && row.mean !== null);
    const names = ecglens.methods(found.flatMap((row) => [row.method, row.other]));
    const cells = found.flatMap((row) => {
      const [a, b] = [names.indexOf(row.method), names.indexOf(row.other)];
      return [[a, b, row.mean], [b, a, row.mean]];
    });
    const diverging = METRICS.every(([metric, , signed]) => metric !== chosen.metric || signed);
    const sorted = [...found].sort((a, b) => b.mean - a.mean);
    const label = 'Matrix of agreement for ' + target + ', ' + chosen.metric + '. '
      + (sorted.length ? 'Most alike: ' + pair(sorted[0]) + '; least alike: ' + pair(sorted[sorted.length - 1]) + '.' : '');
    ecglens.chart(body, 'agreement', label, (width) => 160 + names.length * (width < 600 ? 26 : 34),
      (colours, width) => ecglens.matrix(colours, width, { columns: names, rows: names, upright: true }, cells,
        { min: diverging ? -1 : 0, max: 1, diverging, text: (value) => ecglens.fixed(value) }));
    body.append(ecglens.details('Values of this matrix', () => ecglens.table(
      'Agreement for ' + target + ', network ' + chosen.model + ', ' + chosen.metric,
      [
        { title: 'Method', head: true, text: (row) => row.method },
        { title: 'Other', text: (row) => row.other },
        { title: 'Mean', numeric: true, text: (row) => ecglens.number(row.mean) },
        { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.ci_low, row.ci_high) },
        { title: 'Records', numeric: true, text: (row) => ecglens.count(row.n) },
      ], found), { class: 'values' }));
  });
}

function pair(row) {
  return row.method + ' and ' + row.other + ' ' + ecglens.number(row.mean);
}

function networks(container, target, rows) {
  ecglens.choices(container, [metrics(rows)], (body, chosen) => {
    const found = rows.filter((row) => row.metric === chosen.metric && row.mean !== null);
    const names = ecglens.methods(found.map((row) => row.method));
    const points = found.map((row) => [row.mean, names.indexOf(row.method), row]);
    const label = 'Self-consistency for ' + target + ', ' + chosen.metric + ': '
      + found.map((row) => row.method + ' ' + ecglens.number(row.mean) + ' (' + row.model + ', ' + row.other + ')').join(', ');
    ecglens.chart(body, 'consistency', label, 60 + names.length * 26, (colours, width) => ({
      grid: { left: width < 600 ? 142 : 170, right: 20, top: 8, bottom: 44 },
      xAxis: ecglens.axis(colours, 'more consistent →', {}),
      yAxis: { type: 'category', data: names, inverse: true, axisTick: { show: false }, axisLine: { lineStyle: { color: colours.line } }, axisLabel: { color: colours.text, interval: 0 } },
      tooltip: ecglens.tip(colours, 'item', (point) => ({
        title: point.data.row.method,
        rows: [[point.data.row.model + ' and ' + point.data.row.other, ecglens.number(point.data.row.mean), point.data.row.method]],
      })),
      series: [
        {
          name: chosen.metric, type: 'scatter', symbolSize: 11,
          data: points.map(([mean, y, row]) => ({
            value: [mean, y], row,
            symbol: ecglens.style(row.method).symbol, itemStyle: { color: ecglens.style(row.method).colour },
          })),
        },
        ecglens.whiskers(points.filter(([, , row]) => row.ci_low !== null).map(([, y, row]) => [y, row.ci_low, row.ci_high]), false,
          () => colours.muted),
      ],
    }));
    body.append(ecglens.details('Values of this chart', () => ecglens.table(
      'Self-consistency for ' + target + ', ' + chosen.metric,
      [
        { title: 'Method', head: true, text: (row) => row.method },
        { title: 'Networks', text: (row) => row.model + ' and ' + row.other },
        { title: 'Mean', numeric: true, text: (row) => ecglens.number(row.mean) },
        { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.ci_low, row.ci_high) },
        { title: 'Records', numeric: true, text: (row) => ecglens.count(row.n) },
      ], found), { class: 'values' }));
  });
}
