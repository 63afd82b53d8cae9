// Ranking of the methods: table, critical-difference diagram, pairs.
const { el } = ecglens;

const FONT = '13px system-ui, sans-serif';

/** Between two names of the diagram, in pixels. */
const PITCH = 24;

const MEANING = {
  'aopc': 'mean shift of the prediction over the curve',
  'aopc-label': 'mean error against the label over the curve',
  'abpc': 'area between the curves of most and least relevant first',
  'degradation-score': 'the same, relative to the largest shift of the record',
};

function meaning(metric) {
  if (Object.hasOwn(MEANING, metric)) {
    return metric + ': ' + MEANING[metric];
  }
  const area = /^auc-(\d+)(-over-random)?$/.exec(metric);
  if (area) {
    return metric + ': area under the curve up to step ' + area[1] + (area[2] ? ', less that of the random order' : '');
  }
  const plain = metric.replace(/-over-random$/, '');
  return plain !== metric && Object.hasOwn(MEANING, plain)
    ? metric + ': ' + MEANING[plain] + ', less that of the random order'
    : metric;
}

ecglens.section({
  id: 'ranking',
  title: 'Which method is better, and is the difference real?',
  nav: 'Ranking',
  render(container, data) {
    container.append(ecglens.lead(
      'In every record the methods are put in order by their curve; 1 is the best. ',
      el('b', null, 'Methods joined by a bar cannot be told apart by their mean ranks'),
      ' (Nemenyi’s test at 5 %), which does not show that they are equal. Maps of other records (population) and blurred maps (smoothed) have ranks too, and are in the table alone. Each ranking is by one way to disturb; the verdict rests on the mean scores over all of them, and on the checks.'));
    const rows = ecglens.rows('ranking');
    if (rows.length === 0) {
      container.append(ecglens.hint('There is no ranking: it needs two methods that have scores for the same records.'));
      return;
    }
    ecglens.forTarget(container, (body, target) =>
      show(body, target, rows.filter((row) => row.target === target), data));
  },
});

function show(container, target, rows, data) {
  if (rows.length === 0) {
    container.append(ecglens.hint('There is no ranking for ' + target + ': its methods have no scores for the same records.'));
    return;
  }
  const metrics = ecglens.distinct(rows.map((row) => row.metric));
  ecglens.choices(container, [
    ecglens.networks(rows),
    ecglens.operators(rows),
    {
      name: 'metric',
      label: 'Score',
      values: metrics.map((metric) => [metric, meaning(metric)]),
      chosen: metrics.includes(data.run.metric) ? data.run.metric : metrics[0],
    },
  ], (body, chosen) => {
    const found = rows.filter((row) =>
      row.model === chosen.model && row.operator === chosen.operator && row.metric === chosen.metric);
    const ranked = found.filter((row) => row.mean_rank !== null).sort((a, b) => a.mean_rank - b.mean_rank);
    const drawn = ranked.filter((row) => !ecglens.derived(row.method));
    if (drawn.length > 1 && ranked[0].critical_difference !== null) {
      const wide = el('div', { class: 'wide-only' });
      body.append(wide);
      diagram(wide, target, chosen, drawn, ranked.length);
    } else {
      body.append(ecglens.hint('No critical difference: ' + (found.find((row) => row.reason) || { reason: 'there is one method only' }).reason + '.'));
    }
    body.append(table(target, chosen, found, data));
    pairs(body, target, chosen);
  });
}

/** Maximal runs of methods whose mean ranks differ by less than the critical difference. */
function bars(ranked, critical) {
  const found = [];
  let end = -1;
  ranked.forEach((row, i) => {
    let last = i;
    while (last + 1 < ranked.length && ranked[last + 1].mean_rank - row.mean_rank < critical) {
      last++;
    }
    if (last > i && last > end) {
      found.push([row.mean_rank, ranked[last].mean_rank]);
      end = last;
    }
  });
  return found;
}

/** How wide a text of the diagram is, in pixels. */
function extent(text) {
  const context = document.createElement('canvas').getContext('2d');
  context.font = FONT;
  return context.measureText(text).width;
}

/** Demšar 2006: axis of mean ranks, methods hanging from it, bars over those that are alike. */
function diagram(container, target, chosen, ranked, places) {
  const critical = ranked[0].critical_difference;
  const joined = bars(ranked, critical);
  const left = Math.ceil(ranked.length / 2);
  const alternative = 'Critical-difference diagram for ' + target + ' by ' + chosen.metric + '. Mean ranks, the best first: '
    + ranked.map((row) => row.method + ' ' + ecglens.number(row.mean_rank)).join(', ')
    + '. Critical difference ' + ecglens.number(critical) + '.';
  const axis = 62;
  const below = axis + 16 + joined.length * 9;
  const label = ({ method, mean_rank: rank }, isLeft) =>
    (isLeft ? method + '  ' + ecglens.fixed(rank) : ecglens.fixed(rank) + '  ' + method);
  const edge = Math.ceil(Math.max(...ranked.map((row, i) => extent(label(row, i < left))))) + 22;
  ecglens.chart(container, 'ranking', alternative, below + left * PITCH + 16,
    (colours, width) => {
      const text = (style) => ({ type: 'text', style: { font: FONT, fill: colours.text, ...style } });
      const rod = (points, style) => ({ type: 'polyline', shape: { points }, style: { stroke: colours.muted, lineWidth: 1.2, fill: null, ...style } });
      const place = (api, i) => {
        const x = api.coord([ranked[i].mean_rank, 0])[0];
        const isLeft = i < left;
        const y = below + (isLeft ? i : ranked.length - 1 - i) * PITCH + 10;
        const stop = isLeft ? edge - 8 : width - edge + 8;
        return { x, y, stop, isLeft };
      };
      const hanger = (api, i) => {
        const { x, y, stop } = place(api, i);
        const style = ecglens.style(ranked[i].method);
        return {
          type: 'group',
          children: [
            rod([[x, axis], [x, y], [stop, y]], { stroke: style.colour, lineWidth: 2, lineDash: style.dash.length ? style.dash : null }),
            { type: 'circle', shape: { cx: x, cy: axis, r: 4 }, style: { fill: style.colour } },
          ],
        };
      };
      const named = (api, i) => {
        const { y, stop, isLeft } = place(api, i);
        return text({
          text: label(ranked[i], isLeft),
          x: isLeft ? stop - 6 : stop + 6,
          y,
          textAlign: isLeft ? 'right' : 'left',
          textVerticalAlign: 'middle',
          stroke: colours.page,
          lineWidth: 5,
        });
      };
      return {
        grid: { left: edge, right: edge, top: axis, height: 1 },
        xAxis: {
          type: 'value', min: 1, max: Math.max(2, places), position: 'top', interval: Math.ceil(places / 16),
          axisLabel: { color: colours.muted, showMinLabel: true, showMaxLabel: true },
          axisLine: { show: true, onZero: false, lineStyle: { color: colours.muted } }, axisTick: { show: true }, splitLine: { show: false },
        },
        yAxis: { type: 'value', min: 0, max: 1, show: false },
        tooltip: { show: false },
        series: [
          {
            name: 'critical difference', type: 'custom', silent: true, data: [[1, 1 + critical]],
            renderItem: (params, api) => {
              const [from, to] = [api.coord([1, 0])[0], api.coord([1 + critical, 0])[0]];
              return {
                type: 'group',
                children: [
                  rod([[from, 24], [from, 18], [to, 18], [to, 24]], { stroke: colours.text, lineWidth: 1.5 }),
                  text({ text: 'critical difference ' + ecglens.fixed(critical), x: Math.max(from, 0), y: 9, textVerticalAlign: 'middle', fill: colours.muted, fontSize: 12 }),
                ],
              };
            },
          },
          {
            name: 'methods', type: 'custom', silent: true,
            data: ranked.map((row) => ({ name: row.method, value: [row.mean_rank, 0] })),
            renderItem: (params, api) => hanger(api, params.dataIndex),
          },
          {
            name: 'labels', type: 'custom', silent: true, z: 4, data: ranked.map((row) => [row.mean_rank, 0]),
            renderItem: (params, api) => named(api, params.dataIndex),
          },
          {
            name: 'alike', type: 'custom', silent: true, z: 5, data: joined,
            renderItem: (params, api) => {
              const [from, to] = joined[params.dataIndex].map((value) => api.coord([value, 0])[0]);
              const y = axis + 12 + params.dataIndex * 9;
              return rod([[from - 5, y], [to + 5, y]], { stroke: colours.text, lineWidth: 4, lineCap: 'round' });
            },
          },
        ],
      };
    });
}

function table(target, chosen, found, data) {
  const summary = ecglens.rows('summary').filter((row) =>
    row.target === target && row.model === chosen.model && row.operator === chosen.operator
    && row.metric === chosen.metric && row.order === 'morf');
  const interval = (method) => summary.find((row) => row.method === method) || {};
  const rows = [...found].sort((a, b) => (a.mean_rank === null) - (b.mean_rank === null) || a.mean_rank - b.mean_rank);
  const n = rows[0].n;
  const mean = chosen.model === '*'
    ? []
    : [{ title: '95 % interval', numeric: true, text: (row) => ecglens.interval(interval(row.method).ci_low, interval(row.method).ci_high) || '–' }];
  return ecglens.table(
    'Methods for ' + target + ' by ' + chosen.metric + ' (' + (data.run.directions[chosen.metric] || 'higher') + ' is better), '
      + ecglens.count(n) + ' records or subjects',
    [
      { title: 'Place', numeric: true, text: (row) => ecglens.number(row.place) },
      { title: 'Method', head: true, text: (row) => [ecglens.swatch(row.method), row.method] },
      { title: 'Mean rank', numeric: true, text: (row) => ecglens.fixed(row.mean_rank) },
      { title: 'Mean score', numeric: true, text: (row) => ecglens.number(row.mean) },
      ...mean,
      { title: ['Beats random', el('small', null, 'in so many records')], numeric: true, text: (row) => ecglens.percent(row.win_rate) },
      { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.win_low, row.win_high, ecglens.percent) || '–' },
      { title: 'Verdict', text: (row) => standing(row.method) },
    ],
    rows);
}

function standing(method) {
  if (ecglens.verdict().methods.some((one) => one.method === method && one.control)) {
    return 'control';
  }
  const found = ecglens.standing(method);
  const badge = { recommended: 'good', worse: 'bad', unsound: 'bad' }[found];
  return badge ? el('span', { class: 'badge ' + badge }, found) : found;
}

function pairs(container, target, chosen) {
  const rows = ecglens.rows('pairs').filter((row) =>
    row.target === target && row.model === chosen.model && row.operator === chosen.operator
    && row.metric === chosen.metric.replace(/-over-random$/, ''));
  if (rows.length === 0) {
    return;
  }
  container.append(ecglens.details('Pairs of methods', () => ecglens.table(
    'Pairs for ' + target + ' by ' + chosen.metric + ': Wilcoxon’s test, p corrected for all pairs (Holm), '
      + 'those with maps of other records and with blurred maps too, which are in the table pairs of the run. '
      + 'Effect is the rank-biserial correlation, 0 for none, ±1 for the same sign in every record',
    [
      { title: 'Finding', head: true, text: finding },
      { title: 'Mean difference', numeric: true, text: (row) => ecglens.number(row.mean_difference) },
      { title: 'First better in', numeric: true, text: (row) => ecglens.percent(row.win_rate) },
      { title: 'Effect', numeric: true, text: (row) => ecglens.fixed(row.effect) },
      { title: 'p (Holm)', numeric: true, text: (row) => ecglens.p(row.p_holm) },
      { title: 'Records needed to show it', numeric: true, text: (row) => (row.records_needed === null ? '–' : ecglens.count(row.records_needed)) },
      { title: 'Note', text: (row) => row.reason || '' },
    ],
    rows.map(winnerFirst))));
}

/** The pair the other way round where the second is the better one. */
function winnerFirst(row) {
  if (row.effect === null || row.effect >= 0) {
    return row;
  }
  return {
    ...row,
    method: row.other,
    other: row.method,
    mean_difference: -row.mean_difference,
    win_rate: row.win_rate === null ? null : 1 - row.win_rate,
    effect: -row.effect,
  };
}

function finding(row) {
  const alpha = ecglens.data.verdict.thresholds.significance;
  if (row.p_holm === null || row.p_holm >= alpha) {
    return row.method + ' and ' + row.other + ' cannot be told apart';
  }
  return row.method + ' beats ' + row.other;
}
