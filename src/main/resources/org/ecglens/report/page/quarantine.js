// Records that were not used, or not by every network.
ecglens.section({
  id: 'quarantine',
  title: 'What was left out?',
  nav: 'Left out',
  render(container, data) {
    const { total, counts, examples } = data.quarantine;
    container.append(ecglens.lead('Records that could not be used, and why. A record that only some networks or methods could not use is counted too; the others did use it.'));
    if (total === 0) {
      container.append(ecglens.hint('Nothing: all ' + ecglens.count(data.verdict.records) + ' records were used.'));
      return;
    }
    const objects = (table) => table.rows.map((row) => Object.fromEntries(table.columns.map((column, i) => [column, row[i]])));
    container.append(ecglens.table(ecglens.count(total) + (total === 1 ? ' record' : ' records') + ' not used, or not by every network; ' + ecglens.count(data.verdict.records) + ' records were read', [
      { title: 'Reason', head: true, text: (row) => row.reason },
      { title: 'Stage', text: (row) => row.stage },
      { title: 'Records', numeric: true, text: (row) => ecglens.count(row.count) },
    ], objects(counts)));
    container.append(ecglens.details('Examples', () => ecglens.table('Up to five of each reason', [
      { title: 'Record or file', head: true, text: (row) => row.what || '–' },
      { title: 'Reason', text: (row) => row.reason },
      { title: 'Detail', text: (row) => row.detail },
    ], objects(examples))));
  },
});
