// What a method costs, beside its score.
const { el } = ecglens;

ecglens.section({
  id: 'cost',
  title: 'What does it cost?',
  nav: 'Cost',
  render(container, data) {
    container.append(ecglens.lead(
      'What a heatmap of one record costs beside the score that the verdict compares (', ecglens.code(data.run.metric), '). ',
      el('b', null, 'Cost is a note, never a class'),
      ': a costly method is no worse and a quick one no better; it may help to choose between methods that are recommended. Passes through the network are the same on every machine, milliseconds are those of this run. Whiskers are 95 % intervals.'));
    const rows = ecglens.rows('cost');
    if (rows.length === 0) {
      container.append(ecglens.hint('The run did not measure costs: it explained no record.'));
      return;
    }
    ecglens.forTarget(container, (body, target) => show(body, target, rows, data.run.metric));
  },
});

function show(container, target, costs, metric) {
  const scores = ecglens.rows('summary').filter((row) =>
    row.target === target && row.metric === metric && row.order === 'morf' && row.mean !== null);
  if (scores.length === 0) {
    container.append(ecglens.hint('There is no score for ' + target + ' to set beside the cost.'));
    return;
  }
  ecglens.choices(container, [ecglens.networks(scores), ecglens.operators(scores)], (body, chosen) => {
    const own = scores.filter((row) => row.model === chosen.model && row.operator === chosen.operator);
    const points = ecglens.methods(own.map((row) => row.method))
      .map((method) => ({
        method,
        score: own.find((row) => row.method === method),
        cost: costs.find((row) => row.model === chosen.model && row.method === method),
      }))
      .filter((point) => point.cost && point.cost.milliseconds > 0);
    const label = 'Cost against ' + metric + ' for ' + target + ', network ' + chosen.model + ': '
      + points.map((point) => point.method + ' ' + ecglens.number(point.cost.milliseconds) + ' ms, ' + ecglens.number(point.score.mean)).join('; ');
    ecglens.chart(body, 'cost', label, (width) => (width < 600 ? 380 : 420), (colours, width) => option(colours, width, points, metric));
    body.append(ecglens.table('Cost and ' + metric + ' for ' + target + ', network ' + chosen.model, [
      { title: 'Method', head: true, text: (point) => [ecglens.swatch(point.method), point.method] },
      { title: 'Passes forwards', numeric: true, text: (point) => ecglens.number(point.cost.forwards) },
      { title: 'Passes backwards', numeric: true, text: (point) => ecglens.number(point.cost.backwards) },
      { title: 'Milliseconds per record', numeric: true, text: (point) => ecglens.number(point.cost.milliseconds) },
      { title: 'Mean ' + metric, numeric: true, text: (point) => ecglens.number(point.score.mean) },
      { title: '95 % interval', numeric: true, text: (point) => ecglens.interval(point.score.ci_low, point.score.ci_high) },
    ], points));
  });
}

function option(colours, width, points, metric) {
  const times = points.map((point) => point.cost.milliseconds);
  // Names point inwards on the right, where a narrow chart would cut them off.
  const middle = width < 600 ? Math.sqrt(Math.min(...times) * Math.max(...times)) * 2 : Infinity;
  return {
    grid: ecglens.grid(width < 600 ? 20 : 120),
    xAxis: ecglens.axis(colours, 'milliseconds per record', { type: 'log', splitLine: { show: false } }),
    yAxis: ecglens.rising(colours, 'mean ' + metric),
    tooltip: ecglens.tip(colours, 'item', (found) => {
      const point = found.data.point;
      return {
        title: point.method,
        rows: [
          ['time', ecglens.number(point.cost.milliseconds) + ' ms', null],
          [metric, ecglens.number(point.score.mean), null],
          ['95 % interval', ecglens.interval(point.score.ci_low, point.score.ci_high), null],
        ],
      };
    }),
    series: [
      {
        name: metric,
        type: 'scatter',
        symbolSize: 12,
        z: 3,
        data: points.map((point) => ({
          point,
          value: [point.cost.milliseconds, point.score.mean],
          symbol: ecglens.style(point.method).symbol,
          itemStyle: { color: ecglens.style(point.method).colour, opacity: 1 },
          label: { show: true, formatter: () => point.method, position: point.cost.milliseconds > middle ? 'left' : 'right', color: colours.text, fontSize: 12, textBorderColor: colours.page, textBorderWidth: 3 },
        })),
        labelLayout: { moveOverlap: 'shiftY' },
      },
      ecglens.whiskers(points.filter((point) => point.score.ci_low !== null)
        .map((point) => [point.cost.milliseconds, point.score.ci_low, point.score.ci_high]), true, () => colours.muted),
    ],
  };
}
