// How it was computed, so that it can be computed again.
const { el } = ecglens;

ecglens.section({
  id: 'provenance',
  title: 'How was it computed?',
  nav: 'How computed',
  render(container, data) {
    const { manifest, verdict, run } = data;
    container.append(ecglens.lead('Everything that decides the numbers. With the same records and networks this line gives the same tables again:'));
    container.append(el('pre', { tabindex: 0 }, el('code', null, command(manifest))));
    container.append(el('dl', null,
      fact('Run', run.path),
      fact('Versions', Object.entries(manifest.versions || {}).map(([name, version]) => name + ' ' + version).join(', ')),
      fact('Records', ((manifest.config || {}).content || {})['--records'] || ecglens.count(verdict.records)),
      fact('Curves', verdict.mode + ' mode, perturbed by ' + verdict.operators.join(', ') + ', preset ' + verdict.preset + ' of the methods'),
      fact('Verdict', 'set of the best with a confidence of ' + ecglens.percent(verdict.thresholds.confidence)
        + ', controls beaten at ' + verdict.thresholds.significance + ' (two-sided, Holm), equal to the best within '
        + ecglens.percent(verdict.thresholds.margin) + ' of its score; at least ' + verdict.thresholds.least_records + ' records of '
        + verdict.thresholds.least_subjects + ' subjects'),
      fact('Protocol', verdict.protocol_sha256 ? protocol(manifest.protocol, verdict) : 'none: no protocol was given before the run')));
    container.append(ecglens.table('Networks', [
      { title: 'Name', head: true, text: (model) => model.name },
      { title: 'Predicts', text: (model) => (model.targets || []).map((target) => target.name + (target.unit ? ' (' + target.unit + ')' : '')).join(', ') },
      { title: 'Takes', text: input },
      { title: 'SHA-256 of the file', text: (model) => el('code', null, model.sha256 || '–') },
    ], manifest.models || []));
    container.append(ecglens.details('What the methods compute', () => ecglens.table('Methods', [
      { title: 'Method', head: true, text: (name) => [ecglens.swatch(name), name] },
      { title: 'Heatmap', text: (name) => run.methods[name] },
    ], Object.keys(run.methods))));
    container.append(ecglens.details('Constants of the methods', () => ecglens.table('By network',
      [
        { title: 'Network', head: true, text: (model) => model.name },
        { title: 'Methods', text: (model) => el('ul', null, (model.methods || []).map((method) => el('li', null, method))) },
      ], manifest.models || [])));
    container.append(ecglens.details('All settings', () => ecglens.table('Settings that were in effect', [
      { title: 'Option', head: true, text: ([name]) => '--' + name },
      { title: 'Value', text: ([, value]) => value },
    ], Object.entries(manifest.options || {}))));
  },
});

function fact(name, text) {
  return [el('dt', null, name), el('dd', null, text)];
}

/** The registered values that a run was held to, and where it was not. */
function protocol(file, verdict) {
  return [
    (file && file.path ? file.path + ', ' : '') + 'SHA-256 ', el('code', null, verdict.protocol_sha256),
    verdict.deviations.length === 0 ? '; no deviations' : '; deviations:',
    verdict.deviations.length > 0 && el('ul', { id: 'deviations' }, verdict.deviations.map((one) => el('li', null,
      el('code', null, one.option), ': registered ' + one.registered + ', used ' + one.used))),
  ];
}

function input(model) {
  const { input: takes } = model;
  if (!takes) {
    return '–';
  }
  return [takes.kind, takes.leads + ' leads', takes.samples + ' samples', takes.sampleRateHz && takes.sampleRateHz + ' Hz', takes.unit]
    .filter(Boolean).join(', ');
}

/** As a shell would take it. */
function command(manifest) {
  const words = ['jobs/submit ' + manifest.command];
  for (const [name, value] of Object.entries(manifest.options || {})) {
    if (value !== '' && value !== 'false') {
      words.push('--' + name + ' ' + (/^[\w./,:=@%+-]+$/.test(value) ? value : "'" + value.replace(/'/g, "'\\''") + "'"));
    }
  }
  words.push('--out DIR');
  return words.join(' \\\n  ');
}
