/* The card of a project: its figures, dates, light and reasons, its months as reported, and where all of it came from. */
'use strict';
const Project = (() => {
  const { element, name: bdi } = Drawing;
  const { all, say, text, word, column, content, META } = Data;
  const dialog = document.getElementById('project');
  const NOT_ITS_OWN = ['project_name', 'light_code', 'light_reasons', 'currency'];

  function shown(block, row, place) {
    const exact = row[META + place];
    const kind = block.columns[place][1];
    if (kind === 'light') return Blocks.light(exact);
    if (kind === 'amount') return Figures.money(exact, row[1], Data.language(), all.currencies);
    return Data.isText(kind) ? bdi(text(exact)) : Figures.plain(kind, exact);
  }

  function source(cells) {
    const [file, sheet, row] = cells;
    return element('span', { class: 'source' }, bdi(text(file)), text(sheet) === '' ? '' : ' · ', text(sheet) === '' ? '' : bdi(text(sheet)), ' · ' + word('row', row));
  }

  function months(reports) {
    if (reports.length === 0) return [element('p', { class: 'note' }, word('noReports'))];
    const heads = ['month', 'invested', 'yearToDate', 'planned', 'physical', 'source'];
    const used = heads.filter((head, place) => place === 0 || place === 5 || reports.some(one => one[place + 1] !== null));
    return [element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': word('reports') }, element('table', { class: 'plain' },
      element('thead', {}, element('tr', {}, ...used.map(head => element('th', { scope: 'col' }, word(head))))),
      element('tbody', {}, ...[...reports].reverse().map(one => element('tr', {}, ...used.map(head => {
        const place = heads.indexOf(head);
        if (place === 0) return element('th', { scope: 'row' }, one[0]);
        if (place === 5) return element('td', { 'data-label': word(head) }, source(one.slice(6)));
        const exact = one[place + 1];
        return element('td', { class: 'amount', 'data-label': word(head), 'data-value': exact }, exact === null ? '' : place === 4 ? Figures.percent(exact) : Figures.money(exact, one[1], Data.language(), all.currencies));
      })))))) ];
  }

  /** The figures of the year or of the months as a small chart, whichever the reports state. */
  function chart(reports) {
    const place = reports.some(one => one[2] !== null) ? 2 : 3;
    const block = { rows: reports.map(one => ['', one[1], '', '', one[0], one[place], one[4]]), columns: [['month', 'date', ['月份', 'Month']], ['invested', 'amount', WORDS[place === 2 ? 'invested' : 'yearToDate']], ['planned', 'amount', WORDS.planned]], label: 'month', series: place === 2 ? ['invested'] : ['invested', 'planned'] };
    const own = reports.length > 0 ? reports[0][1] : '';
    if (own !== all.currency) return null;
    return Charts.time(block, 560);
  }

  function open(code) {
    const block = all.blocks.project_watch;
    const row = block && block.rows.find(one => one[3] === code);
    if (!row) { close(); return; }
    const delivered = (all.reports || {})[code] || [];
    const cell = name => { const place = column(block, name); return place < 0 || row[META + place] === null ? '' : content(block, row, place); };
    const lightPlace = column(block, 'light_code');
    const facts = block.columns.map((one, place) => place).filter(place => row[META + place] !== null && !NOT_ITS_OWN.includes(block.columns[place][0]));
    const drawn = chart(delivered.slice(1));
    dialog.replaceChildren(element('form', { method: 'dialog' }, element('button', { type: 'submit', class: 'close' }, word('close'))),
      element('h2', { id: 'project-name' }, bdi(cell('project_name'))),
      element('p', { class: 'why' }, ...(lightPlace >= 0 && row[META + lightPlace] !== null ? [Blocks.light(row[META + lightPlace]), ' '] : []), bdi(cell('light_reasons'))),
      element('dl', { class: 'facts' }, ...facts.map(place => element('div', {}, element('dt', {}, say(block.columns[place][2])), element('dd', { 'data-column': block.columns[place][0], 'data-value': Data.isText(block.columns[place][1]) ? content(block, row, place) : row[META + place] }, shown(block, row, place))))),
      element('h3', {}, word('reports')), ...(drawn ? [Drawing.svg(drawn, word('reports'))] : []), ...months(delivered.slice(1)),
      element('h3', {}, word('sources')), element('p', {}, word('record') + '：', delivered.length > 0 ? source(delivered[0]) : '—'));
    if (!dialog.open) dialog.showModal();
  }

  function close() { if (dialog.open) dialog.close(); }

  dialog.addEventListener('close', () => { if (Data.state().get('project')) Data.go({ project: null }, true); });
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });

  /** Shows the project that the address names. */
  function follow() {
    const code = Data.state().get('project');
    if (code) open(code); else close();
  }

  return { follow };
})();
