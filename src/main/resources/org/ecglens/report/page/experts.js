// What experts say of the heatmaps, if they were asked.
const { el } = ecglens;

const MEASURES = {
  'krippendorff-alpha-ordinal': 'Krippendorff’s alpha of ranks',
  'krippendorff-alpha-interval': 'Krippendorff’s alpha of values',
  'krippendorff-alpha-centred': 'Krippendorff’s alpha of values less each rater’s mean',
  'icc-2-1': 'ICC(2,1), one rater, leniency counts',
  'icc-2-k': 'ICC(2,k), mean of the raters, leniency counts',
  'icc-3-1': 'ICC(3,1), one rater, leniency does not count',
  'kendall-w': 'Kendall’s W over heatmaps',
  'kendall-w-methods': 'Kendall’s W over methods',
};

ecglens.section({
  id: 'experts',
  title: 'Do experts see it the same way?',
  nav: 'Experts',
  render(container, data) {
    container.append(ecglens.lead(
      'Experts rate heatmaps without knowing the method. Kendall’s τ compares their order of the methods with the measured one: ',
      el('b', null, '1 is the same order, 0 none, −1 the opposite'),
      '. What looks right to an expert need not be what the network does.'));
    const raters = ecglens.rows('raters');
    const experts = ecglens.rows('experts');
    if (raters.length === 0 && experts.length === 0) {
      container.append(ecglens.hint('Nobody has rated these heatmaps yet: build a blinded review with ',
        ecglens.code('jobs/submit review --run ' + data.run.path), ', or read ratings with ', ecglens.code('jobs/submit ratings'), '.'));
      return;
    }
    ecglens.forTarget(container, (body, target) => {
      tau(body, target, experts.filter((row) => row.target === target && row.order === 'morf'), data);
      alike(body, target, raters.filter((row) => row.target === target || row.target === '*'));
    });
  },
});

function tau(container, target, rows, data) {
  if (rows.length === 0) {
    container.append(ecglens.hint('No heatmap of ' + target + ' has been rated.'));
    return;
  }
  const sorted = [...rows].sort((a, b) => (b.metric === data.run.metric) - (a.metric === data.run.metric));
  container.append(ecglens.table('Experts’ order of the methods beside the measured one, ' + target + ' (Kendall’s τ)', [
    { title: 'Score', head: true, text: (row) => row.metric },
    { title: 'Question', text: (row) => row.question },
    { title: 'τ', numeric: true, text: (row) => ecglens.fixed(row.tau) },
    { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.ci_low, row.ci_high, ecglens.fixed) || '–' },
    { title: 'p', numeric: true, text: (row) => ecglens.p(row.p) },
    { title: 'Methods', numeric: true, text: (row) => ecglens.number(row.n_methods) },
    { title: 'Records', numeric: true, text: (row) => ecglens.count(row.n_records) },
    { title: 'Raters', numeric: true, text: (row) => ecglens.count(row.n_raters) },
    { title: 'Note', text: (row) => row.reason || '' },
  ], sorted));
}

function alike(container, target, rows) {
  if (rows.length === 0) {
    return;
  }
  container.append(ecglens.table('Do the raters agree with each other?', [
    { title: 'Target', head: true, text: (row) => (row.target === '*' ? 'all' : row.target) },
    { title: 'Question', text: (row) => row.question },
    { title: 'Measure', text: (row) => (Object.hasOwn(MEASURES, row.measure) ? MEASURES[row.measure] : row.measure) },
    { title: 'Value', numeric: true, text: (row) => ecglens.fixed(row.value) },
    { title: '95 % interval', numeric: true, text: (row) => ecglens.interval(row.ci_low, row.ci_high, ecglens.fixed) || '–' },
    { title: 'p', numeric: true, text: (row) => ecglens.p(row.p) },
    { title: 'Heatmaps', numeric: true, text: (row) => ecglens.count(row.n_items) },
    { title: 'Raters', numeric: true, text: (row) => ecglens.count(row.n_raters) },
    { title: 'Note', text: (row) => row.reason || '' },
  ], rows));
}
